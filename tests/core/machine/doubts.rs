//! After an ambiguous end the task is read again before anything is said.

use super::story::{Story, archiving};
use tallyfy_archive::tallyfy::Kind;

/// Ends after which the other side is not at work any more.
const ENDED: [&str; 10] = [
    "400",
    "404",
    "410",
    "409",
    "422",
    "418",
    "500",
    "502",
    "server-error-500-sql",
    "gone-410",
];

/// Ends after which the request may still be carried out, and the problem they are.
pub(super) fn given_up() -> [(Story, &'static str); 5] {
    [
        (archiving().loses(Kind::Timeout), "timeout"),
        (archiving().loses(Kind::Offline), "offline"),
        (archiving().loses(Kind::Cancelled), "cancelled"),
        (archiving().cancel(), "cancelled"),
        (archiving().answers("server-error-504-html"), "server-error"),
    ]
}

/// All ends after which it is not known what happened.
pub(super) fn in_doubt() -> Vec<Story> {
    let ended = ENDED.map(|name| archiving().answers(name)).into_iter();
    let lost = [Kind::Unreachable, Kind::Blocked].map(|kind| archiving().loses(kind));
    ended.chain(lost).chain(given_up().map(|(story, _)| story)).collect()
}

#[test]
fn the_delete_was_not_sent_again_but_the_task_read() {
    for story in in_doubt() {
        let cancelled = story.clone().is("archiving");
        story
            .sent()
            .does("")
            .archive()
            .does("")
            .restore()
            .does("")
            .check()
            .does("");
        cancelled.cancel().does("abort, archiving→unknown, Unknown!");
    }
    archiving().answers("404").does("GET tasks/{task}");
    archiving().cancel().does("abort, GET tasks/{task}");
}

#[test]
fn seen_archived_it_is_archived() {
    for story in in_doubt() {
        let story = story
            .answers("get-200-archived")
            .does("archiving→archived, Archived!")
            .is("archived");
        assert!(story.machine.task().is_some_and(|task| task.archived_at.is_some()));
    }
}

#[test]
fn found_among_the_archived_it_is_archived() {
    let page = "{\"data\":[],\"meta\":{\"pagination\":{\"total_pages\":3}}}";
    for story in in_doubt() {
        let story = story
            .answers("not-found-404")
            .does("GET tasks archived=only q=Plan meeting page=1")
            .is("archiving");
        story
            .clone()
            .answers("list-200")
            .does("archiving→archived, Archived!")
            .is("archived");
        let story = story
            .answers_with(200, page)
            .does("GET tasks archived=only q=Plan meeting page=2");
        let story = story
            .answers_with(200, page)
            .does("GET tasks archived=only q=Plan meeting page=3");
        story.clone().answers("list-200").is("archived");
        story.answers_with(200, page).does("archiving→unknown, Unknown!");
    }
}

#[test]
fn seen_unchanged_it_is_refused_with_the_first_problem() {
    for (end, problem) in [
        ("404", "not-found"),
        ("conflict-409-nested", "conflict"),
        ("gone-410", "not-found"),
        ("teapot-418", "unexpected"),
        ("server-error-500", "server-error"),
        ("server-error-502-html", "server-error"),
    ] {
        let story = archiving()
            .answers(end)
            .answers("get-200-one-off")
            .does("archiving→refused, Refused!");
        assert_eq!(story.state(), format!("refused: archive {problem}"));
        assert!(story.problem().is_some_and(|(_, problem)| problem.status.is_some()));
    }
    archiving()
        .loses(Kind::Unreachable)
        .answers("get-200-one-off")
        .is("refused: archive unreachable");
    archiving()
        .loses(Kind::Blocked)
        .answers("get-200-one-off")
        .is("refused: archive unreachable");
}
