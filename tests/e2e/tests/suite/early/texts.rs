//! Texts before the WebAssembly is there: what is typed, pasted, selected or composed.

use e2e::{Key, State, eventually, play, site};
use sandbox::{ORG, case};
use serde_json::json;

use super::{BLANK, finds, held, is_early, release, selection, waits_for_takeover};

#[test]
fn text_selection_and_focus_are_kept() {
    play(|stage| {
        for backward in [false, true] {
            let widget = held(stage, BLANK);
            widget.enter("Organization ID", "an organization");
            widget.enter("Access token", "secret");
            widget.enter("Task ID", "half a ta");
            let direction = if backward { "backward" } else { "forward" };
            let select = "document.querySelector('tallyfy-archive-task').shadowRoot.activeElement.setSelectionRange(2, 5, arguments[0])";
            stage.browser.run(select, &json!([direction]));
            let before = selection(stage);
            assert_eq!(before, json!(["taskId", "half a ta", 2, 5, direction]));
            assert!(is_early(stage));
            release(stage);
            waits_for_takeover(stage);
            assert_eq!(selection(stage), before);
            stage.browser.type_text("x");
            assert_eq!(widget.value("Task ID"), "haxa ta");
            assert_eq!(widget.value("Organization ID"), "an organization");
            assert_eq!(widget.value("Access token"), "secret");
        }
    });
}

#[test]
fn a_link_pasted_early_fills_both_ids() {
    play(|stage| {
        let plain = case("plain");
        let widget = held(stage, BLANK);
        widget.enter(
            "Task ID",
            &format!("https://go.tallyfy.com/{ORG}/tasks/{}", plain.task_id),
        );
        release(stage);
        waits_for_takeover(stage);
        eventually(|| (widget.value("Task ID") == plain.task_id).then_some(())).expect("the id is picked out");
        assert_eq!(widget.value("Organization ID"), ORG);
    });
}

#[test]
fn a_character_that_is_being_composed_is_not_disturbed() {
    play(|stage| {
        let widget = held(stage, BLANK);
        widget.enter("Task ID", "ni");
        let compose = "document.querySelector('tallyfy-archive-task').shadowRoot.activeElement
            .dispatchEvent(new CompositionEvent(arguments[0], { bubbles: true, composed: true }))";
        stage.browser.run(compose, &json!(["compositionstart"]));
        release(stage);
        // The widget works already, but stays in the background.
        assert_eq!(widget.call("find"), State::Refused);
        assert!(is_early(stage));
        widget.call("reset");
        stage.browser.run(compose, &json!(["compositionend"]));
        waits_for_takeover(stage);
        assert_eq!(selection(stage), json!(["taskId", "ni", 2, 2, selection(stage)[4]]));
    });
}

#[test]
fn what_was_typed_survives_a_failure_to_load() {
    play(|stage| {
        stage.expect("wasm");
        stage.page.hide_file(&format!("/{}", site::wasm()));
        let plain = case("plain");
        let widget = held(stage, BLANK);
        widget.enter("Organization ID", plain.org_id);
        widget.enter("Access token", plain.token);
        widget.enter("Task ID", &plain.task_id);
        stage.browser.press(Key::Enter);
        release(stage);
        widget.focuses("button Try again");
        stage.page.restore_page();
        stage.browser.press(Key::Enter);
        // It said that nothing was sent, and nothing is.
        widget.focuses("button Find task");
        assert_eq!(widget.value("Task ID"), plain.task_id);
        assert_eq!(finds(stage, &plain), 0);
        widget.press("Find task");
        widget.waits_for(State::Review);
    });
}

/// Has Yew believe that all it does takes long, so that it lets other things happen wherever it can; and types as soon
/// as the widget is there.
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
fn what_is_typed_while_the_widget_takes_over_is_kept() {
    play(|stage| {
        let widget = held(stage, BLANK);
        stage.browser.run(TYPE_AT_ONCE, &json!([ORG]));
        waits_for_takeover(stage);
        widget.press("Find task");
        widget.waits_for(State::Refused);
        assert_eq!(widget.value("Organization ID"), ORG);
        let fields = widget.problem()["fields"].to_string();
        assert!(!fields.contains("orgId") && fields.contains("taskId"), "{fields}");
    });
}
