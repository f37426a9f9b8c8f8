//! `navigator.onLine` may be wrong: a read tests the connection.

use super::scenario::Scenario;
use super::start::{found, idle};
use crate::archive::{Msg, Target};
use crate::core_tests::{TASK, base, target};
use crate::tallyfy::ProblemKind;

fn archiving_offline() -> Scenario {
    found().offline().confirms().approved()
}

fn restoring_offline() -> Scenario {
    idle().finds(TASK).answers("get-200-archived").offline().restores()
}

#[test]
fn a_task_is_read_before_anything_is_sent() {
    archiving_offline().does("GET tasks/{task}, review→archiving");
    restoring_offline().does("GET tasks/{task}, archived→restoring");
}

#[test]
fn without_a_response_nothing_is_sent_and_it_is_refused() {
    for kind in [
        ProblemKind::Offline,
        ProblemKind::Unreachable,
        ProblemKind::Blocked,
        ProblemKind::Timeout,
        ProblemKind::Cancelled,
    ] {
        let scenario = archiving_offline().sent().loses(kind);
        scenario
            .does("archiving→refused, Refused!, resolve refused")
            .is("refused: archive offline");
        restoring_offline().sent().loses(kind).is("refused: restore offline");
    }
}

#[test]
fn any_response_proves_that_there_is_a_network() {
    for answer in [
        "get-200-one-off",
        "401",
        "403",
        "404",
        "429",
        "500",
        "503",
        "get-200-html",
        "200…",
    ] {
        archiving_offline().sent().answers(answer).does("DELETE tasks/{task}");
        restoring_offline()
            .sent()
            .answers(answer)
            .does("PUT tasks/{task}/restore");
    }
}

#[test]
fn a_task_that_reads_as_archived_is_not_archived_again() {
    let scenario = archiving_offline().sent().answers("get-200-archived");
    scenario
        .does("archiving→archived, Archived!, resolve archived")
        .is("archived: already");
}

#[test]
fn an_unsent_read_has_a_reason() {
    archiving_offline()
        .was_not_sent(ProblemKind::Unauthenticated)
        .is("refused: archive unauthenticated");
    archiving_offline()
        .was_not_sent(ProblemKind::Offline)
        .is("refused: archive offline");
}

#[test]
fn cancelling_a_find_is_a_refusal() {
    let scenario = archiving_offline().sent().cancels();
    scenario
        .does("abort, archiving→refused, Refused!, resolve refused")
        .is("refused: archive cancelled");
}

#[test]
fn a_rejected_token_is_refreshed_before_the_change() {
    let scenario = archiving_offline().with_fresh_token().answers("401");
    scenario
        .does("GET tasks/{task} with a fresh token")
        .answers("get-200-one-off")
        .does("DELETE tasks/{task}");
}

/// Which needs no network.
#[test]
fn an_api_on_this_machine_is_not_read_first() {
    let here = Target {
        base: base("http://127.0.0.1:8080/api"),
        ..target(TASK)
    };
    let scenario = idle()
        .offline()
        .gets(Msg::Archive(here))
        .answers("get-200-one-off")
        .approved();
    assert!(scenario.done().starts_with("DELETE"), "{}", scenario.done());
}

#[test]
fn finding_is_tried_while_offline() {
    idle().offline().finds(TASK).does("GET tasks/{task}, idle→finding");
}
