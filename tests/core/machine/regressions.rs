//! Regression tests of bugs that were reproduced in a browser.

use super::endings::{answers_later, end};
use super::scenario::Scenario;
use super::start::{OTHER, WINDOW, archiving, found};
use crate::archive::{Msg, Phase, Target};
use crate::core_tests::{TASK, base, target};
use crate::tallyfy::ProblemKind;

/// The change is made 1.5 s after the request has ended: no check before that refuses, and one after that finds it.
fn is_archived_late(ended: Scenario) {
    let unknown = ended
        .answers("get-200-one-off")
        .does("archiving→unknown, Unknown, checking!, wait 2000");
    unknown
        .elapses()
        .answers("get-200-archived")
        .does("unknown→archived, Archived!, resolve archived");
}

#[test]
fn after_a_401_another_task_and_token_are_reviewed_before_a_delete() {
    let refused = archiving().answers("unauthenticated-401").answers("get-200-one-off");
    let refused = refused.is("refused: archive unauthenticated");
    let other = refused.retargets(OTHER).is("idle");
    let other = other.finds(OTHER).does(&format!("GET tasks/{OTHER}, idle→finding"));
    let other = other.answers_with(200, &format!(r#"{{"id":"{OTHER}"}}"#));
    other.does("finding→review, resolve review").is("review");
}

#[test]
fn input_during_a_review_is_not_archived_by_its_button() {
    let filled = found().retargets(OTHER).is("idle");
    filled.confirms().does("").approved().does("").is("idle");
}

#[test]
fn a_reset_or_a_gateway_error_before_execution_is_not_refused() {
    for ending in ["unreachable", "blocked", "502", "server-error-502-html", "522", "524"] {
        is_archived_late(end(archiving(), ending));
    }
}

#[test]
fn an_executed_503_with_a_long_retry_after_is_archived() {
    let ended = answers_later(archiving(), 503, 3_600_000.0).does("GET tasks/{task}");
    ended.answers("get-200-archived").is("archived");
}

#[test]
fn an_executed_503_is_read_before_each_retry_and_sends_one_delete() {
    let waited = archiving().answers("503").does("wait 1000");
    let read = waited.elapses().does("GET tasks/{task}");
    read.clone().answers("get-200-archived").is("archived");
    read.answers("500").is("unknown: archive server-error, checked later");
}

#[test]
fn an_executed_503_without_retries_left_is_not_refused() {
    let not_yet = |scenario: Scenario| scenario.answers("503").elapses().answers("get-200-one-off").sent();
    let thrice = not_yet(not_yet(not_yet(archiving()))).does("");
    is_archived_late(thrice.answers("503").does("GET tasks/{task}"));
}

#[test]
fn an_executed_503_that_was_cancelled_during_the_backoff_is_archived() {
    let cancelled = archiving().answers("503").cancels().does("abort, GET tasks/{task}");
    cancelled.clone().answers("get-200-archived").is("archived");
    is_archived_late(cancelled);
}

#[test]
fn a_refused_retry_by_the_browser_after_execution_is_archived() {
    for ending in ["401", "plan-limit-402", "forbidden-403", "locked-423", "429 in an hour"] {
        let ended = end(archiving(), ending).does("GET tasks/{task}");
        ended.answers("get-200-archived").is("archived: perhaps by others");
    }
}

#[test]
fn a_500_about_detaching_after_archiving_is_not_a_linked_refusal() {
    let body = r#"{"error":true,"message":"Failed to detach linked task after archiving"}"#;
    let ended = archiving().answers_with(500, body).does("GET tasks/{task}");
    ended.clone().answers("get-200-archived").is("archived");
    let unknown = ended.answers("get-200-one-off");
    unknown.is("unknown: archive server-error, checked later");
}

#[test]
fn a_success_after_which_nothing_happened_is_not_archived() {
    let error = r#"{"error":true,"message":"Cannot delete linked tasks."}"#;
    for (ending, refused) in [
        ("get-200-one-off", "unreadable"),
        ("202", "unreadable"),
        ("207", "unreadable"),
        ("200", "unreadable"),
        ("archive-200-empty", "unreadable"),
        ("archive-200-not-json", "unreadable"),
        (r#"{"error":{"message":"No."}}"#, "unreadable"),
        (error, "linked-task"),
    ] {
        let ended = end(archiving(), ending).does("GET tasks/{task}").is("archiving");
        let read = ended.answers("get-200-one-off");
        assert_ne!(read.machine.state().as_str(), "archived", "{ending}");
        let read = if read.machine.is_finished() {
            read
        } else {
            read.after(WINDOW).checks().answers("get-200-one-off")
        };
        read.is(&format!("refused: archive {refused}"));
    }
}

#[test]
fn a_delete_in_flight_is_kept_when_the_task_or_the_api_changes() {
    let elsewhere = Target {
        base: base("https://api.tallyfy.com"),
        ..target(TASK)
    };
    let changes = [
        Msg::Retarget(Some(target(OTHER))),
        Msg::Retarget(Some(elsewhere)),
        Msg::Retarget(None),
        Msg::Reset,
    ];
    for change in changes {
        let left = archiving()
            .gets(change)
            .does("archiving→idle")
            .has_behind(&["archiving"]);
        let settled = left
            .answers("archive-204")
            .does("behind: Archived!, behind: resolve archived");
        settled.is("idle").has_behind(&["archived: 204"]);
    }
}

#[test]
fn an_unreadable_archived_list_is_not_reported_as_a_missing_task() {
    let missing = || super::start::idle().finds(TASK).answers("not-found-404");
    let none = missing().answers("list-200-empty").is("refused: find not-found");
    let Phase::Refused {
        archive_error: None, ..
    } = none.machine.phase()
    else {
        panic!("{:?}", none.machine.phase())
    };
    for (scenario, kind) in [
        (missing().answers("500"), ProblemKind::ServerError),
        (missing().answers("403"), ProblemKind::Forbidden),
        (missing().answers("get-200-html"), ProblemKind::Unreadable),
        (missing().answers("200…"), ProblemKind::Unreadable),
        (missing().loses(ProblemKind::Timeout), ProblemKind::Timeout),
        (
            missing().was_not_sent(ProblemKind::Unauthenticated),
            ProblemKind::Unauthenticated,
        ),
    ] {
        let Phase::Refused {
            archive_error: Some(archive_error),
            ..
        } = scenario.machine.phase()
        else {
            panic!("{:?}", scenario.machine.phase())
        };
        assert_eq!(archive_error.kind, kind);
        scenario.is(&format!("refused: find {}", kind.as_str()));
    }
}
