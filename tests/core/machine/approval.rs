//! The page approves what is archived.

use super::start::{archiving, found, idle};
use crate::archive::Msg;
use crate::core_tests::TASK;

#[test]
fn a_veto_leaves_the_task_in_review() {
    let scenario = found().confirms().vetoed().does("resolve review").is("review");
    scenario
        .confirms()
        .does("request approval")
        .approved()
        .does("DELETE tasks/{task}, review→archiving");
    let named = idle().archives(TASK).answers("get-200-one-off").vetoed();
    named.does("resolve review").is("review");
}

#[test]
fn confirming_repeatedly_requests_approval_once() {
    let scenario = found().confirms().confirms().does("").archives(TASK).does("");
    let scenario = scenario.approved().does("DELETE tasks/{task}, review→archiving");
    scenario.approved().does("").confirms().does("").is("archiving");
}

#[test]
fn an_approval_without_a_request_is_ignored() {
    for scenario in [idle(), idle().finds(TASK), found(), archiving()] {
        let state = scenario.state();
        for number in [0, 1, 2, 3, 4, u32::MAX] {
            let scenario = scenario.clone().gets(Msg::Approval(number, true));
            scenario.does("").is(&state);
        }
    }
}

#[test]
fn an_approval_does_not_apply_to_a_later_request() {
    let first = found().confirms();
    let number = first.approval;
    let second = first.vetoed().confirms().does("request approval");
    assert_ne!(number, second.approval);
    let late = second
        .gets(Msg::Approval(number, true))
        .does("")
        .is("review: approval pending");
    late.gets(Msg::Approval(number, false))
        .does("")
        .is("review: approval pending");
}

#[test]
fn a_response_after_cancelling_is_ignored() {
    let cancelled = found().confirms().cancels().does("resolve review").is("review");
    cancelled.approved().does("").is("review");
}

#[test]
fn a_response_after_starting_over_or_finding_another_is_ignored() {
    let over = found().confirms().resets().does("review→idle, behind: resolve idle");
    over.approved().does("").is("idle");
    let other = found().confirms().finds("another").is("finding");
    other.approved().does("").is("finding");
}

#[test]
fn a_pending_approval_does_not_repeat_the_find() {
    found().confirms().finds(TASK).does("").is("review: approval pending");
}
