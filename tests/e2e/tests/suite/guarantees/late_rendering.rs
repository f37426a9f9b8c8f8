//! What is on the screen may be older than the state: on a slow machine, Yew lets the browser handle events before it has
//! rendered everything.

use e2e::{Context, Page, State, Widget, eventually, run_test};
use serde_json::json;

use super::{SCRIPT, a, b, element, set_token};
use crate::steps::{deletes, wait_for_script};

/// `slowDown` makes the machine slow: from then on, the browser could handle events after each step of Yew, and the next
/// one comes when `goOn` is called. `speedUp` ends that.
const SLOW: &str = r"
const { setTimeout } = window;
const { now } = Date;
const next = [];
window.slowDown = () => {
  let time = now();
  Date.now = () => (time += 20);
  window.setTimeout = (call, delay, ...values) => (delay === 0 ? next.push(call) : setTimeout(call, delay, ...values));
};
window.goOn = () => next.splice(0).forEach((call) => call());
window.speedUp = () => {
  Date.now = now;
  window.setTimeout = setTimeout;
  goOn();
};";

/// Runs a test with one element on a slow machine.
fn test_slow(test: impl FnOnce(&Context, Widget<'_>)) {
    run_test(|ctx| {
        ctx.open(&Page::embedding(element("first", None), format!("{SCRIPT}{SLOW}")));
        wait_for_script(ctx, "speedUp");
        set_token(ctx, "first");
        let widget = ctx.widget("#first");
        widget.wait_for_element("button", "Find task");
        ctx.browser.run("slowDown()", &json!([]));
        test(ctx, widget);
    });
}

/// Lets Yew go on until this text is on the screen, and no further.
fn go_on_until(ctx: &Context, widget: &Widget<'_>, text: &str) {
    let is_shown = || {
        let is_shown = widget.text().contains(text);
        if !is_shown {
            ctx.browser.run("goOn()", &json!([]));
        }
        is_shown.then_some(())
    };
    eventually(is_shown).unwrap_or_else(|| panic!("{text:?} is not in {:?}", widget.text()));
}

/// Has the page find task B, which is not rendered yet.
fn find_b(ctx: &Context, widget: &Widget<'_>) {
    let find_b = "document.getElementById('first').fill({ taskId: arguments[0] }); call('first', 'find')";
    ctx.browser.run(find_b, &json!([b().task_id]));
    let is_in_review = || widget.state() == State::Review && widget.task()["id"] == b().task_id;
    eventually(|| is_in_review().then_some(())).expect("task B is found");
}

/// After this, task B is on the screen, and no task was archived.
fn assert_nothing_is_archived(ctx: &Context, widget: &Widget<'_>) {
    ctx.browser.run("speedUp()", &json!([]));
    widget.wait_for_text(&title_of_b(ctx));
    assert_eq!(widget.state(), "review");
    for case in [a(), b()] {
        assert_eq!(deletes(ctx, &case).len(), 0);
    }
}

fn title_of_b(ctx: &Context) -> String {
    let task = ctx.api().task(&b().task_id).expect("task B exists");
    task.title
}

#[test]
fn a_button_that_was_rendered_for_another_task_archives_nothing() {
    test_slow(|ctx, widget| {
        widget.fill(&json!({ "taskId": a().task_id }));
        widget.press("Find task");
        go_on_until(ctx, &widget, "Is this the task?");

        find_b(ctx, &widget);
        assert!(!widget.text().contains(&title_of_b(ctx)), "task A is on the screen");
        widget.press("Archive task");
        assert_nothing_is_archived(ctx, &widget);

        widget.press("Archive task");
        widget.wait_for_state(State::Archived);
        assert_eq!(deletes(ctx, &b()).len(), 1);
    });
}

#[test]
fn a_form_that_was_rendered_before_a_task_was_found_archives_nothing() {
    test_slow(|ctx, widget| {
        find_b(ctx, &widget);
        assert!(!widget.text().contains(&title_of_b(ctx)), "the form is on the screen");
        widget.press("Find task");
        assert_nothing_is_archived(ctx, &widget);
    });
}
