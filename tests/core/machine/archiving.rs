//! What is found can be archived, once, if the page permits.

use super::story::{archived, archiving, found, idle};
use tallyfy_archive::archive::Input;
use tallyfy_archive::tallyfy::Kind;

#[test]
fn the_page_is_asked_first() {
    let asked = found().archive().does("ask").is("review: asking");
    asked
        .clone()
        .permitted(false)
        .does("")
        .is("review")
        .archive()
        .does("ask");
    asked
        .permitted(true)
        .does("DELETE tasks/{task}, review→archiving")
        .is("archiving");
    found().permitted(true).does("").is("review");
}

#[test]
fn without_a_find_it_is_found_first() {
    let story = idle()
        .archive()
        .does("GET tasks/{task}, idle→finding")
        .permitted(true)
        .does("");
    let story = story
        .answers("get-200-one-off")
        .does("finding→review, ask")
        .is("review: asking");
    story.permitted(true).does("DELETE tasks/{task}, review→archiving");
}

#[test]
fn two_clicks_are_one_delete() {
    let story = found()
        .archive()
        .archive()
        .permitted(true)
        .does("DELETE tasks/{task}, review→archiving");
    let story = story
        .permitted(true)
        .does("")
        .archive()
        .does("")
        .find()
        .does("")
        .restore()
        .does("");
    story
        .answers("archive-204")
        .is("archived: 204")
        .archive()
        .does("")
        .permitted(true)
        .does("");
}

#[test]
fn every_success_is_one() {
    for (answer, status) in [
        ("archive-204", 204),
        ("archive-200-empty", 200),
        ("archive-200-data", 200),
        ("archive-200-bare", 200),
        ("archive-200-message", 200),
        ("archive-200-not-json", 200),
        ("get-200-one-off", 200),
        ("list-200-empty", 200),
        ("200…", 200),
        ("202", 202),
        ("299", 299),
    ] {
        let story = archiving().answers(answer).does("archiving→archived, Archived!");
        assert_eq!(story.state(), format!("archived: {status}"), "{answer}");
        assert_eq!(
            story.machine.task().and_then(|task| task.title.as_deref()),
            Some("Plan meeting"),
            "{answer}"
        );
    }
}

/// A sign-in page or a captive portal answers 200 to everything, and did nothing.
#[test]
fn a_page_of_html_is_no_success() {
    let story = archiving().answers("get-200-html").does("GET tasks/{task}");
    story
        .clone()
        .answers("get-200-one-off")
        .is("refused: archive unreadable");
    story.clone().answers("get-200-archived").is("archived");
    story.answers("get-200-html").does("archiving→unknown, Unknown!");
}

#[test]
fn a_task_in_the_answer_is_the_newer_one() {
    for (answer, archived_at) in [
        ("archive-200-data", Some("2025-07-01T09:30:00.000Z")),
        ("archive-200-bare", Some("2025-07-01T09:30:00Z")),
        ("archive-204", None),
    ] {
        let story = archiving().answers(answer);
        assert_eq!(
            story.machine.task().and_then(|task| task.archived_at.as_deref()),
            archived_at,
            "{answer}"
        );
    }
    let story = archiving().answers_with(200, "{\"data\":{\"id\":\"another\",\"title\":\"another\"}}");
    assert_eq!(
        story.machine.task().and_then(|task| task.title.as_deref()),
        Some("Plan meeting")
    );
}

#[test]
fn definite_refusals() {
    for (answer, problem) in [
        ("unauthenticated-401", "unauthenticated"),
        ("unauthenticated-401-text", "unauthenticated"),
        ("plan-limit-402", "plan-limit"),
        ("forbidden-403", "forbidden"),
        ("problem-json-403", "forbidden"),
        ("403…", "forbidden"),
        ("locked-423", "locked"),
        ("linked-400-code", "linked-task"),
        ("linked-403-nested", "linked-task"),
        ("linked-404-message", "linked-task"),
        ("linked-409-string", "linked-task"),
        ("linked-422-message", "linked-task"),
    ] {
        let story = archiving().answers(answer).does("archiving→refused, Refused!");
        assert_eq!(story.state(), format!("refused: archive {problem}"), "{answer}");
        story
            .restore()
            .does("")
            .check()
            .does("")
            .archive()
            .does("GET tasks/{task}, refused→finding");
    }
    found()
        .archive()
        .permitted(true)
        .was_not_sent(Kind::BadInput)
        .is("refused: archive bad-input");
}

#[test]
fn an_answer_to_a_question_no_longer_asked_is_dropped() {
    let answer = |ticket| {
        let answer = crate::recorded::answer("archive-204");
        Input::Ended(ticket, tallyfy_archive::archive::Outcome::Answered(answer))
    };
    for ticket in [0, 1, 3, u32::MAX] {
        archiving().input(answer(ticket)).does("").is("archiving");
        let unsent = found().archive().permitted(true).input(Input::Sent(ticket)).does("");
        unsent.cancel().is("refused: archive cancelled");
        let waiting = archiving().answers("429").elapses().answers("429");
        waiting.input(Input::Elapsed(ticket)).does("").is("archiving");
    }
    archiving()
        .input(answer(2))
        .is("archived: 204")
        .input(answer(2))
        .does("")
        .is("archived: 204");
    archiving().input(Input::Elapsed(2)).does("").is("archiving");
    archiving().input(Input::Reset).input(answer(2)).does("").is("idle");
    archiving()
        .input(Input::Reset)
        .find()
        .input(answer(2))
        .does("")
        .is("finding");
    archived().restore().input(answer(2)).does("").is("restoring");
}
