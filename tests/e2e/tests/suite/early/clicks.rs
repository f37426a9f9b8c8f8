//! Clicks before the WebAssembly is loaded: each is performed once, unless it would have another meaning by then.

use e2e::{Context, Key, Page, State, eventually, run_test};
use sandbox::{TOKEN, case};
use serde_json::{Value, json};

use super::{
    finds, has_started_nothing, hide_scripts, is_early, mark, markup, open_without_wasm, release, wait_for_takeover,
};
use crate::steps::deletes;

/// Focuses the button as a script does after a click elsewhere, without a visible focus ring.
const FOCUS: &str = "
    const button = document.querySelector('tallyfy-archive-task').shadowRoot.querySelector('button');
    button.blur();
    button.focus({ focusVisible: false })";

#[test]
fn a_click_before_any_script_is_kept_and_keyboard_focus_is_not_a_click() {
    run_test(|ctx| {
        hide_scripts(ctx);
        let plain = case("plain");
        for is_clicked in [false, true] {
            let widget = ctx.open(&Page::built());
            mark(ctx);
            widget.enter("Organization ID", plain.org_id);
            widget.enter("Task ID", &plain.task_id);
            widget.enter("Access token", plain.token);
            if is_clicked {
                widget.press("Find task");
            } else {
                ctx.browser.press(Key::Tab);
                // A script focuses it like a click.
                ctx.browser.run(FOCUS, &json!([]));
            }
            ctx.browser.run("recorder.load('/tallyfy-archive.js')", &json!([]));
            wait_for_takeover(ctx);
            if is_clicked {
                widget.wait_for_state(State::Review);
                assert_eq!(finds(ctx, &plain), 2);
            } else {
                has_started_nothing(ctx, &widget, &plain);
            }
        }
    });
}

#[test]
fn keyboard_focus_on_a_button_that_archives_is_not_a_click() {
    run_test(|ctx| {
        let plain = case("plain");
        let widget = open_without_wasm(ctx, &markup(&plain, r#"confirm="none""#));
        widget.enter("Access token", TOKEN);
        ctx.browser.press(Key::Tab);
        widget.wait_for_focus("button Archive task");
        release(ctx);
        wait_for_takeover(ctx);
        has_started_nothing(ctx, &widget, &plain);
    });
}

#[test]
fn a_click_is_executed_once() {
    run_test(|ctx| {
        let plain = case("plain");
        let widget = open_without_wasm(ctx, &markup(&plain, ""));
        widget.enter("Access token", TOKEN);
        widget.press("Find task");
        widget.double_click("Find task");
        let text = || widget.text_of(".status") == Some("Looking for the task…".to_owned());
        eventually(|| text().then_some(())).expect("it says that something is going on");
        assert_eq!(widget.state(), State::Idle);
        release(ctx);
        widget.wait_for_state(State::Review);
        widget.wait_for_focus("status");
        assert_eq!(finds(ctx, &plain), 1);

        // Enter in a field is such a click, too. Here it archives.
        let widget = open_without_wasm(ctx, &markup(&plain, r#"confirm="none""#));
        widget.enter("Access token", TOKEN);
        ctx.browser.press(Key::Enter);
        release(ctx);
        widget.wait_for_state(State::Archived);
        assert_eq!(deletes(ctx, &plain).len(), 1);
    });
}

#[test]
fn a_click_whose_meaning_has_changed_is_not_executed() {
    run_test(|ctx| {
        let (plain, linked) = (case("plain"), case("linked"));
        let widget = open_without_wasm(ctx, &markup(&plain, r#"confirm="none""#));
        widget.enter("Access token", TOKEN);
        widget.press("Archive task");
        widget.set("taskId", &json!(linked.task_id));
        release(ctx);
        wait_for_takeover(ctx);
        // A request would have been sent by now.
        assert_eq!(widget.call("cancel"), State::Idle);
        widget.press("Archive task");
        widget.wait_for_state(State::Refused);
        assert_eq!((finds(ctx, &plain), finds(ctx, &linked)), (0, 1));
    });
}

#[test]
fn an_unfinished_press_is_not_interrupted() {
    run_test(|ctx| {
        let plain = case("plain");
        let widget = open_without_wasm(ctx, &markup(&plain, ""));
        widget.enter("Access token", TOKEN);
        let middle = "const { left, top, width, height } =
            document.querySelector('tallyfy-archive-task').shadowRoot.querySelector('button').getBoundingClientRect();
            return [Math.floor(left + width / 2), Math.floor(top + height / 2)]";
        let middle = ctx.browser.run(middle, &json!([]));
        let mouse = |steps: Value| {
            let pointer = json!({ "pointerType": "mouse" });
            let mouse = json!({ "type": "pointer", "id": "mouse", "parameters": pointer, "actions": steps });
            ctx.browser
                .post("actions", &json!({ "actions": [mouse] }))
                .expect("the mouse moves");
        };
        mouse(json!([
            { "type": "pointerMove", "x": middle[0], "y": middle[1], "origin": "viewport" },
            { "type": "pointerDown", "button": 0 },
        ]));
        release(ctx);
        assert_eq!(widget.call("cancel"), State::Idle);
        assert!(is_early(ctx));
        mouse(json!([{ "type": "pointerUp", "button": 0 }]));
        widget.wait_for_state(State::Review);
        assert_eq!(finds(ctx, &plain), 1);
    });
}

/// A page with a frozen clock, so that nothing times out, and an unfinished press of this kind.
fn pressed<'a>(ctx: &'a Context, press: &str) -> e2e::Widget<'a> {
    let plain = case("plain");
    let widget = open_without_wasm(ctx, &markup(&plain, r#"confirm="none""#));
    widget.enter("Access token", TOKEN);
    ctx.browser.run(
        &format!(
            "window.time = performance.now(); performance.now = () => window.time;
            document.querySelector('tallyfy-archive-task').shadowRoot.querySelector('button').dispatchEvent(
                new PointerEvent('pointerdown', {{ bubbles: true, composed: true, {press} }}))"
        ),
        &json!([]),
    );
    release(ctx);
    widget
}

#[test]
fn a_right_click_does_not_block_the_widget() {
    run_test(|ctx| {
        let widget = pressed(ctx, "button: 2, buttons: 2");
        wait_for_takeover(ctx);
        assert_eq!(widget.call("cancel"), State::Idle);
        assert_eq!(deletes(ctx, &case("plain")).len(), 0);
    });
}

#[test]
fn a_press_without_a_visible_end_does_not_block_the_widget_forever() {
    run_test(|ctx| {
        for end in [
            "dispatchEvent(new PointerEvent('pointermove', { buttons: 0 }))",
            "dispatchEvent(new PointerEvent('pointercancel'))",
            "dispatchEvent(new Event('blur'))",
            "document.body.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true }))",
            "window.time += 20_000",
        ] {
            let widget = pressed(ctx, "button: 0, buttons: 1");
            assert_eq!(widget.call("cancel"), State::Idle);
            assert!(is_early(ctx), "{end}");
            ctx.browser.run(end, &json!([]));
            wait_for_takeover(ctx);
            assert_eq!(widget.call("cancel"), State::Idle);
        }
        assert_eq!(deletes(ctx, &case("plain")).len(), 0);
    });
}

#[test]
fn an_early_double_click_that_began_elsewhere_is_not_a_click() {
    run_test(|ctx| {
        let plain = case("plain");
        let widget = open_without_wasm(ctx, &markup(&plain, r#"confirm="none""#));
        widget.enter("Access token", TOKEN);
        let click = "document.querySelector('tallyfy-archive-task').shadowRoot.querySelector('button').dispatchEvent(
            new MouseEvent('click', { bubbles: true, composed: true, cancelable: true, detail: 2 }))";
        ctx.browser.run(click, &json!([]));
        release(ctx);
        wait_for_takeover(ctx);
        has_started_nothing(ctx, &widget, &plain);
    });
}
