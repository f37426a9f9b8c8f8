//! Keyboard operation, and where the focus moves.

use e2e::{Context, Key, Page, State, Widget, eventually, run_test};
use sandbox::case;

use crate::steps::is_archived;

/// More presses of Tab than there are controls.
const FAR: usize = 12;

/// Presses Tab until this has the focus.
fn tab_to(ctx: &Context, widget: &Widget, what: &str) {
    for _ in 0..FAR {
        ctx.browser.press(Key::Tab);
        if widget.focused() == what {
            return;
        }
    }
    panic!("Tab does not lead to {what:?}, only to {:?}", widget.focused());
}

#[test]
fn a_task_is_archived_and_restored_by_keyboard_alone() {
    run_test(|ctx| {
        let plain = case("plain");
        let widget = ctx.open(&Page::built());
        widget.wait_for_element("button", "Find task");
        tab_to(ctx, &widget, "field Organization ID");
        ctx.browser.type_text(plain.org_id);
        ctx.browser.press(Key::Tab);
        assert_eq!(widget.focused(), "field Task ID");
        ctx.browser.type_text(&plain.task_id);
        ctx.browser.press(Key::Tab);
        assert_eq!(widget.focused(), "field Access token");
        ctx.browser.type_text(plain.token);
        ctx.browser.press(Key::Enter);

        widget.wait_for_state(State::Review);
        widget.wait_for_focus("status");
        tab_to(ctx, &widget, "button Archive task");
        ctx.browser.press(Key::Space);

        widget.wait_for_state(State::Archived);
        widget.wait_for_focus("status");
        assert!(is_archived(ctx, &plain));
        tab_to(ctx, &widget, "button Restore task");
        ctx.browser.press(Key::Enter);

        widget.wait_for_state(State::Restored);
        widget.wait_for_focus("status");
        assert!(!is_archived(ctx, &plain));
        tab_to(ctx, &widget, "button Start over");
        ctx.browser.press(Key::Space);
        widget.wait_for_state(State::Idle);
    });
}

#[test]
fn tab_order_is_reversible() {
    run_test(|ctx| {
        let widget = ctx.open(&Page::built());
        widget.wait_for_element("button", "Find task");
        tab_to(ctx, &widget, "button Find task");
        for before in ["field Access token", "field Task ID", "field Organization ID"] {
            ctx.browser.press(Key::BackTab);
            assert_eq!(widget.focused(), before);
        }
    });
}

#[test]
fn the_focus_moves_to_the_first_invalid_field() {
    run_test(|ctx| {
        let widget = ctx.open(&Page::built());
        widget.press("Find task");
        widget.wait_for_state(State::Refused);
        widget.wait_for_focus("field Organization ID");
        ctx.browser.type_text(case("plain").org_id);
        ctx.browser.press(Key::Enter);
        widget.wait_for_focus("field Task ID");
        assert_eq!(widget.attribute_of("#taskId", "aria-invalid").as_deref(), Some("true"));
        assert_eq!(widget.attribute_of("#orgId", "aria-invalid"), None);
    });
}

#[test]
fn the_focus_moves_to_a_refusal() {
    run_test(|ctx| {
        let linked = case("linked");
        let widget = crate::steps::enter(ctx, &linked);
        ctx.browser.press(Key::Enter);
        widget.wait_for_state(State::Refused);
        widget.wait_for_focus("problem");
    });
}

#[test]
fn fields_and_buttons_have_the_documented_names() {
    run_test(|ctx| {
        let widget = ctx.open(&Page::built());
        widget.wait_for_element("button", "Find task");
        assert_eq!(widget.names("field"), ["Organization ID", "Task ID", "Access token"]);
        for field in ["Organization ID", "Task ID", "Access token"] {
            // The widget may replace the early form meanwhile, and with it the element.
            let is_named = || {
                let element = widget.wait_for_element("field", field);
                (ctx.browser.accessible_name(&element)? == field).then_some(())
            };
            assert!(eventually(is_named).is_some(), "{field}");
        }
    });
}
