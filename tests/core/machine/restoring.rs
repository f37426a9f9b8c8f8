//! What is known to be archived can be taken back.

use super::endings::{end, endings};
use super::start::{archived, archiving, found, idle, restoring, unknown};
use crate::archive::Operation;
use crate::core_tests::TASK;
use crate::tallyfy::ProblemKind;

#[test]
fn it_is_taken_back_once() {
    let story = archived()
        .restores()
        .does("PUT tasks/{task}/restore, archived→restoring");
    let story = story
        .restores()
        .does("")
        .archives(TASK)
        .does("")
        .confirms()
        .does("")
        .sent();
    let story = story.after(6_000.0).answers("archive-204").is("restored: 204");
    story.clone().restores().does("").confirms().does("");
    story
        .after(6_000.0)
        .archives(TASK)
        .does("GET tasks/{task}, restored→finding");
}

#[test]
fn what_was_found_archived_can_be_restored() {
    let story = restoring().answers("204");
    story
        .does("restoring→restored, Restored!, resolve restored")
        .is("restored: 204");
}

#[test]
fn restored_it_is_shown_as_active() {
    for answer in ["archive-204", "get-200-one-off"] {
        let story = restoring().answers(answer);
        let item = story.machine.item().expect("an item");
        assert_eq!(
            (item.title.as_deref(), item.archived_at.as_deref()),
            (Some("Plan meeting"), None),
            "{answer}"
        );
    }
}

#[test]
fn a_success_that_shows_it_still_archived_is_verified() {
    let story = restoring()
        .answers("get-200-archived")
        .does("GET tasks/{task}")
        .is("restoring");
    story.clone().answers("get-200-one-off").is("restored");
    story
        .answers("get-200-archived")
        .is("unknown: restore unreadable, checked later");
}

#[test]
fn a_refusal_leaves_it_archived_and_it_can_be_tried_again() {
    for (answer, problem) in [
        ("unauthenticated-401", "unauthenticated"),
        ("plan-limit-402", "plan-limit"),
        ("forbidden-403", "forbidden"),
        ("conflict-409-nested", "conflict"),
        ("locked-423", "locked"),
    ] {
        let story = restoring().answers(answer).answers("get-200-archived");
        let story = story.does("restoring→refused, Refused!, resolve refused");
        let story = story.is(&format!("refused: restore {problem}"));
        story.restores().does("PUT tasks/{task}/restore, refused→restoring");
    }
    restoring()
        .was_not_sent(ProblemKind::BadInput)
        .is("refused: restore bad-input");
}

#[test]
fn what_is_deleted_for_good_is_refused_as_not_found_after_the_window() {
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
fn it_is_never_said_to_be_gone() {
    for ending in endings("everything else", Operation::Restore) {
        let story = end(restoring(), ending).answers_all(&["404", "list-200-empty"]);
        assert!(story.state().starts_with("unknown: restore"), "{ending}");
    }
}

#[test]
fn nothing_else_can_be_restored() {
    for story in [
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
        let state = story.state();
        story.restores().does("").is(&state);
    }
}
