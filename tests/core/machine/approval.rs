//! The page approves what is archived.

use super::start::{archiving, found, idle};
use crate::archive::Msg;
use crate::core_tests::TASK;

#[test]
fn a_veto_leaves_the_task_in_review() {
    let scenario = found().confirms().vetoed().does("resolve review").is("review");
    scenario
        .confirms()
        .does("ask")
        .approved()
        .does("DELETE tasks/{task}, review→archiving");
    let named = idle().archives(TASK).answers("get-200-one-off").vetoed();
    named.does("resolve review").is("review");
}

#[test]
fn it_is_asked_once_however_often_one_confirms() {
    let scenario = found().confirms().confirms().does("").archives(TASK).does("");
    let scenario = scenario.approved().does("DELETE tasks/{task}, review→archiving");
    scenario.approved().does("").confirms().does("").is("archiving");
}

#[test]
fn without_a_question_there_is_no_answer() {
    for scenario in [idle(), idle().finds(TASK), found(), archiving()] {
        let state = scenario.state();
        for number in [0, 1, 2, 3, 4, u32::MAX] {
            let scenario = scenario.clone().gets(Msg::Approval(number, true));
            scenario.does("").is(&state);
        }
    }
}

#[test]
fn an_answer_to_an_earlier_question_counts_for_none_later() {
    let first = found().confirms();
    let number = first.approval;
    let second = first.vetoed().confirms().does("ask");
    assert_ne!(number, second.approval);
    let late = second.gets(Msg::Approval(number, true)).does("").is("review: asking");
    late.gets(Msg::Approval(number, false)).does("").is("review: asking");
}

#[test]
fn an_answer_after_cancelling_is_dropped() {
    let cancelled = found().confirms().cancels().does("resolve review").is("review");
    cancelled.approved().does("").is("review");
}

#[test]
fn an_answer_after_starting_over_or_finding_another_is_dropped() {
    let over = found().confirms().resets().does("review→idle, behind: resolve idle");
    over.approved().does("").is("idle");
    let other = found().confirms().finds("another").is("finding");
    other.approved().does("").is("finding");
}

#[test]
fn while_the_page_is_asked_the_find_is_not_made_again() {
    found().confirms().finds(TASK).does("").is("review: asking");
}
