//! An archived task may be reported as missing, so the archived list is searched.

use super::scenario::Scenario;
use super::start::{WINDOW, archiving, idle};
use crate::archive::Phase;
use crate::core_tests::TASK;
use crate::tallyfy::ProblemKind;
use serde_json::{Value, json};

fn missing() -> Scenario {
    idle().finds(TASK).answers("not-found-404")
}

/// A page of the archived list, without the task.
fn page(number: u32, of: u32) -> String {
    list(&[json!({"id": "another", "archived_at": "A"})], number, of)
}

fn list(entries: &[Value], number: impl Into<Value>, of: impl Into<Value>) -> String {
    let (number, of): (Value, Value) = (number.into(), of.into());
    let pagination = json!({"current_page": number, "total_pages": of});
    json!({"data": entries, "meta": {"pagination": pagination}}).to_string()
}

/// Whether the archived list was read to its end without the task, as far as the scenario shows it.
fn was_read(scenario: &Scenario) -> bool {
    match scenario.machine.phase() {
        Phase::Refused { archive_error, .. } => archive_error.is_none(),
        phase => panic!("{phase:?}"),
    }
}

#[test]
fn a_missing_task_is_searched_in_the_archived_list() {
    for name in [
        "404",
        "not-found-404",
        "not-found-404-endpoint",
        "not-found-404-apsh546",
        "gone-410",
    ] {
        let scenario = idle().finds(TASK).answers(name);
        let scenario = scenario.does("GET tasks archived=only page=1").is("finding");
        scenario.clone().answers("list-200").is("archived: already");
        let none = scenario.answers("list-200-empty").is("refused: find not-found");
        assert!(was_read(&none), "{name}");
    }
}

#[test]
fn all_pages_are_read_and_none_after_the_last() {
    let first = missing()
        .answers_with(200, &page(1, 3))
        .does("GET tasks archived=only page=2");
    let second = first
        .answers_with(200, &page(2, 3))
        .does("GET tasks archived=only page=3");
    let last = second.answers_with(200, &page(3, 3)).is("refused: find not-found");
    assert!(was_read(&last));
}

#[test]
fn a_list_of_more_than_ten_pages_counts_as_truncated() {
    let read = |of: u32| {
        (1..10).fold(missing(), |scenario, number| {
            let next = number + 1;
            let asks = format!("GET tasks archived=only page={next}");
            scenario.answers_with(200, &page(number, of)).does(&asks)
        })
    };
    assert!(was_read(&read(10).answers_with(200, &page(10, 10))));
    let longer = read(11).answers_with(200, &page(10, 11)).is("refused: find unreadable");
    assert!(!was_read(&longer));
    let there = list(&[json!({"id": TASK, "archived_at": "A"})], 10, 11);
    read(11).answers_with(200, &there).is("archived: already");
}

#[test]
fn an_inconclusive_list_counts_as_unreadable() {
    let entry = |id: &str, archived_at: Value| json!({"id": id, "archived_at": archived_at});
    for (why, body) in [
        ("it is another page", page(2, 2)),
        ("it does not say which page it is", list(&[], Value::Null, 1)),
        ("it does not say how many there are", list(&[], 1, Value::Null)),
        ("it has no pagination", r#"{"data":[]}"#.to_owned()),
        ("it ignored the filter", list(&[entry("another", json!(null))], 1, 1)),
        ("the task is in it as active", list(&[entry(TASK, json!(null))], 1, 1)),
        ("an entry is unreadable", list(&[json!({"archived_at": "A"})], 1, 1)),
        ("it is no list", r#"{"data":{"id":"another"}}"#.to_owned()),
        ("it refuses in words", r#"{"data":[],"error":true}"#.to_owned()),
    ] {
        let scenario = missing().answers_with(200, &body);
        assert!(!was_read(&scenario), "{why}");
        scenario.is("refused: find unreadable");
    }
    for entries in [vec![entry("another", json!("A")); 100], vec![]] {
        assert!(was_read(&missing().answers_with(200, &list(&entries, 1, 1))));
    }
    let too_many = vec![entry("another", json!("A")); 101];
    assert!(!was_read(&missing().answers_with(200, &list(&too_many, 1, 1))));
}

#[test]
fn a_task_in_the_list_counts_even_next_to_invalid_entries() {
    let entries = vec![
        json!({"id": TASK.to_uppercase(), "deleted_at": 7}),
        json!({}),
        json!(null),
    ];
    let scenario = missing().answers_with(200, &list(&entries, Value::Null, Value::Null));
    scenario.is("archived: already");
}

#[test]
fn an_unreadable_later_page_makes_the_list_unreadable() {
    let second = || missing().answers_with(200, &page(1, 2));
    for scenario in [
        second().answers("500"),
        second().answers("401"),
        second().answers("200…"),
        second().loses(ProblemKind::Timeout),
        second().answers_with(200, &page(1, 2)),
    ] {
        assert!(!was_read(&scenario));
    }
}

#[test]
fn the_list_read_to_its_end_proves_that_an_accepted_change_happened() {
    let read = || archiving().answers("archive-200-empty").answers("not-found-404");
    let first = read()
        .answers_with(200, &page(1, 2))
        .does("GET tasks archived=only page=2");
    first.clone().answers_with(200, &page(2, 2)).is("archived");
    first.answers("500").is("unknown: archive unreadable, checked later");
}

#[test]
fn the_archived_list_is_searched_after_the_window_and_on_demand_only() {
    let doubt = archiving().loses(ProblemKind::Timeout).answers("404");
    let first = doubt.does("GET tasks archived=only page=1").answers("500");
    let check = first.clone().elapses().does("GET tasks/{task}").answers("404");
    check.does("wait 3000").is("unknown: archive timeout, checked later");
    let requested = first.clone().checks().does("abort, GET tasks/{task}");
    requested.answers("404").does("GET tasks archived=only page=1");
    let asked_meanwhile = first.clone().elapses().checks().does("").answers("404");
    asked_meanwhile.does("GET tasks archived=only page=1");
    let after = first.clone().after(WINDOW).wakes().does("abort, GET tasks/{task}");
    let ended = after
        .answers("404")
        .does("GET tasks archived=only page=1")
        .answers("500");
    let ended = ended.does("Unknown!, resolve unknown").is("unknown: archive timeout");
    let woken = ended.wakes().answers("404");
    woken
        .does("GET tasks archived=only page=1")
        .answers("list-200")
        .is("archived");
}

#[test]
fn a_check_that_starts_after_the_window_is_the_last_one_and_searches() {
    let late = archiving()
        .loses(ProblemKind::Timeout)
        .answers("500")
        .after(WINDOW)
        .elapses();
    let late = late.does("GET tasks/{task}").answers("404");
    late.does("GET tasks archived=only page=1")
        .answers("list-200")
        .is("archived");
}
