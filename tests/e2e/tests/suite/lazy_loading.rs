//! Lazy loading: an element that is out of view and unused loads only the script.

use e2e::{Context, Page, State, eventually, run_test};
use sandbox::{ORG, TOKEN, case};
use serde_json::json;

use crate::early::HOLD_WASM;
use crate::steps::{loads, wait_for_script};

/// Opens a page with this body, far below the viewport.
fn open(ctx: &Context, body: &str) {
    let script = format!("far.style.height = '9000px'; {HOLD_WASM} release(); window.ready = true;");
    let body = format!(r#"<div id="far"></div>{body}<div id="end"></div>"#);
    ctx.open(&Page::embedding(body, script));
    wait_for_script(ctx, "ready");
    // Two frames, so that an intersection would have been observed.
    let frames = "for (const _ of [1, 2, 3]) await new Promise((resolve) => requestAnimationFrame(resolve))";
    ctx.browser.run_async(frames, &json!([]));
}

fn wait_for_load(ctx: &Context) {
    eventually(|| (loads(ctx) == 1).then_some(())).expect("the WebAssembly is fetched");
}

fn element(id: &str) -> String {
    let task = case("plain").task_id;
    format!(
        r#"<tallyfy-archive-task id="{id}" api-base="/api" org-id="{ORG}" task-id="{task}"></tallyfy-archive-task>"#
    )
}

#[test]
fn an_off_screen_element_is_painted_and_loads_nothing() {
    run_test(|ctx| {
        open(ctx, &element("first"));
        let widget = ctx.widget("#first");
        assert_eq!(widget.names("button"), ["Find task"]);
        assert_eq!(loads(ctx), 0);
        ctx.browser.run("end.scrollIntoView()", &json!([]));
        wait_for_load(ctx);
    });
}

#[test]
fn a_hidden_element_loads_when_it_is_shown() {
    run_test(|ctx| {
        open(ctx, &element("first"));
        ctx.browser.run("first.hidden = true; end.scrollIntoView()", &json!([]));
        let frames = "for (const _ of [1, 2, 3]) await new Promise((resolve) => requestAnimationFrame(resolve))";
        ctx.browser.run_async(frames, &json!([]));
        assert_eq!(loads(ctx), 0);
        ctx.browser.run("first.hidden = false", &json!([]));
        wait_for_load(ctx);
    });
}

#[test]
fn an_element_loads_when_it_gets_the_focus_or_a_call() {
    run_test(|ctx| {
        open(ctx, &element("first"));
        ctx.browser.run("first.focus({ preventScroll: true })", &json!([]));
        wait_for_load(ctx);

        open(ctx, &element("first"));
        let widget = ctx.widget("#first");
        widget.set("token", &json!(TOKEN));
        assert_eq!(widget.call("find"), State::Review);
        assert_eq!(loads(ctx), 1);
    });
}

#[test]
fn many_elements_load_the_files_once() {
    run_test(|ctx| {
        let body: String = (0..100).map(|number| element(&format!("number{number}"))).collect();
        open(ctx, &body);
        let all = "return (await Promise.all([...document.querySelectorAll('tallyfy-archive-task')]
            .map((element) => element.reset()))).length";
        assert_eq!(ctx.browser.run_async(all, &json!([])), 100);
        assert_eq!(loads(ctx), 1);
    });
}

#[test]
fn an_element_removed_before_loading_is_not_mounted() {
    run_test(|ctx| {
        let body = element("first");
        ctx.open(&Page::embedding(body, HOLD_WASM));
        wait_for_script(ctx, "release");
        wait_for_load(ctx);
        let script = "const element = first;
            element.shadowRoot.querySelector('.card').marked = true;
            element.remove();
            window.release();
            const other = document.createElement('tallyfy-archive-task');
            await other.reset();
            window.kept = element;
            return element.shadowRoot.querySelector('.card').marked";
        assert_eq!(ctx.browser.run_async(script, &json!([])), true, "it is as it was");
        let back = "document.body.append(window.kept)";
        ctx.browser.run(back, &json!([]));
        let taken = "return first.shadowRoot.querySelector('.card').marked ?? null";
        eventually(|| ctx.browser.run(taken, &json!([])).is_null().then_some(())).expect("it is mounted after all");
        assert_eq!(loads(ctx), 1);
    });
}
