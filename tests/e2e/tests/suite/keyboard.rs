//! Everything without a mouse, and where the focus goes.

use e2e::{Key, Page, Stage, State, Widget, eventually, play};
use sandbox::case;

use crate::scene::is_archived;

/// How many presses of Tab are enough to come from anywhere to anywhere in the widget.
const FAR: usize = 12;

/// Presses Tab until this has the focus.
fn tab_to(stage: &Stage, widget: &Widget, what: &str) {
    for _ in 0..FAR {
        stage.browser.press(Key::Tab);
        if widget.focused() == what {
            return;
        }
    }
    panic!("Tab does not lead to {what:?}, only to {:?}", widget.focused());
}

#[test]
fn a_task_is_archived_and_restored_by_keyboard_alone() {
    play(|stage| {
        let plain = case("plain");
        let widget = stage.open(&Page::built());
        widget.shows("button", "Find task");
        tab_to(stage, &widget, "field Organization ID");
        stage.browser.type_text(plain.org_id);
        stage.browser.press(Key::Tab);
        assert_eq!(widget.focused(), "field Task ID");
        stage.browser.type_text(&plain.task_id);
        stage.browser.press(Key::Tab);
        assert_eq!(widget.focused(), "field Access token");
        stage.browser.type_text(plain.token);
        stage.browser.press(Key::Enter);

        widget.waits_for(State::Review);
        widget.focuses("status");
        tab_to(stage, &widget, "button Archive task");
        stage.browser.press(Key::Space);

        widget.waits_for(State::Archived);
        widget.focuses("status");
        assert!(is_archived(stage, &plain));
        tab_to(stage, &widget, "button Restore task");
        stage.browser.press(Key::Enter);

        widget.waits_for(State::Restored);
        widget.focuses("status");
        assert!(!is_archived(stage, &plain));
        tab_to(stage, &widget, "button Start over");
        stage.browser.press(Key::Space);
        widget.waits_for(State::Idle);
    });
}

#[test]
fn tab_goes_back_as_it_came() {
    play(|stage| {
        let widget = stage.open(&Page::built());
        widget.shows("button", "Find task");
        tab_to(stage, &widget, "button Find task");
        for before in ["field Access token", "field Task ID", "field Organization ID"] {
            stage.browser.press(Key::BackTab);
            assert_eq!(widget.focused(), before);
        }
    });
}

#[test]
fn the_focus_goes_to_the_first_wrong_field() {
    play(|stage| {
        let widget = stage.open(&Page::built());
        widget.press("Find task");
        widget.waits_for(State::Refused);
        widget.focuses("field Organization ID");
        stage.browser.type_text(case("plain").org_id);
        stage.browser.press(Key::Enter);
        widget.focuses("field Task ID");
        assert_eq!(widget.attribute_of("#taskId", "aria-invalid").as_deref(), Some("true"));
        assert_eq!(widget.attribute_of("#orgId", "aria-invalid"), None);
    });
}

#[test]
fn the_focus_goes_to_a_refusal() {
    play(|stage| {
        let linked = case("linked");
        let widget = crate::scene::enter(stage, &linked);
        stage.browser.press(Key::Enter);
        widget.waits_for(State::Refused);
        widget.focuses("problem");
    });
}

#[test]
fn fields_and_buttons_have_the_names_of_the_design() {
    play(|stage| {
        let widget = stage.open(&Page::built());
        widget.shows("button", "Find task");
        assert_eq!(widget.names("field"), ["Organization ID", "Task ID", "Access token"]);
        for field in ["Organization ID", "Task ID", "Access token"] {
            let element = widget.shows("field", field);
            // Firefox makes its accessibility tree when it is first asked, and does not wait for it.
            let named = || (stage.browser.accessible_name(&element)? == field).then_some(());
            assert!(eventually(named).is_some(), "{field}");
        }
    });
}
