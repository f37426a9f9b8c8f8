//! Before the WebAssembly is loaded: the form is usable, and no input is lost.

mod clicks;
mod script;
mod texts;

use e2e::{Context, Key, Page, State, Widget, eventually, run_test, site};
use sandbox::{Case, case};
use serde_json::{Value, json};

use crate::steps::{deletes, path_of, wait_for_script};

/// The content of the shadow roots.
const SHAPE: &str = include_str!("../shape.js");
/// Loads the element, and holds back the WebAssembly.
pub(crate) const HOLD_WASM: &str = include_str!("../hold_wasm.js");

/// Properties that a page may set.
const PROPERTIES: &str = "token.token = 'a'; getToken.getToken = () => 'a';
    messages.messages = { orgId: 'Firm', taskHint: 'None', find: 'Go <b>on</b>', token: 5 };";

/// An element without IDs and token.
const BLANK: &str = r#"<tallyfy-archive-task api-base="/api"></tallyfy-archive-task>"#;

/// Opens a page with this body, whose WebAssembly is held back.
fn open_without_wasm<'a>(ctx: &'a Context, body: &str) -> Widget<'a> {
    let widget = ctx.open(&Page::embedding(body, HOLD_WASM));
    wait_for_script(ctx, "release");
    mark(ctx);
    widget
}

/// Serves the built page without its scripts.
fn hide_scripts(ctx: &Context) {
    for script in ["early", "tallyfy-archive", "page"] {
        ctx.page.hide_file(&format!("/{}", site::hashed(script, ".js")));
    }
}

/// Marks the rendered form, to distinguish it from the widget that replaces it.
fn mark(ctx: &Context) {
    let mark = "for (const element of document.querySelectorAll('tallyfy-archive-task'))
        element.shadowRoot.querySelector('.card, .row').marked = true";
    ctx.browser.run(mark, &json!([]));
}

fn is_early(ctx: &Context) -> bool {
    let script = "return [...document.querySelectorAll('tallyfy-archive-task')].some(
        (element) => element.shadowRoot.querySelector('.card, .row').marked)";
    ctx.browser.run(script, &json!([])) == true
}

fn release(ctx: &Context) {
    ctx.browser.run("window.release()", &json!([]));
}

fn wait_for_takeover(ctx: &Context) {
    eventually(|| (!is_early(ctx)).then_some(())).expect("the widget takes over");
}

/// The focused field and its selection.
fn selection(ctx: &Context) -> Value {
    let script = "const field = document.querySelector('tallyfy-archive-task').shadowRoot.activeElement;
        return field && [field.id, field.value, field.selectionStart, field.selectionEnd, field.selectionDirection]";
    ctx.browser.run(script, &json!([]))
}

fn finds(ctx: &Context, case: &Case) -> usize {
    ctx.api().requests("GET", &path_of(case)).len()
}

/// The widget is idle and has sent nothing: a find of the page comes after all that the form could have started.
fn has_started_nothing(ctx: &Context, widget: &Widget, case: &Case) {
    assert_eq!(widget.call("cancel"), State::Idle, "it is usable");
    assert_eq!(widget.call("find"), State::Review);
    assert_eq!((finds(ctx, case), deletes(ctx, case).len()), (1, 0));
}

fn markup(case: &Case, more: &str) -> String {
    let Case { org_id, task_id, .. } = case;
    format!(
        r#"<tallyfy-archive-task api-base="/api" org-id="{org_id}" task-id="{task_id}" {more}></tallyfy-archive-task>"#
    )
}

#[test]
fn the_early_form_equals_that_of_the_widget() {
    run_test(|ctx| {
        ctx.open(&Page::embedding(every_form(), HOLD_WASM));
        wait_for_script(ctx, "release");
        ctx.browser.run(PROPERTIES, &json!([]));
        let early = ctx.browser.run(SHAPE, &json!([]));
        assert!(early.to_string().contains("Go <b>on</b>"), "{early}");
        assert_eq!(early.as_array().map(Vec::len), Some(14));
        mark(ctx);
        release(ctx);
        becomes_widgets(ctx, &early);
    });
}

/// An element for every variant of the form. Some differ only with [`PROPERTIES`].
fn every_form() -> String {
    [
        "",
        r#"org-id="abc""#,
        r#"task-id="abc""#,
        r#"org-id=" " task-id="""#,
        r#"org-id="abc" task-id="abc""#,
        r#"credentials="include""#,
        r#"credentials="same-origin""#,
        r#"credentials="something""#,
        r#"confirm="none""#,
        r#"layout="row""#,
        r#"layout="row" label="Plan the <i>$& {title} offsite" org-id="abc" task-id="abc" confirm="none""#,
        r#"id="token" confirm="none" org-id="abc""#,
        r#"id="getToken""#,
        r#"id="messages""#,
    ]
    .map(|attributes| format!("<tallyfy-archive-task {attributes}></tallyfy-archive-task>"))
    .concat()
}

/// Waits until widgets have replaced the marked forms, and checks that they render the same.
fn becomes_widgets(ctx: &Context, early: &Value) {
    let mount = "await Promise.all([...document.querySelectorAll('tallyfy-archive-task')].map((one) => one.cancel()))";
    ctx.browser.run_async(mount, &json!([]));
    wait_for_takeover(ctx);
    eventually(|| (ctx.browser.run(SHAPE, &json!([])) == *early).then_some(())).unwrap_or_else(|| {
        let late = ctx.browser.run(SHAPE, &json!([]));
        panic!("it was\n{early}\nand is\n{late}")
    });
}

#[test]
fn styles_that_the_page_adds_come_last_and_stay() {
    run_test(|ctx| {
        open_without_wasm(ctx, BLANK);
        let add = "const sheet = new CSSStyleSheet();
            sheet.replaceSync('.problem { border-left-width: 9px }');
            document.querySelector('tallyfy-archive-task').shadowRoot.adoptedStyleSheets.push(sheet)";
        ctx.browser.run(add, &json!([]));
        release(ctx);
        wait_for_takeover(ctx);
        let width = "const [element] = document.querySelectorAll('tallyfy-archive-task');
            await element.find();
            const problem = () => element.shadowRoot.querySelector('.problem');
            while (!problem()) await new Promise((resolve) => requestAnimationFrame(resolve));
            return getComputedStyle(problem()).borderLeftWidth";
        assert_eq!(ctx.browser.run_async(width, &json!([])), "9px");
    });
}

#[test]
fn the_static_page_shows_the_form_and_keeps_input() {
    run_test(|ctx| {
        hide_scripts(ctx);
        let widget = ctx.open(&Page::built());
        let painted = ctx.browser.run(SHAPE, &json!([]));
        mark(ctx);
        let plain = case("plain");
        widget.enter("Organization ID", plain.org_id);
        widget.enter("Access token", plain.token);
        widget.enter("Task ID", &plain.task_id);
        let before = selection(ctx);
        assert_eq!(before[1], plain.task_id);
        assert_eq!(
            ctx.browser
                .run("return customElements.get('tallyfy-archive-task') ?? null", &json!([])),
            Value::Null
        );

        ctx.browser.run("recorder.load('/tallyfy-archive.js')", &json!([]));
        wait_for_takeover(ctx);
        assert_eq!(selection(ctx), before);
        eventually(|| (ctx.browser.run(SHAPE, &json!([])) == painted).then_some(())).expect("nothing moves");
        ctx.browser.press(Key::Enter);
        widget.wait_for_state(State::Review);
    });
}
