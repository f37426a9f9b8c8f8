//! An approved task is archived once.

use super::endings::{end, endings};
use super::start::{archived, archiving, found, idle};
use crate::archive::{Msg, Operation, Outcome};
use crate::core_tests::TASK;
use crate::core_tests::fixtures::answer;

#[test]
fn two_clicks_send_one_delete() {
    let scenario = found().confirms().confirms().approved();
    let scenario = scenario
        .does("DELETE tasks/{task}, review→archiving")
        .approved()
        .does("");
    let scenario = scenario
        .confirms()
        .does("")
        .finds(TASK)
        .does("")
        .archives(TASK)
        .does("");
    let scenario = scenario.restores().does("").checks().does("").answers("archive-204");
    scenario.is("archived: 204").confirms().does("").archives(TASK).does("");
}

#[test]
fn a_task_in_the_answer_is_the_newer_one() {
    for (name, archived_at) in [
        ("archive-200-data", Some("2025-07-01T09:30:00.000Z")),
        ("archive-200-bare", Some("2025-07-01T09:30:00Z")),
        ("archive-204", None),
    ] {
        let scenario = archiving().answers(name);
        let item = scenario.machine.item().expect("an item");
        assert_eq!(
            (item.title.as_deref(), item.archived_at.as_deref()),
            (Some("Plan meeting"), archived_at),
            "{name}"
        );
    }
}

#[test]
fn a_task_in_a_read_is_the_newer_one() {
    let scenario = archiving().answers("500").answers("get-200-archived");
    let item = scenario.machine.item().expect("an item");
    assert_eq!(item.archived_at.as_deref(), Some("2025-07-01T09:30:00Z"));
    let scenario = archiving()
        .answers("500")
        .answers_with(200, &format!(r#"{{"id":"{TASK}","title":"New"}}"#));
    let item = scenario.machine.item().expect("an item");
    assert_eq!(item.title.as_deref(), Some("New"));
}

/// After a 4xx, somebody else may have archived it.
#[test]
fn archived_has_who_did_it_if_known() {
    for row in ["accepted", "refused", "missing", "everything else"] {
        for ending in endings(row, Operation::Archive) {
            let is_others_perhaps = row == "refused" || row == "missing" || ending.starts_with('4');
            let state = if is_others_perhaps {
                "archived: perhaps by others"
            } else {
                "archived"
            };
            end(archiving(), ending).answers("get-200-archived").is(state);
        }
    }
}

#[test]
fn a_refusal_has_the_status_of_the_response_to_the_change() {
    for (ending, status, problem) in [
        ("unauthenticated-401", 401, "unauthenticated"),
        ("plan-limit-402", 402, "plan-limit"),
        ("forbidden-403", 403, "forbidden"),
        ("conflict-409-nested", 409, "conflict"),
        ("teapot-418", 418, "unexpected"),
        ("invalid-422-fields", 422, "invalid"),
        ("linked-422-message", 422, "linked-task"),
        ("locked-423", 423, "locked"),
    ] {
        let scenario = archiving().answers(ending).answers("get-200-one-off");
        let scenario = scenario.does("archiving→refused, Refused!, resolve refused");
        assert_eq!(scenario.problem().and_then(|problem| problem.status), Some(status));
        scenario.is(&format!("refused: archive {problem}"));
    }
}

#[test]
fn a_missing_response_is_a_network_error_if_the_page_can_read_others() {
    use crate::tallyfy::ProblemKind::{Blocked, Unreachable};
    let doubt = || archiving().loses(Blocked);
    doubt()
        .answers("get-200-one-off")
        .is("unknown: archive unreachable, checked later");
    doubt().answers("500").is("unknown: archive unreachable, checked later");
    doubt().loses(Unreachable).is("unknown: archive blocked, checked later");
}

#[test]
fn a_response_to_an_old_ticket_is_ignored() {
    let ended = |ticket| Msg::Ended(ticket, Outcome::Response(answer("archive-204")));
    let scenario = archiving();
    let current = scenario.ticket;
    for ticket in [0, current - 1, current + 1, u32::MAX] {
        scenario.clone().gets(ended(ticket)).does("").is("archiving");
        scenario.clone().gets(Msg::Elapsed(ticket)).does("").is("archiving");
        let unsent = found().confirms().approved().gets(Msg::Sent(ticket)).does("");
        unsent.cancels().is("refused: archive cancelled");
    }
    scenario.clone().gets(Msg::Elapsed(current)).does("").is("archiving");
    let read = scenario.answers("500").gets(ended(current)).does("").is("archiving");
    read.answers("get-200-archived")
        .gets(ended(current))
        .does("")
        .is("archived");
    let restoring = archived().restores().gets(ended(current)).does("");
    restoring.is("restoring");
    idle().gets(ended(current)).does("").is("idle");
}
