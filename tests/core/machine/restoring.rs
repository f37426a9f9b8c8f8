//! What is known to be archived can be taken back.

use super::story::{archived, archiving, found, idle, restoring};
use tallyfy_archive::tallyfy::Kind;

#[test]
fn it_is_taken_back_once() {
    let story = archived()
        .restore()
        .does("PUT tasks/{task}/restore, archived→restoring")
        .restore()
        .does("");
    let story = story
        .answers("archive-204")
        .does("restoring→restored, Restored!")
        .is("restored: 204");
    story
        .clone()
        .restore()
        .does("")
        .archive()
        .does("GET tasks/{task}, restored→finding");
}

#[test]
fn every_success_is_one_and_shows_the_task_as_in_use() {
    for answer in [
        "archive-204",
        "archive-200-empty",
        "archive-200-message",
        "get-200-one-off",
        "200…",
    ] {
        let story = idle().find().answers("get-200-archived").restore().answers(answer);
        let task = story.machine.task().expect("a task");
        assert_eq!(
            (task.title.as_deref(), task.archived_at.as_deref()),
            (Some("Plan meeting"), None),
            "{answer}"
        );
        story.does("restoring→restored, Restored!");
    }
}

#[test]
fn a_success_that_shows_it_still_archived_is_looked_into() {
    let story = restoring()
        .answers("get-200-archived")
        .does("GET tasks/{task}")
        .is("restoring");
    story.clone().answers("get-200-one-off").is("restored");
    story
        .clone()
        .answers("get-200-archived")
        .is("refused: restore unreadable");
    story.answers("500").is("unknown: restore unreadable");
}

#[test]
fn definite_refusals_leave_it_archived() {
    for (answer, problem) in [
        ("unauthenticated-401", "unauthenticated"),
        ("plan-limit-402", "plan-limit"),
        ("forbidden-403", "forbidden"),
        ("locked-423", "locked"),
    ] {
        let story = restoring().answers(answer).does("restoring→refused, Refused!");
        assert_eq!(story.state(), format!("refused: restore {problem}"));
        story.restore().does("PUT tasks/{task}/restore, refused→restoring");
    }
    restoring()
        .was_not_sent(Kind::BadInput)
        .is("refused: restore bad-input");
}

#[test]
fn doubts_are_looked_into() {
    for answer in ["400", "404", "409", "410", "418", "422", "500", "502"] {
        let story = restoring().answers(answer).does("GET tasks/{task}").is("restoring");
        story
            .clone()
            .answers("get-200-one-off")
            .does("restoring→restored, Restored!")
            .is("restored");
        let refused = story
            .clone()
            .answers("get-200-archived")
            .does("restoring→refused, Refused!");
        refused.restore().does("PUT tasks/{task}/restore, refused→restoring");
        let story = story
            .answers("404")
            .does("GET tasks archived=only q=Plan meeting page=1");
        story.clone().answers("list-200").does("restoring→refused, Refused!");
        story.answers("list-200-empty").does("restoring→unknown, Unknown!");
    }
}

#[test]
fn nothing_else_can_be_restored() {
    for story in [
        idle(),
        idle().find(),
        idle().find().answers("get-200-linked"),
        found(),
        archiving(),
        archiving().answers("403"),
        archiving().answers("500").answers("500"),
        restoring(),
        restoring().answers("204"),
        restoring().answers("500").answers("500"),
    ] {
        story.restore().does("");
    }
}
