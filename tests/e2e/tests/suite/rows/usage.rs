//! A row is used with two clicks, or with one, or with the keyboard.

use e2e::{Context, Key, State, eventually, run_test};
use sandbox::{Fault, Operation, Reply};
use serde_json::json;

use super::{Row, TITLE, line, open, widget};

/// The accessible names of all visible buttons of the line.
fn names(ctx: &Context, row: &Row) -> Vec<String> {
    let script = "return [...document.getElementById(arguments[0]).shadowRoot.querySelectorAll('.line button')].map(
        (button) => button.getAttribute('aria-label') ?? button.textContent)";
    let names = ctx.browser.run(script, &json!([row.id]));
    names
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|name| Some(name.as_str()?.to_owned()))
        .collect()
}

fn is_archived(ctx: &Context, row: &Row) -> bool {
    ctx.api().task(&row.task).is_some_and(|task| task.is_archived())
}

#[test]
fn two_clicks_archive_a_task_and_a_third_one_takes_it_back() {
    run_test(|ctx| {
        let row = Row::new(ctx, "row");
        open(ctx, std::slice::from_ref(&row));
        let widget = widget(ctx, &row);
        widget.wait_for_element("button", "Archive");
        assert_eq!(names(ctx, &row), ["Archive Plan the offsite"]);
        let button = widget.wait_for_element("button", "Archive");
        if let Some(name) = ctx.browser.accessible_name(&button) {
            assert_eq!(name, "Archive Plan the offsite");
        }

        widget.press("Archive");
        widget.wait_for_state(State::Review);
        assert_eq!(line(&widget), "Archive Plan the offsite?");
        assert_eq!(
            names(ctx, &row),
            [
                "Yes: Plan the offsite",
                "No: Plan the offsite",
                "Details: Plan the offsite"
            ]
        );
        assert_eq!(widget.attribute_of(".popover", "role"), None, "no popover opens");
        widget.press("Yes");
        widget.wait_for_state(State::Archived);
        assert!(is_archived(ctx, &row));
        assert_eq!(line(&widget), "Archived");
        assert_eq!(
            names(ctx, &row),
            ["Undo: Plan the offsite", "Details: Plan the offsite"]
        );

        widget.press("Undo");
        widget.wait_for_state(State::Restored);
        assert!(!is_archived(ctx, &row));
        assert_eq!(line(&widget), "Restored");
        widget.press("OK");
        widget.wait_for_state(State::Idle);
        // The restored task is still watched in the background, and its details are there.
        assert_eq!(names(ctx, &row)[0], "Archive Plan the offsite");
    });
}

#[test]
fn without_a_review_one_click_archives_a_task() {
    run_test(|ctx| {
        let row = Row {
            more: "confirm=\"none\"",
            ..Row::new(ctx, "row")
        };
        open(ctx, std::slice::from_ref(&row));
        let widget = widget(ctx, &row);
        widget.press("Archive");
        widget.wait_for_state(State::Archived);
        assert!(is_archived(ctx, &row));
        widget.wait_for_element("button", "Undo");
    });
}

#[test]
fn a_double_click_asks_and_does_not_answer() {
    run_test(|ctx| {
        let row = Row::new(ctx, "row");
        open(ctx, std::slice::from_ref(&row));
        let widget = widget(ctx, &row);
        widget.double_click("Archive");
        widget.wait_for_state(State::Review);
        widget.press("No");
        widget.wait_for_state(State::Idle);
        assert!(!is_archived(ctx, &row));
        assert!(ctx.api().log().iter().all(|request| request.method != "DELETE"));
    });
}

#[test]
fn the_keyboard_is_enough_and_the_focus_stays_in_the_row() {
    run_test(|ctx| {
        let row = Row::new(ctx, "row");
        open(ctx, std::slice::from_ref(&row));
        let widget = widget(ctx, &row);
        widget.wait_for_element("button", "Archive");
        ctx.browser.press(Key::Tab);
        assert_eq!(widget.focused(), "button Archive");
        ctx.browser.press(Key::Enter);
        widget.wait_for_state(State::Review);
        // On the question, not on an answer: the same key pressed twice must not archive.
        widget.wait_for_focus("status");
        ctx.browser.press(Key::Enter);
        ctx.browser.press(Key::Tab);
        assert_eq!(widget.focused(), "button Yes");
        assert_eq!(widget.state(), State::Review);
        ctx.browser.press(Key::Enter);
        widget.wait_for_state(State::Archived);
        widget.wait_for_focus("status");
        ctx.browser.press(Key::Tab);
        assert_eq!(widget.focused(), "button Undo");
        ctx.browser.press(Key::Space);
        widget.wait_for_state(State::Restored);
        widget.wait_for_focus("status");
        ctx.browser.press(Key::Tab);
        ctx.browser.press(Key::Space);
        widget.wait_for_state(State::Idle);
        widget.wait_for_focus("button Archive");
    });
}

#[test]
fn progress_can_be_cancelled_and_an_unknown_outcome_checked() {
    run_test(|ctx| {
        let row = Row::new(ctx, "row");
        open(ctx, std::slice::from_ref(&row));
        let widget = widget(ctx, &row);
        widget.press("Archive");
        widget.wait_for_state(State::Review);
        ctx.api()
            .set_fault(&row.task, Operation::Archive, Fault::reply(Reply::Silence));
        widget.press("Yes");
        widget.wait_for_element("button", "Cancel");
        assert_eq!(line(&widget), "Archiving…");
        assert_eq!(names(ctx, &row), ["Cancel: Plan the offsite"]);
        widget.wait_for_focus("status");
        ctx.api()
            .set_fault(&row.task, Operation::Get, Fault::fixture("server-error-500"));
        widget.press("Cancel");
        widget.wait_for_state(State::Unknown);
        assert!(
            ["Outcome unknown", "Checking…"].contains(&line(&widget).as_str()),
            "{}",
            line(&widget)
        );
        assert_eq!(names(ctx, &row), ["Check: Plan the offsite", "Why: Plan the offsite"]);
        ctx.api().clear_faults();
        ctx.api()
            .set_fault(&row.task, Operation::Get, Fault::fixture("get-200-archived"));
        widget.press("Check");
        eventually(|| (widget.state() != State::Unknown || line(&widget) == "Outcome unknown").then_some(()))
            .expect("it is checked");
    });
}

#[test]
fn a_row_without_a_label_asks_by_the_title() {
    run_test(|ctx| {
        let row = Row {
            label: None,
            ..Row::new(ctx, "row")
        };
        open(ctx, std::slice::from_ref(&row));
        let widget = widget(ctx, &row);
        widget.wait_for_element("button", "Archive");
        assert_eq!(names(ctx, &row), ["Archive"]);
        widget.press("Archive");
        widget.wait_for_state(State::Review);
        assert_eq!(line(&widget), format!("Archive {TITLE}?"));
        assert_eq!(widget.attribute_of(".popover", "role"), None);
        widget.wait_for_element("button", "Yes");
    });
}
