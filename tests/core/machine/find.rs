//! Finding tasks.

use super::start::{archived, archiving, found, idle};
use crate::archive::Target;
use crate::core_tests::{ORG, TASK, base, org, target, task};
use crate::tallyfy::{ProblemKind, Task};

#[test]
fn an_archived_task_is_read_and_shown() {
    let scenario = idle()
        .finds(TASK)
        .does("GET tasks/{task}, idle→finding")
        .sent()
        .does("");
    let scenario = scenario
        .answers("get-200-one-off")
        .does("finding→review, resolve review")
        .is("review");
    assert_eq!(
        scenario.machine.item().and_then(|task| task.title.as_deref()),
        Some("Plan meeting")
    );
    for answer in [
        "get-200-only-id",
        "get-200-bare-ids",
        "get-200-empty-arrays",
        "get-200-wrapped-includes",
    ] {
        idle().finds(TASK).answers(answer).is("review");
    }
}

#[test]
fn a_task_of_a_process_is_refused_before_any_delete() {
    for answer in ["get-200-linked", "get-200-one-off-in-process"] {
        for scenario in [idle().finds(TASK), idle().archives(TASK)] {
            let scenario = scenario
                .answers(answer)
                .does("finding→refused, Refused!, resolve refused")
                .is("refused: archive linked-task");
            assert!(scenario.machine.item().and_then(Task::run).is_some());
            scenario
                .confirms()
                .does("")
                .approved()
                .does("")
                .restores()
                .does("")
                .checks()
                .does("");
        }
    }
}

#[test]
fn an_already_archived_task_is_shown_as_such_without_a_delete() {
    for scenario in [idle().finds(TASK), idle().archives(TASK)] {
        let scenario = scenario
            .answers("get-200-archived")
            .does("finding→archived, Archived!, resolve archived")
            .is("archived: already");
        scenario.clone().confirms().does("").archives(TASK).does("");
        scenario.restores().does("PUT tasks/{task}/restore, archived→restoring");
    }
}

/// Linked or not: it is already archived.
#[test]
fn a_task_of_a_process_that_is_archived_is_archived() {
    let body = format!(r#"{{"id":"{TASK}","run_id":"r","archived_at":"A"}}"#);
    idle().finds(TASK).answers_with(200, &body).is("archived: already");
}

#[test]
fn any_other_response_is_refused() {
    for (answer, problem) in [
        ("get-200-html", "unreadable"),
        ("get-200-no-task", "unreadable"),
        ("archive-204", "unreadable"),
        ("list-200", "unreadable"),
        ("200…", "unreachable"),
        ("unauthenticated-401", "unauthenticated"),
        ("plan-limit-402", "plan-limit"),
        ("forbidden-403", "forbidden"),
        ("conflict-409-nested", "conflict"),
        ("invalid-422-fields", "invalid"),
        ("linked-422-message", "linked-task"),
        ("locked-423", "locked"),
        ("server-error-500", "server-error"),
        ("server-error-502-html", "server-error"),
        ("server-error-504-html", "server-error"),
        ("teapot-418", "unexpected"),
        ("500…", "unreachable"),
    ] {
        for scenario in [idle().finds(TASK), idle().archives(TASK)] {
            let scenario = scenario
                .answers(answer)
                .does("finding→refused, Refused!, resolve refused");
            scenario.is(&format!("refused: find {problem}"));
        }
    }
    for kind in [
        ProblemKind::Offline,
        ProblemKind::Unreachable,
        ProblemKind::Blocked,
        ProblemKind::Timeout,
        ProblemKind::Cancelled,
    ] {
        let scenario = idle().finds(TASK).loses(kind);
        scenario.is(&format!("refused: find {}", kind.as_str()));
    }
    let unsent = idle().finds(TASK).was_not_sent(ProblemKind::BadInput);
    unsent.is("refused: find bad-input");
    let another = idle().finds(TASK).answers_with(200, r#"{"id":"another"}"#);
    another.is("refused: find unreadable");
}

#[test]
fn a_rejected_token_is_refreshed_once_if_possible() {
    let scenario = idle().with_fresh_token().finds(TASK).answers("401");
    let scenario = scenario.does("GET tasks/{task} with a fresh token").is("finding");
    scenario.clone().answers("get-200-one-off").is("review");
    scenario
        .clone()
        .was_not_sent(ProblemKind::Unauthenticated)
        .is("refused: find unauthenticated");
    scenario.answers("401").is("refused: find unauthenticated");
    let list = idle().with_fresh_token().finds(TASK).answers_all(&["404", "401"]);
    list.does("GET tasks archived=only page=1 with a fresh token");
}

#[test]
fn a_task_is_not_read_too_soon_after_a_change() {
    let again = archived().after(1_000.0).finds(TASK);
    let again = again.does("wait 4000, archived→finding").elapses();
    again.does("GET tasks/{task}");
    archived()
        .after(5_000.0)
        .finds(TASK)
        .does("GET tasks/{task}, archived→finding");
    let cancelled = archived().finds(TASK).cancels();
    cancelled
        .does("abort, finding→refused, Refused!, resolve refused")
        .is("refused: find cancelled");
}

#[test]
fn another_organization_or_api_is_another_task() {
    let elsewhere = [
        target("another"),
        Target {
            org: org("another"),
            ..target(TASK)
        },
        Target {
            base: base("https://api.tallyfy.com"),
            ..target(TASK)
        },
        Target {
            task: task(&ORG.to_uppercase()),
            ..target(TASK)
        },
    ];
    for target in elsewhere {
        for scenario in [found(), archived()] {
            let scenario = scenario
                .gets(crate::archive::Msg::Archive(target.clone()))
                .is("finding");
            assert_eq!(
                (scenario.machine.target(), scenario.machine.item()),
                (Some(&target), None)
            );
        }
    }
}

#[test]
fn an_operation_in_flight_is_not_started_again_for_the_same_task() {
    idle().finds(TASK).finds(TASK).does("").is("finding");
    archiving().finds(TASK).does("").archives(TASK).does("").is("archiving");
    let named = idle().finds(TASK).archives(TASK).does("").answers("get-200-one-off");
    named
        .does("finding→review, request approval")
        .is("review: approval pending");
}

#[test]
fn it_can_be_found_again_if_nothing_is_in_flight() {
    for scenario in [found(), archived().after(5_000.0), idle().finds(TASK).answers("403")] {
        let scenario = scenario.finds(TASK);
        assert!(scenario.done().starts_with("GET tasks/{task}"), "{}", scenario.done());
        assert!(scenario.state() == "finding" && scenario.machine.item().is_none());
    }
}
