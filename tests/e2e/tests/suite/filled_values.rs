//! Values that scripts, extensions and browsers fill in without the events of typing.

use e2e::{Context, Page, State, Widget, run_test};
use sandbox::{ORG, TOKEN, case};
use serde_json::json;

use crate::early::HOLD_WASM;
use crate::steps::wait_for_script;

fn open(ctx: &Context) -> Widget<'_> {
    let body = format!(r#"<tallyfy-archive-task id="first" api-base="/api" org-id="{ORG}"></tallyfy-archive-task>"#);
    ctx.open(&Page::embedding(body, format!("{HOLD_WASM} window.ready = true;")));
    wait_for_script(ctx, "ready");
    ctx.widget("#first")
}

/// Writes into a field, and dispatches these events.
fn write(ctx: &Context, field: &str, value: &str, events: &[&str]) {
    let script = "const [id, value, events] = arguments;
        const input = first.shadowRoot.querySelector('#' + id);
        input.value = value;
        for (const type of events) input.dispatchEvent(new Event(type, { bubbles: true }))";
    ctx.browser.run(script, &json!([field, value, events]));
}

#[test]
fn values_count_with_a_change_event_alone_and_without_any_event() {
    for is_loaded in [false, true] {
        run_test(|ctx| {
            let plain = case("plain");
            let widget = open(ctx);
            if is_loaded {
                ctx.browser.run("release()", &json!([]));
                assert_eq!(widget.call("find"), State::Refused);
                widget.wait_for_state(State::Refused);
            }
            write(ctx, "taskId", &plain.task_id, &[]);
            write(ctx, "token", TOKEN, &["change"]);
            widget.press(if is_loaded { "Try again" } else { "Find task" });
            ctx.browser.run("release()", &json!([]));
            widget.wait_for_state(State::Review);
            assert_eq!(widget.task()["id"], plain.task_id, "loaded: {is_loaded}");
        });
    }
}

#[test]
fn a_value_without_an_event_survives_what_happens_before_the_click() {
    run_test(|ctx| {
        let plain = case("plain");
        let widget = open(ctx);
        ctx.browser.run("release()", &json!([]));
        assert_eq!(widget.call("find"), State::Refused);
        widget.wait_for_state(State::Refused);
        write(ctx, "token", TOKEN, &[]);
        widget.set("messages", &json!({ "taskId": "Aufgabe" }));
        widget.wait_for_element("field", "Aufgabe");
        widget.enter("Aufgabe", &plain.task_id[..4]);
        write(ctx, "taskId", &plain.task_id, &["input"]);
        assert_eq!(widget.value("Access token"), TOKEN);
        widget.press("Try again");
        widget.wait_for_state(State::Review);
    });
}
