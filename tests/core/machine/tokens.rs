//! Expired tokens, with and without refresh.

use super::scenario::Scenario;
use super::start::{archiving, found, restoring, unknown};
use crate::tallyfy::ProblemKind;

/// The DELETE is in flight, and the token can be refreshed.
fn archiving_with_fresh_token() -> Scenario {
    archiving().with_fresh_token()
}

#[test]
fn a_first_401_is_verified_with_a_fresh_token_and_retried_if_not_executed() {
    let read = archiving_with_fresh_token().answers("401");
    let read = read.does("GET tasks/{task} with a fresh token").is("archiving");
    read.clone()
        .answers("get-200-archived")
        .is("archived: perhaps by others");
    let again = read.answers("get-200-one-off").does("DELETE tasks/{task}");
    again.sent().answers("204").is("archived: 204");
}

#[test]
fn an_inconclusive_read_is_unknown_and_not_checked_automatically() {
    for answers in [
        vec!["500"],
        vec!["401"],
        vec!["403"],
        vec!["not-found-404", "list-200-empty"],
    ] {
        let scenario = archiving_with_fresh_token().answers("401").answers_all(&answers);
        let scenario = scenario.does("archiving→unknown, Unknown!, resolve unknown");
        scenario.is("unknown: archive unauthenticated");
    }
    let unsent = archiving_with_fresh_token()
        .answers("401")
        .was_not_sent(ProblemKind::Unauthenticated);
    unsent.is("unknown: archive unauthenticated");
}

#[test]
fn the_second_401_is_a_refusal() {
    let again = archiving_with_fresh_token()
        .answers("401")
        .answers("get-200-one-off")
        .sent();
    let second = again.answers("401").does("GET tasks/{task}");
    second
        .clone()
        .answers("get-200-one-off")
        .is("refused: archive unauthenticated");
    second
        .answers("401")
        .does("archiving→unknown, Unknown!, resolve unknown");
}

#[test]
fn the_change_cannot_refresh_the_token_again_after_the_read_did() {
    let read = archiving_with_fresh_token().answers("503").elapses().answers("401");
    let read = read
        .does("GET tasks/{task} with a fresh token")
        .answers("get-200-one-off");
    let again = read
        .does("DELETE tasks/{task}")
        .sent()
        .answers("401")
        .does("GET tasks/{task}");
    assert!(
        again
            .answers("get-200-one-off")
            .state()
            .starts_with("unknown: archive unauthenticated")
    );
}

#[test]
fn each_operation_has_a_first_401_of_its_own() {
    let archived = archiving_with_fresh_token().answers("401").answers("get-200-archived");
    let restoring = archived.after(5_000.0).restores().sent().answers("401");
    restoring
        .does("GET tasks/{task} with a fresh token")
        .answers("get-200-archived")
        .does("PUT tasks/{task}/restore");
}

#[test]
fn without_a_fresh_token_it_is_unknown_and_not_checked_automatically() {
    let read = archiving().answers("401").does("GET tasks/{task}");
    read.clone()
        .answers("get-200-one-off")
        .is("refused: archive unauthenticated");
    let unknown = read.answers("401").does("archiving→unknown, Unknown!, resolve unknown");
    unknown.is("unknown: archive unauthenticated");
}

#[test]
fn an_unexecuted_change_returns_to_review_with_the_new_token() {
    let unknown = || archiving().answers("401").answers("401");
    let requested = unknown().checks().answers("get-200-one-off");
    let requested = requested
        .does("unknown→review, Refused!, resolve refused, checked review")
        .is("review");
    requested
        .confirms()
        .does("request approval")
        .approved()
        .does("DELETE tasks/{task}, review→archiving");
    let woken = unknown().wakes().answers("get-200-one-off");
    woken.does("unknown→review, Refused!, resolve refused").is("review");
}

#[test]
fn an_executed_change_is_archived_with_the_new_token() {
    let unknown = archiving().answers("401").answers("401").checks();
    unknown.answers("get-200-archived").is("archived: perhaps by others");
}

#[test]
fn the_item_back_in_review_is_the_one_last_read() {
    let scenario = archiving().answers("401").answers("401").checks();
    let scenario = scenario.answers_with(200, &format!(r#"{{"id":"{}","title":"New"}}"#, crate::core_tests::TASK));
    let title = scenario.machine.item().and_then(|item| item.title.as_deref());
    assert_eq!(title, Some("New"));
    scenario.is("review");
}

#[test]
fn a_restore_without_a_token_is_refused() {
    let unknown = restoring()
        .answers("401")
        .answers("401")
        .is("unknown: restore unauthenticated");
    unknown
        .checks()
        .answers("get-200-archived")
        .is("refused: restore unauthenticated");
}

#[test]
fn other_unknown_outcomes_do_not_return_to_review() {
    let doubt = unknown().after(30_000.0).checks().answers("get-200-one-off");
    doubt.is("refused: archive timeout");
    let forbidden = archiving()
        .answers("403")
        .answers("500")
        .checks()
        .answers("get-200-one-off");
    forbidden.is("refused: archive forbidden");
}

#[test]
fn a_check_requests_a_fresh_token_again() {
    let scenario = archiving_with_fresh_token().answers("500").answers("401");
    let scenario = scenario.does("GET tasks/{task} with a fresh token").answers("401");
    let scenario = scenario
        .is("unknown: archive server-error, checked later")
        .checks()
        .answers("401");
    scenario.does("GET tasks/{task} with a fresh token");
}

#[test]
fn an_unsent_change_requests_no_token() {
    let scenario = found().with_fresh_token().confirms().approved();
    scenario.does("DELETE tasks/{task}, review→archiving");
}
