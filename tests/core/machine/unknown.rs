//! What cannot be told is unknown, until it can.

use super::doubts::{given_up, in_doubt};
use super::story::{PATIENCE, archiving};
use tallyfy_archive::tallyfy::Kind;

#[test]
fn seen_unchanged_while_it_may_still_be_carried_out_it_is_unknown() {
    for (story, problem) in given_up() {
        let unknown = format!("unknown: archive {problem}");
        let story = story
            .after(PATIENCE - 1.0)
            .answers("get-200-one-off")
            .does("archiving→unknown, Unknown!")
            .is(&unknown);
        let check = story.clone().check().does("GET tasks/{task}, unknown→archiving");
        check.answers("get-200-one-off").is(&unknown);
        let check = story
            .after(1.0)
            .check()
            .answers("get-200-one-off")
            .does("archiving→refused, Refused!");
        check.is(&format!("refused: archive {problem}"));
    }
}

#[test]
fn what_was_read_too_early_does_not_count_however_late_it_arrives() {
    for (story, problem) in given_up() {
        let unknown = format!("unknown: archive {problem}");
        story
            .clone()
            .after(PATIENCE + 1.0)
            .answers("get-200-one-off")
            .is(&unknown);
        let story = story.answers("500").after(PATIENCE - 1.0).check().after(2.0);
        story.clone().answers("get-200-one-off").is(&unknown);
        story.clone().answers("get-200-archived").is("archived");
        let waited = story
            .answers("rate-limited-429")
            .does("wait 2000")
            .after(2_000.0)
            .elapses();
        waited
            .answers("get-200-one-off")
            .is(&format!("refused: archive {problem}"));
    }
}

#[test]
fn what_cannot_be_told_is_unknown_and_can_be_checked_again() {
    for unclear in [
        "401",
        "403",
        "409",
        "418",
        "500",
        "502",
        "504",
        "get-200-html",
        "get-200-no-task",
        "200…",
        "204",
    ] {
        for story in in_doubt() {
            let story = story.answers(unclear).does("archiving→unknown, Unknown!");
            let check = story.check().does("GET tasks/{task}, unknown→archiving");
            check.clone().answers("get-200-archived").is("archived");
            check.answers("404").answers("list-200").is("archived");
        }
    }
    for kind in [
        Kind::Offline,
        Kind::Unreachable,
        Kind::Blocked,
        Kind::Timeout,
        Kind::Cancelled,
    ] {
        archiving()
            .answers("500")
            .loses(kind)
            .is("unknown: archive server-error");
        archiving()
            .answers("500")
            .answers("404")
            .loses(kind)
            .is("unknown: archive server-error");
    }
    archiving()
        .answers("500")
        .was_not_sent(Kind::BadInput)
        .is("unknown: archive server-error");
    archiving()
        .answers("500")
        .answers_with(200, "{\"id\":\"another\"}")
        .is("unknown: archive server-error");
}

#[test]
fn from_unknown_one_can_also_begin_anew_but_finds_first() {
    let unknown = archiving().loses(Kind::Timeout).answers("500");
    unknown.clone().find().does("GET tasks/{task}, unknown→finding");
    unknown
        .archive()
        .does("GET tasks/{task}, unknown→finding")
        .answers("get-200-one-off")
        .does("finding→review, ask");
}
