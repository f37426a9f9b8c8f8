//! The page approves before anything is archived, and may do so asynchronously.

use std::time::Duration;

use e2e::{Context, Page, State, Widget, run_test};
use sandbox::NewTask;
use serde_json::json;

use super::{
    SCRIPT, a, advance, element, outcomes, resolution, run, set_token, start_call, test_a, wait_for_resolution,
};
use crate::steps::{deletes, wait_for_script};

/// Reviews A on a page with this answer to the request for approval.
fn test_answer(answer: &str, test: impl FnOnce(&Context, &Widget<'_>)) {
    test_a(|ctx, widget| {
        run(ctx, &format!("window.onApproval = (event) => {{ {answer} }}"));
        assert_eq!(widget.call("find"), State::Review);
        start_call(ctx, "first", "archive");
        test(ctx, &widget);
    });
}

/// Nothing was sent, and the task is still in review.
fn stays_in_review(ctx: &Context, widget: &Widget<'_>) {
    wait_for_resolution(ctx, "archive", State::Review);
    widget.wait_for_state(State::Review);
    widget.wait_for_element("button", "Archive task");
    advance(ctx, Duration::from_secs(5));
    assert!(deletes(ctx, &a()).is_empty());
    assert!(outcomes(ctx).is_empty());
}

fn is_archived_once(ctx: &Context) {
    wait_for_resolution(ctx, "archive", State::Archived);
    assert_eq!(deletes(ctx, &a()).len(), 1);
}

#[test]
fn a_promise_of_undefined_proceeds() {
    test_answer("event.detail.waitUntil(Promise.resolve())", |ctx, _| {
        is_archived_once(ctx);
    });
}

#[test]
fn a_promise_of_true_proceeds_when_it_resolves() {
    let answer = "event.detail.waitUntil(new Promise((resolve) => (window.answer = resolve)))";
    test_answer(answer, |ctx, widget| {
        widget.wait_for_element("button", "Cancel");
        ctx.advance_clock(Duration::from_mins(10));
        assert_eq!(widget.state(), State::Review, "there is no time limit");
        assert!(deletes(ctx, &a()).is_empty());
        run(ctx, "answer(true)");
        is_archived_once(ctx);
    });
}

#[test]
fn a_promise_of_false_or_of_another_value_stays_in_review() {
    for value in ["false", "null", "0", "'yes'", "1", "{}"] {
        test_answer(
            &format!("event.detail.waitUntil(Promise.resolve({value}))"),
            stays_in_review,
        );
    }
}

/// Promises of a value that are no `Promise` of this page.
const PROMISES: &str = r#"
const NativePromise = Promise;
const other = document.body.appendChild(document.createElement("iframe")).contentWindow;
const promises = {
  thenable: (value) => ({ then: (resolve) => setTimeout(resolve, 0, value) }),
  synchronousThenable: (value) => ({ then: (resolve) => resolve(value) }),
  otherRealm: (value) => other.Promise.resolve(value),
  // Libraries replace `Promise`. What the browser makes is no instance of theirs.
  replaced: (value) => {
    window.Promise = class extends NativePromise {};
    Promise.all = NativePromise.all.bind(NativePromise);
    return NativePromise.resolve(value);
  },
};
window.answerWith = (name, value) => (window.onApproval = ({ detail }) => detail.waitUntil(promises[name](value)));
window.promises = Object.keys(promises);"#;

#[test]
fn a_promise_of_any_kind_is_awaited() {
    run_test(|ctx| {
        let page = Page::embedding(element("first", Some(&a().task_id)), [SCRIPT, PROMISES].concat());
        let widget = ctx.open(&page);
        wait_for_script(ctx, "promises");
        set_token(ctx, "first");
        let names = run(ctx, "return promises");
        for name in names.as_array().expect("they are listed") {
            let answer = |value| {
                ctx.browser
                    .run("answerWith(arguments[0], arguments[1])", &json!([name, value]))
            };
            let task = ctx.api().add_task(NewTask::titled("Approval"));
            widget.set("taskId", &json!(task));
            answer(false);
            assert_eq!(widget.call("archive"), State::Review, "{name}");
            let is_archived = || ctx.api().task(&task).is_some_and(|task| task.is_archived());
            assert!(!is_archived(), "{name}");
            answer(true);
            assert_eq!(widget.call("archive"), State::Archived, "{name}");
            assert!(is_archived(), "{name}");
        }
    });
}

#[test]
fn one_promise_of_several_that_is_false_stays_in_review() {
    test_answer(
        "event.detail.waitUntil(Promise.resolve(true)); event.detail.waitUntil(Promise.resolve(false))",
        stays_in_review,
    );
}

#[test]
fn a_rejected_promise_stays_in_review() {
    test_answer(
        "event.detail.waitUntil(Promise.reject(new Error('no')))",
        stays_in_review,
    );
}

#[test]
fn a_listener_that_cancels_the_event_stays_in_review() {
    test_answer(
        "event.preventDefault(); event.detail.waitUntil(Promise.resolve(true))",
        stays_in_review,
    );
}

#[test]
fn a_promise_that_never_settles_can_be_cancelled() {
    test_answer(
        "event.detail.waitUntil(new Promise((resolve) => (window.answer = resolve)))",
        |ctx, widget| {
            widget.press("Cancel");
            stays_in_review(ctx, widget);
            run(ctx, "answer(true)");
            stays_in_review(ctx, widget);
            // A second request can be approved.
            run(ctx, "window.onApproval = undefined");
            start_call(ctx, "first", "archive");
            is_archived_once(ctx);
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
    test_answer(answer, |ctx, _| {
        is_archived_once(ctx);
        assert_eq!(run(ctx, "return late()"), json!("InvalidStateError"));
        assert_eq!(resolution(ctx, "archive").as_deref(), Some("archived"));
    });
}
