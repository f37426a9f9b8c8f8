//! A task is found before anything is done to it.

use super::story::idle;
use tallyfy_archive::tallyfy::{Kind, Task};

#[test]
fn it_is_read_and_shown() {
    let story = idle().find().does("GET tasks/{task}, idle→finding").sent().does("");
    let story = story.answers("get-200-one-off").does("finding→review").is("review");
    assert_eq!(
        story.machine.task().and_then(|task| task.title.as_deref()),
        Some("Plan meeting")
    );
    for answer in [
        "get-200-only-id",
        "get-200-bare-ids",
        "get-200-empty-arrays",
        "get-200-wrapped-includes",
    ] {
        idle().find().answers(answer).does("finding→review").is("review");
    }
}

#[test]
fn a_task_of_a_process_is_refused_before_any_delete() {
    for answer in ["get-200-linked", "get-200-one-off-in-process"] {
        for story in [idle().find(), idle().archive()] {
            let story = story
                .answers(answer)
                .does("finding→refused, Refused!")
                .is("refused: archive linked-task");
            assert!(story.machine.task().and_then(Task::run).is_some());
            story.clone().permitted(true).does("");
            story
                .restore()
                .does("")
                .check()
                .does("")
                .archive()
                .does("GET tasks/{task}, refused→finding");
        }
    }
}

#[test]
fn one_that_is_archived_is_said_to_be_and_can_be_restored() {
    for story in [idle().find(), idle().archive()] {
        let story = story
            .answers("get-200-archived")
            .does("finding→archived, Archived!")
            .is("archived: already");
        story.clone().archive().does("");
        story.restore().does("PUT tasks/{task}/restore, archived→restoring");
    }
}

#[test]
fn whatever_else_comes_is_refused() {
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
        ("locked-423", "locked"),
        ("server-error-500", "server-error"),
        ("server-error-502-html", "server-error"),
        ("server-error-504-html", "server-error"),
        ("teapot-418", "unexpected"),
        ("500…", "server-error"),
    ] {
        for story in [idle().find(), idle().archive()] {
            story
                .answers(answer)
                .does("finding→refused, Refused!")
                .is(&format!("refused: find {problem}"));
        }
    }
    for kind in [
        Kind::Offline,
        Kind::Unreachable,
        Kind::Blocked,
        Kind::Timeout,
        Kind::Cancelled,
    ] {
        idle()
            .find()
            .loses(kind)
            .is(&format!("refused: find {}", kind.as_str()));
    }
    idle().find().was_not_sent(Kind::BadInput).is("refused: find bad-input");
    idle()
        .find()
        .answers_with(200, "{\"id\":\"another\"}")
        .is("refused: find unreadable");
}
