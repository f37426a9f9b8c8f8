//! The page is asked before anything is archived, and may take its time.

use std::time::Duration;

use e2e::{Stage, State, Widget};
use serde_json::json;

use super::{a, begin, on_a, outcomes, pass, resolved, resolves, run};
use crate::scene::deletes;

/// Reviews A on a page that answers so when it is asked.
fn asked(answer: &str, scene: impl FnOnce(&Stage, &Widget<'_>)) {
    on_a(|stage, widget| {
        run(stage, &format!("window.ask = (event) => {{ {answer} }}"));
        assert_eq!(widget.call("find"), State::Review);
        begin(stage, "first", "archive");
        scene(stage, &widget);
    });
}

/// Nothing was sent, and the task is still in review.
fn stays_in_review(stage: &Stage, widget: &Widget<'_>) {
    resolves(stage, "archive", State::Review);
    widget.waits_for(State::Review);
    widget.shows("button", "Archive task");
    pass(stage, Duration::from_secs(5));
    assert!(deletes(stage, &a()).is_empty());
    assert!(outcomes(stage).is_empty());
}

fn is_archived_once(stage: &Stage) {
    resolves(stage, "archive", State::Archived);
    assert_eq!(deletes(stage, &a()).len(), 1);
}

#[test]
fn a_promise_of_nothing_goes_on() {
    asked("event.detail.waitUntil(Promise.resolve())", |stage, _| {
        is_archived_once(stage);
    });
}

#[test]
fn a_promise_of_true_goes_on_when_it_is_kept() {
    let answer = "event.detail.waitUntil(new Promise((resolve) => (window.answer = resolve)))";
    asked(answer, |stage, widget| {
        widget.shows("button", "Cancel");
        stage.skip(Duration::from_mins(10));
        assert_eq!(widget.state(), State::Review, "there is no time limit");
        assert!(deletes(stage, &a()).is_empty());
        run(stage, "answer(true)");
        is_archived_once(stage);
    });
}

#[test]
fn a_promise_of_false_or_anything_else_stays_in_review() {
    for value in ["false", "null", "0", "'yes'", "1", "{}"] {
        asked(
            &format!("event.detail.waitUntil(Promise.resolve({value}))"),
            stays_in_review,
        );
    }
}

#[test]
fn one_promise_of_several_that_is_false_stays_in_review() {
    asked(
        "event.detail.waitUntil(Promise.resolve(true)); event.detail.waitUntil(Promise.resolve(false))",
        stays_in_review,
    );
}

#[test]
fn a_promise_that_is_rejected_stays_in_review() {
    asked(
        "event.detail.waitUntil(Promise.reject(new Error('no')))",
        stays_in_review,
    );
}

#[test]
fn a_listener_that_cancels_the_event_stays_in_review() {
    asked(
        "event.preventDefault(); event.detail.waitUntil(Promise.resolve(true))",
        stays_in_review,
    );
}

#[test]
fn a_promise_that_is_never_kept_can_be_cancelled() {
    asked(
        "event.detail.waitUntil(new Promise((resolve) => (window.answer = resolve)))",
        |stage, widget| {
            widget.press("Cancel");
            stays_in_review(stage, widget);
            run(stage, "answer(true)");
            stays_in_review(stage, widget);
            // Asked again, it can go on.
            run(stage, "window.ask = undefined");
            begin(stage, "first", "archive");
            is_archived_once(stage);
        },
    );
}

#[test]
fn wait_until_after_the_dispatch_throws() {
    let answer = "window.late = () => {
        try {
          event.detail.waitUntil(Promise.resolve());
        } catch (error) {
          return error.name;
        }
      }";
    asked(answer, |stage, _| {
        is_archived_once(stage);
        assert_eq!(run(stage, "return late()"), json!("InvalidStateError"));
        assert_eq!(resolved(stage, "archive").as_deref(), Some("archived"));
    });
}
