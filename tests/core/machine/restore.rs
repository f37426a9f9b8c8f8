//! A task that is known to be archived can be restored.

use super::endings::{end, endings};
use super::start::{archived, archiving, found, idle, restoring, unknown};
use crate::archive::Operation;
use crate::core_tests::TASK;
use crate::tallyfy::ProblemKind;

#[test]
fn an_undo_is_sent_once() {
    let scenario = archived()
        .restores()
        .does("PUT tasks/{task}/restore, archived→restoring");
    let scenario = scenario
        .restores()
        .does("")
        .archives(TASK)
        .does("")
        .confirms()
        .does("")
        .sent();
    let scenario = scenario.after(6_000.0).answers("archive-204").is("restored: 204");
    scenario.clone().restores().does("").confirms().does("");
    scenario
        .after(6_000.0)
        .archives(TASK)
        .does("GET tasks/{task}, restored→finding");
}

#[test]
fn a_task_found_archived_can_be_restored() {
    let scenario = restoring().answers("204");
    scenario
        .does("restoring→restored, Restored!, resolve restored")
        .is("restored: 204");
}

#[test]
fn a_restored_task_is_shown_as_active() {
    for answer in ["archive-204", "get-200-one-off"] {
        let scenario = restoring().answers(answer);
        let item = scenario.machine.item().expect("an item");
        assert_eq!(
            (item.title.as_deref(), item.archived_at.as_deref()),
            (Some("Plan meeting"), None),
            "{answer}"
        );
    }
}

#[test]
fn a_success_that_shows_it_still_archived_is_verified() {
    let scenario = restoring()
        .answers("get-200-archived")
        .does("GET tasks/{task}")
        .is("restoring");
    scenario.clone().answers("get-200-one-off").is("restored");
    scenario
        .answers("get-200-archived")
        .is("unknown: restore unreadable, checked later");
}

#[test]
fn a_refused_restore_stays_archived_and_can_be_retried() {
    for (answer, problem) in [
        ("unauthenticated-401", "unauthenticated"),
        ("plan-limit-402", "plan-limit"),
        ("forbidden-403", "forbidden"),
        ("conflict-409-nested", "conflict"),
        ("locked-423", "locked"),
    ] {
        let scenario = restoring().answers(answer).answers("get-200-archived");
        let scenario = scenario.does("restoring→refused, Refused!, resolve refused");
        let scenario = scenario.is(&format!("refused: restore {problem}"));
        scenario.restores().does("PUT tasks/{task}/restore, refused→restoring");
    }
    restoring()
        .was_not_sent(ProblemKind::BadInput)
        .is("refused: restore bad-input");
}

#[test]
fn a_permanently_deleted_task_is_refused_as_not_found_after_the_window() {
    let missing = restoring().answers("not-found-404");
    let doubt = missing.answers_all(&["not-found-404", "list-200-empty"]);
    let doubt = doubt.is("unknown: restore not-found, checked later");
    let settled = doubt
        .after(30_000.0)
        .checks()
        .answers_all(&["not-found-404", "list-200-empty"]);
    settled.is("refused: restore not-found");
}

#[test]
fn a_restored_task_is_never_reported_as_gone() {
    for ending in endings("everything else", Operation::Restore) {
        let scenario = end(restoring(), ending).answers_all(&["404", "list-200-empty"]);
        assert!(scenario.state().starts_with("unknown: restore"), "{ending}");
    }
}

#[test]
fn nothing_else_can_be_restored() {
    for scenario in [
        idle(),
        idle().finds(TASK),
        idle().finds(TASK).answers("get-200-linked"),
        idle().finds(TASK).answers("403"),
        found(),
        found().confirms(),
        archiving(),
        archiving().answers("403").answers("get-200-one-off"),
        unknown(),
        restoring(),
        restoring().answers("204"),
        restoring().answers("500").answers("500"),
    ] {
        let state = scenario.state();
        scenario.restores().does("").is(&state);
    }
}
