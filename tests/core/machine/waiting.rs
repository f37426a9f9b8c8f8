//! 429 and 503 were not carried out: wait as told, not too long and not too often.

use super::story::{Story, archiving, found, idle, restoring};
use tallyfy_archive::archive::Phase;
use tallyfy_archive::tallyfy::{Head, Refusal};

/// Every request that can be told to wait, and what it is.
fn requests() -> [(Story, &'static str); 5] {
    [
        (idle().find(), "GET tasks/{task}"),
        (idle().find().answers("404"), "GET tasks archived=only page=1"),
        (archiving(), "DELETE tasks/{task}"),
        (restoring(), "PUT tasks/{task}/restore"),
        (archiving().answers("500"), "GET tasks/{task}"),
    ]
}

fn told(story: Story, status: u16, retry_after: Option<f64>) -> Story {
    let answer = tallyfy_archive::tallyfy::Answer {
        head: Head {
            status,
            request_id: None,
            retry_after,
        },
        content: tallyfy_archive::tallyfy::Content::Refusal(Refusal::default()),
    };
    story.ends(tallyfy_archive::archive::Outcome::Answered(answer))
}

#[test]
fn as_long_as_the_server_says() {
    for (story, request) in requests() {
        for (answer, wait) in [("rate-limited-429", "wait 2000"), ("server-error-503", "wait 1000")] {
            story.clone().answers(answer).does(wait).elapses().does(request);
        }
        for status in [429, 503] {
            told(story.clone(), status, Some(0.0))
                .does("wait 0")
                .elapses()
                .does(request);
            told(story.clone(), status, Some(120_000.0))
                .does("wait 120000")
                .elapses()
                .does(request);
        }
    }
}

#[test]
fn with_the_end_of_the_wait_in_sight() {
    let story = archiving().answers("rate-limited-429");
    let Phase::Busy(busy) = story.machine.phase() else {
        panic!("not busy")
    };
    assert_eq!(busy.pause.map(|pause| pause.until), Some(1_800_000_002_000.0));
    let Phase::Busy(busy) = story.elapses().machine.phase().clone() else {
        panic!("not busy")
    };
    assert_eq!((busy.pause, busy.sent), (None, false));
}

#[test]
fn doubling_with_jitter_where_it_does_not_say() {
    for (story, request) in requests() {
        for (chance, waits) in [
            (0.5, [1_000, 2_000, 4_000]),
            (0.0, [750, 1_500, 3_000]),
            (1.0, [1_250, 2_500, 5_000]),
        ] {
            let mut story = story.clone().by_chance(chance);
            for wait in waits {
                story = told(story, 429, None)
                    .does(&format!("wait {wait}"))
                    .elapses()
                    .does(request);
            }
        }
    }
}

#[test]
fn three_times_and_no_more() {
    for (answer, kind) in [("429", "rate-limited"), ("503", "server-error")] {
        let wait = |story: Story| story.answers(answer).elapses();
        let thrice = |story: Story| wait(wait(wait(story)));
        thrice(idle().find())
            .answers(answer)
            .is(&format!("refused: find {kind}"));
        thrice(archiving())
            .answers(answer)
            .is(&format!("refused: archive {kind}"));
        thrice(restoring())
            .answers(answer)
            .is(&format!("refused: restore {kind}"));
        thrice(archiving()).answers("204").is("archived: 204");
        thrice(idle().find().answers("404"))
            .answers(answer)
            .is("refused: find not-found");
        thrice(archiving().answers("500"))
            .answers(answer)
            .is("unknown: archive server-error");
        thrice(thrice(archiving()).answers("404"))
            .answers(answer)
            .is("unknown: archive not-found");
    }
}

#[test]
fn not_over_two_minutes_and_then_the_time_is_named() {
    for (status, kind) in [(429, "rate-limited"), (503, "server-error")] {
        for (story, operation) in [
            (idle().find(), "find"),
            (archiving(), "archive"),
            (restoring(), "restore"),
        ] {
            let story = told(story, status, Some(120_001.0)).is(&format!("refused: {operation} {kind}"));
            assert_eq!(
                story.problem().and_then(|(_, problem)| problem.retry_after),
                Some(120_001.0)
            );
        }
        told(archiving().answers("500"), status, Some(1e12)).is("unknown: archive server-error");
    }
}

#[test]
fn the_request_after_a_wait_is_judged_like_the_first() {
    let again = || archiving().answers("429").elapses().does("DELETE tasks/{task}").sent();
    again()
        .answers("204")
        .does("archiving→archived, Archived!")
        .is("archived: 204");
    again()
        .answers("404")
        .does("GET tasks/{task}")
        .answers("get-200-archived")
        .is("archived");
    again().cancel().does("abort, GET tasks/{task}");
    again().elapses().does("");
    let find = idle().archive().answers("503").elapses().does("GET tasks/{task}");
    find.answers("get-200-one-off").does("finding→review, ask");
}

#[test]
fn nothing_but_the_end_of_the_wait_goes_on() {
    let story = archiving().answers("429");
    story
        .clone()
        .archive()
        .does("")
        .permitted(true)
        .does("")
        .restore()
        .does("")
        .find()
        .does("")
        .check()
        .does("");
    story.clone().sent().does("").answers("204").does("").is("archiving");
    found().elapses().does("");
}
