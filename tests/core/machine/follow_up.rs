//! Where an earlier change may still be executed after the next one: a replica that lags, and a copy that comes late.

use super::scenario::Scenario;
use super::start::{OTHER, WINDOW, archived, archiving, restoring};
use crate::core_tests::TASK;

/// Archived at the start, and restored 10 s after.
fn undone() -> Scenario {
    archived().after(10_000.0).restores().sent().answers("204")
}

#[test]
fn an_undo_within_the_window_is_read_again_after_it() {
    let undone = undone().does("restoring→restored, Restored!, resolve restored, wait 20000");
    assert!(undone.machine.is_finished());
    let read = undone.elapses().does("GET tasks/{task}").is("restored: 204");
    read.clone().answers("get-200-one-off").does("").is("restored: 204");
    let changed = read.answers("get-200-archived");
    changed
        .does("restored→archived, Archived!, resolve archived")
        .is("archived: perhaps by others");
}

#[test]
fn a_missing_task_is_searched_in_the_archived_list_by_the_follow_up_read() {
    let read = undone()
        .elapses()
        .answers("not-found-404")
        .does("GET tasks archived=only page=1");
    read.clone().answers("list-200").is("archived: perhaps by others");
    read.answers("list-200-empty").does("").is("restored: 204");
}

#[test]
fn an_inconclusive_read_changes_nothing() {
    for answer in ["401", "404…", "429", "500", "200…", "get-200-html"] {
        undone().elapses().answers(answer).does("").is("restored: 204");
    }
}

#[test]
fn nothing_is_read_after_the_window() {
    let undone = archived().after(WINDOW).restores().sent().answers("204");
    undone.does("restoring→restored, Restored!, resolve restored");
}

#[test]
fn a_refusal_opens_no_window() {
    let refused = archiving().answers("403").answers("get-200-one-off");
    let again = refused
        .after(6_000.0)
        .archives(TASK)
        .answers("get-200-one-off")
        .approved()
        .sent();
    again
        .answers("204")
        .does("archiving→archived, Archived!, resolve archived");
}

#[test]
fn an_undo_after_a_retried_503_is_read_after_its_window() {
    let retried = archiving().answers("503").elapses().answers("get-200-one-off").sent();
    let undone = retried.answers("204").after(9_000.0).restores().sent().answers("204");
    let undone = undone.does("restoring→restored, Restored!, resolve restored, wait 21000");
    undone
        .elapses()
        .answers("get-200-archived")
        .is("archived: perhaps by others");
}

#[test]
fn an_undo_that_was_refused_or_verified_is_read_again_as_well() {
    let undoing = || archived().after(10_000.0).restores().sent();
    let refused = undoing().answers("403").answers("get-200-archived");
    let refused = refused.does("restoring→refused, Refused!, resolve refused, wait 20000");
    refused.elapses().answers("get-200-one-off").is("restored");
    let seen = undoing().answers("500").answers("get-200-one-off");
    seen.does("restoring→restored, Restored!, resolve restored, wait 20000");
}

#[test]
fn a_task_found_archived_within_the_window_of_an_undo_is_read_again() {
    let late = restoring()
        .answers("204")
        .after(6_000.0)
        .finds(TASK)
        .answers("get-200-archived");
    let late = late.does("finding→archived, Archived!, resolve archived, wait 24000");
    late.elapses()
        .answers("get-200-one-off")
        .does("archived→restored, Restored!, resolve restored");
}

/// A replica that lags would show the state before the undo.
#[test]
fn the_follow_up_read_is_at_least_5_s_after_the_undo() {
    let undone = archived().after(WINDOW - 1_000.0).restores().sent().answers("204");
    undone.does("restoring→restored, Restored!, resolve restored, wait 5000");
    let seen = archived().after(WINDOW - 7_000.0).restores().sent().answers("500");
    let seen = seen.after(6_000.0).answers("get-200-one-off");
    seen.does("restoring→restored, Restored!, resolve restored, wait 1000");
}

#[test]
fn another_change_cancels_the_follow_up_read() {
    let changed = undone()
        .elapses()
        .answers("get-200-archived")
        .is("archived: perhaps by others");
    changed.restores().does("PUT tasks/{task}/restore, archived→restoring");
    let refused = archived()
        .after(10_000.0)
        .restores()
        .sent()
        .answers("403")
        .answers("get-200-archived");
    refused
        .restores()
        .does("abort, PUT tasks/{task}/restore, refused→restoring");
}

#[test]
fn the_follow_up_read_happens_in_the_background() {
    for left in [undone().retargets(OTHER), undone().resets()] {
        let left = left.does("restored→idle").has_behind(&["restored: 204"]);
        let read = left.elapses().does("GET tasks/{task}").answers("get-200-archived");
        let read = read.does("behind: Archived!, behind: resolve archived");
        read.is("idle").has_behind(&["archived: perhaps by others"]);
    }
}

#[test]
fn finding_the_task_again_keeps_the_follow_up_read() {
    let scenario = undone();
    let ticket = scenario.ticket;
    let again = scenario
        .after(6_000.0)
        .finds(TASK)
        .answers("get-200-one-off")
        .is("review");
    let read = again.after(WINDOW).back_to(ticket).elapses().does("GET tasks/{task}");
    read.answers("get-200-archived")
        .does("behind: Archived!, behind: resolve archived");
}

#[test]
fn a_read_of_the_requested_state_within_5_s_of_an_earlier_change_counts_as_none() {
    let undoing = archived().after(1_000.0).restores().sent().answers("500");
    let doubt = undoing.answers("get-200-one-off");
    let doubt = doubt.does("restoring→unknown, Unknown, checking!, wait 2000");
    let doubt = doubt.elapses().answers("get-200-one-off").does("wait 3000");
    let settled = doubt.elapses().answers("get-200-one-off");
    settled.is("restored");
}

#[test]
fn an_unsent_read_counts_as_none_after_a_refusal_too() {
    let undoing = archived().after(1_000.0).restores().sent();
    let refused = undoing.clone().answers("403").answers("get-200-one-off");
    refused.does("restoring→unknown, Unknown!, resolve unknown");
    undoing
        .answers("403")
        .answers("get-200-archived")
        .is("refused: restore forbidden");
}

#[test]
fn the_start_of_the_read_counts_and_not_its_end() {
    let undoing = archived().after(4_999.0).restores().sent().answers("500");
    undoing
        .after(10_000.0)
        .answers("get-200-one-off")
        .is("unknown: restore server-error, checked later");
    let undoing = archived().after(5_000.0).restores().sent().answers("500");
    undoing.answers("get-200-one-off").is("restored");
}

#[test]
fn an_earlier_change_of_another_task_does_not_matter() {
    let other = archived()
        .finds(OTHER)
        .does(&format!("GET tasks/{OTHER}, archived→finding"));
    let other = other
        .answers_with(200, &format!(r#"{{"id":"{OTHER}"}}"#))
        .confirms()
        .approved()
        .sent();
    let archived = format!(r#"{{"id":"{OTHER}","archived_at":"A"}}"#);
    other.answers("500").answers_with(200, &archived).is("archived");
}

#[test]
fn changes_of_other_tasks_do_not_replace_earlier_ones() {
    let refused = archiving().answers("403").answers("get-200-one-off");
    let other = refused
        .archives(OTHER)
        .answers_with(200, &format!(r#"{{"id":"{OTHER}"}}"#))
        .approved()
        .sent();
    let other = other.after(1_000.0).answers("204");
    other.finds(TASK).does("wait 4000, archived→finding");
}
