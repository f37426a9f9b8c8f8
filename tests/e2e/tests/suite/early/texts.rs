//! Input before the WebAssembly is loaded: typed, pasted, selected or composed.

use e2e::{Key, State, eventually, run_test, site};
use sandbox::{ORG, case};
use serde_json::json;

use super::{BLANK, finds, is_early, open_without_wasm, release, selection, wait_for_takeover};

#[test]
fn text_selection_and_focus_are_kept() {
    run_test(|ctx| {
        for backward in [false, true] {
            let widget = open_without_wasm(ctx, BLANK);
            widget.enter("Organization ID", "an organization");
            widget.enter("Access token", "secret");
            widget.enter("Task ID", "half a ta");
            let direction = if backward { "backward" } else { "forward" };
            let select = "document.querySelector('tallyfy-archive-task').shadowRoot.activeElement.setSelectionRange(2, 5, arguments[0])";
            ctx.browser.run(select, &json!([direction]));
            let before = selection(ctx);
            assert_eq!(before, json!(["taskId", "half a ta", 2, 5, direction]));
            assert!(is_early(ctx));
            release(ctx);
            wait_for_takeover(ctx);
            assert_eq!(selection(ctx), before);
            ctx.browser.type_text("x");
            assert_eq!(widget.value("Task ID"), "haxa ta");
            assert_eq!(widget.value("Organization ID"), "an organization");
            assert_eq!(widget.value("Access token"), "secret");
        }
    });
}

#[test]
fn a_link_pasted_early_fills_both_ids() {
    run_test(|ctx| {
        let plain = case("plain");
        let widget = open_without_wasm(ctx, BLANK);
        widget.enter(
            "Task ID",
            &format!("https://go.tallyfy.com/{ORG}/tasks/{}", plain.task_id),
        );
        release(ctx);
        wait_for_takeover(ctx);
        eventually(|| (widget.value("Task ID") == plain.task_id).then_some(())).expect("the id is picked out");
        assert_eq!(widget.value("Organization ID"), ORG);
    });
}

#[test]
fn a_composition_is_not_interrupted() {
    run_test(|ctx| {
        let widget = open_without_wasm(ctx, BLANK);
        widget.enter("Task ID", "ni");
        let compose = "document.querySelector('tallyfy-archive-task').shadowRoot.activeElement
            .dispatchEvent(new CompositionEvent(arguments[0], { bubbles: true, composed: true }))";
        ctx.browser.run(compose, &json!(["compositionstart"]));
        release(ctx);
        // The widget runs already, but is not shown.
        assert_eq!(widget.call("find"), State::Refused);
        assert!(is_early(ctx));
        widget.call("reset");
        ctx.browser.run(compose, &json!(["compositionend"]));
        wait_for_takeover(ctx);
        assert_eq!(selection(ctx), json!(["taskId", "ni", 2, 2, selection(ctx)[4]]));
    });
}

#[test]
fn input_survives_a_failure_to_load() {
    run_test(|ctx| {
        ctx.expect_error("wasm");
        ctx.page.hide_file(&format!("/{}", site::wasm()));
        let plain = case("plain");
        let widget = open_without_wasm(ctx, BLANK);
        widget.enter("Organization ID", plain.org_id);
        widget.enter("Access token", plain.token);
        widget.enter("Task ID", &plain.task_id);
        ctx.browser.press(Key::Enter);
        release(ctx);
        widget.wait_for_focus("button Try again");
        ctx.page.restore_page();
        ctx.browser.press(Key::Enter);
        // It reported that nothing was sent, so nothing must be sent.
        widget.wait_for_focus("button Find task");
        assert_eq!(widget.value("Task ID"), plain.task_id);
        assert_eq!(finds(ctx, &plain), 0);
        widget.press("Find task");
        widget.wait_for_state(State::Review);
    });
}

/// Makes Yew yield wherever it can, as if rendering were slow, and types as soon as the widget appears.
const TYPE_AT_ONCE: &str = "
let time = Date.now();
Date.now = () => (time += 20);
const root = document.querySelector('tallyfy-archive-task').shadowRoot;
new MutationObserver((_, observer) => {
  if (root.querySelector('.card').marked) return;
  observer.disconnect();
  const field = root.querySelector('#orgId');
  field.value = arguments[0];
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}).observe(root, { childList: true, subtree: true });
window.release();";

#[test]
fn input_during_the_mount_is_kept() {
    run_test(|ctx| {
        let widget = open_without_wasm(ctx, BLANK);
        ctx.browser.run(TYPE_AT_ONCE, &json!([ORG]));
        wait_for_takeover(ctx);
        widget.press("Find task");
        widget.wait_for_state(State::Refused);
        assert_eq!(widget.value("Organization ID"), ORG);
        let fields = widget.problem()["fields"].to_string();
        assert!(!fields.contains("orgId") && fields.contains("taskId"), "{fields}");
    });
}
