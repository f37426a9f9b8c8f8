//! Unknown outcomes are checked automatically and on request.

use super::endings::end;
use super::scenario::Scenario;
use super::start::{START, WINDOW, archiving, unknown};
use crate::archive::Phase;
use crate::core_tests::TASK;
use crate::tallyfy::ProblemKind;

#[test]
fn checks_follow_after_2_5_10_and_20_s_and_once_after_the_window_with_jitter() {
    for (jitter, delays) in [
        (0.5, [2_000, 3_000, 5_000, 10_000, 10_000]),
        (0.0, [1_800, 2_700, 4_500, 9_000, 12_000]),
        (1.0, [2_200, 3_300, 5_500, 11_000, 8_000]),
    ] {
        let mut scenario = archiving()
            .with_jitter(jitter)
            .loses(ProblemKind::Timeout)
            .answers("get-200-one-off");
        let last = scenario.clone().done();
        assert_eq!(
            last,
            format!("archiving→unknown, Unknown, checking!, wait {}", delays[0])
        );
        for wait in &delays[1..] {
            scenario = scenario.elapses().does("GET tasks/{task}");
            scenario = scenario.answers("get-200-one-off").does(&format!("wait {wait}"));
        }
        let scenario = scenario.elapses().does("GET tasks/{task}").answers("get-200-one-off");
        scenario
            .does("unknown→refused, Refused!, resolve refused")
            .is("refused: archive timeout");
    }
}

#[test]
fn checks_are_scheduled_from_when_it_became_unknown_up_to_the_window() {
    let scenario = archiving().loses(ProblemKind::Timeout).after(26_000.0).answers("500");
    let scenario = scenario.does("archiving→unknown, Unknown, checking!, wait 2000");
    let scenario = scenario.elapses().answers("500").does("wait 2000");
    let scenario = scenario.elapses().does("GET tasks/{task}").answers("500");
    scenario
        .does("Unknown!, resolve unknown")
        .is("unknown: archive timeout");
}

#[test]
fn without_a_response_after_the_window_the_checks_end() {
    let last = unknown().after(WINDOW).elapses();
    let ended = last
        .answers("500")
        .does("Unknown!, resolve unknown")
        .is("unknown: archive timeout");
    assert!(ended.machine.is_finished());
    let again = ended.wakes().does("GET tasks/{task}").answers("500");
    again
        .does("")
        .checks()
        .does("GET tasks/{task}")
        .answers("500")
        .does("checked unknown");
}

#[test]
fn a_check_after_the_last_one_can_still_settle_it() {
    let ended = unknown().after(WINDOW).elapses().answers("500");
    let woken = ended.clone().wakes().answers("get-200-archived");
    woken.does("unknown→archived, Archived!, resolve archived");
    let requested = ended.checks().answers("get-200-one-off");
    requested.does("unknown→refused, Refused!, resolve refused, checked refused");
}

#[test]
fn a_check_that_started_within_the_window_is_not_the_last_one() {
    let scenario = unknown()
        .elapses()
        .after(WINDOW)
        .answers("get-200-one-off")
        .does("wait 0");
    let scenario = scenario.elapses().does("GET tasks/{task}").answers("get-200-one-off");
    scenario.is("refused: archive timeout");
}

#[test]
fn checks_never_overlap() {
    let checking = unknown().elapses().does("GET tasks/{task}");
    let checking = checking
        .wakes()
        .does("")
        .checks()
        .does("")
        .checks()
        .does("")
        .wakes()
        .does("");
    checking.answers("500").does("wait 3000, checked unknown");
}

#[test]
fn waking_up_starts_a_pending_check() {
    let woken = unknown().after(500.0).wakes().does("abort, GET tasks/{task}");
    woken.clone().answers("500").does("wait 1500");
    woken
        .answers("get-200-archived")
        .does("unknown→archived, Archived!, resolve archived");
    archiving()
        .wakes()
        .does("")
        .answers("500")
        .wakes()
        .does("")
        .is("archiving");
}

#[test]
fn a_requested_check_resolves_with_its_result() {
    let requested = unknown().checks().does("abort, GET tasks/{task}");
    requested.clone().answers("500").does("wait 2000, checked unknown");
    requested
        .answers("get-200-archived")
        .does("unknown→archived, Archived!, resolve archived, checked archived");
}

#[test]
fn finding_or_archiving_an_unknown_task_checks_it() {
    for scenario in [unknown().finds(TASK), unknown().archives(TASK)] {
        let scenario = scenario.does("abort, GET tasks/{task}").answers("500");
        scenario.does("wait 2000, checked unknown");
    }
    unknown().confirms().does("").restores().does("").approved().does("");
}

#[test]
fn errors_that_a_check_cannot_resolve_schedule_none() {
    for (ending, reading) in [
        ("forbidden-403", vec!["500"]),
        ("forbidden-403", vec!["not-found-404", "list-200-empty"]),
        ("429 in an hour", vec!["429"]),
        ("not-found-404", vec!["not-found-404", "list-200-empty"]),
    ] {
        let scenario = end(archiving(), ending).answers_all(&reading);
        scenario.does("archiving→unknown, Unknown!, resolve unknown");
    }
}

#[test]
fn a_check_with_a_final_error_ends_the_checks() {
    let doubt = archiving().answers("not-found-404").answers("500");
    let doubt = doubt.does("archiving→unknown, Unknown, checking!, wait 2000");
    let gone = doubt.checks().answers_all(&["not-found-404", "list-200-empty"]);
    gone.does("Unknown!, resolve unknown, checked unknown")
        .is("unknown: archive not-found");
}

#[test]
fn waking_up_starts_a_check_even_without_a_scheduled_one() {
    let scenario = archiving()
        .answers("forbidden-403")
        .answers("500")
        .is("unknown: archive forbidden");
    let scenario = scenario.wakes().does("GET tasks/{task}").answers("500").does("");
    scenario
        .wakes()
        .answers("get-200-one-off")
        .does("unknown→refused, Refused!, resolve refused");
}

#[test]
fn the_phase_has_the_last_check_error_and_the_next_check() {
    let of = |scenario: &Scenario| match scenario.machine.phase() {
        Phase::Unknown {
            last_check_error,
            is_gone,
            is_being_checked,
            next_check,
            may_complete_until,
            ..
        } => {
            assert_eq!(Some(may_complete_until), Some(START + WINDOW));
            let last_check_error = last_check_error.map(|problem| problem.kind);
            (last_check_error, is_gone, is_being_checked, next_check)
        }
        phase => panic!("{phase:?}"),
    };
    let next = Some(START + 2_000.0);
    let first = archiving().loses(ProblemKind::Timeout);
    assert_eq!(
        of(&first.clone().answers("get-200-one-off")),
        (None, false, false, next)
    );
    assert_eq!(
        of(&first.clone().answers("403")),
        (Some(ProblemKind::Forbidden), false, false, next)
    );
    let gone = first.clone().answers_all(&["not-found-404", "list-200-empty"]);
    assert_eq!(of(&gone), (Some(ProblemKind::NotFound), true, false, next));
    let archive_error = first.answers_all(&["not-found-404", "500"]);
    assert_eq!(of(&archive_error), (Some(ProblemKind::ServerError), false, false, next));
    assert_eq!(
        of(&archive_error.elapses()),
        (Some(ProblemKind::ServerError), false, true, None)
    );
}
