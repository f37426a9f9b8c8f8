//! Before the element is defined: the early script renders the form and keeps input and clicks.

use e2e::{Context, Page, State, Widget, eventually, run_test, site};
use sandbox::{TOKEN, case};
use serde_json::json;

use super::{
    BLANK, HOLD_WASM, PROPERTIES, SHAPE, becomes_widgets, every_form, finds, has_started_nothing, mark, markup,
    wait_for_takeover,
};
use crate::steps::{deletes, loads, wait_for_script};

/// Runs only the early script, and records fetches.
fn script(before: &str) -> String {
    let early = HOLD_WASM.replace("/tallyfy-archive.js", &format!("/{}", site::hashed("early", ".js")));
    format!("{before} {early} release(); window.ready = true;")
}

/// Opens a page with this body and only the early script.
fn open<'a>(ctx: &'a Context, body: &str, before: &str) -> Widget<'a> {
    let widget = ctx.open(&Page::embedding(body, script(before)));
    wait_for_script(ctx, "ready");
    assert!(!is_defined(ctx));
    mark(ctx);
    widget
}

fn is_defined(ctx: &Context) -> bool {
    let script = "return customElements.get('tallyfy-archive-task') !== undefined";
    ctx.browser.run(script, &json!([])) == true
}

/// Loads the script that defines the element.
fn define(ctx: &Context) {
    let script = format!("/{}", site::hashed("tallyfy-archive", ".js"));
    ctx.browser.run("recorder.load(arguments[0])", &json!([script]));
    eventually(|| is_defined(ctx).then_some(())).expect("the element is defined");
}

#[test]
fn the_form_does_not_change_when_the_element_is_defined() {
    run_test(|ctx| {
        open(ctx, &every_form(), PROPERTIES);
        let early = ctx.browser.run(SHAPE, &json!([]));
        assert!(early.to_string().contains("Go <b>on</b>"), "{early}");
        assert_eq!(early.as_array().map(Vec::len), Some(14));
        define(ctx);
        becomes_widgets(ctx, &early);
        assert_eq!(loads(ctx), 1);
    });
}

#[test]
fn early_input_and_clicks_apply_once() {
    run_test(|ctx| {
        let plain = case("plain");
        // What has the focus is not clicked.
        let widget = open(ctx, &markup(&plain, r#"confirm="none""#), "");
        widget.enter("Access token", TOKEN);
        define(ctx);
        wait_for_takeover(ctx);
        assert_eq!(widget.value("Access token"), TOKEN);
        has_started_nothing(ctx, &widget, &plain);

        let widget = open(ctx, &markup(&plain, ""), "");
        widget.enter("Access token", TOKEN);
        widget.press("Find task");
        widget.double_click("Find task");
        define(ctx);
        widget.wait_for_state(State::Review);
        assert_eq!(finds(ctx, &plain), 2);
    });
}

#[test]
fn a_click_uses_the_properties_set_before_it() {
    run_test(|ctx| {
        let (plain, linked) = (case("plain"), case("linked"));
        let page = r#"<tallyfy-archive-task id="one" confirm="none"></tallyfy-archive-task>"#;
        let set = format!(
            "Object.assign(one, {{ apiBase: '/api', orgId: '{}', taskId: '{}', timeout: 20 }});",
            plain.org_id, plain.task_id
        );
        for changed in [true, false] {
            let widget = open(ctx, page, &set);
            widget.enter("Access token", TOKEN);
            widget.press("Archive task");
            if changed {
                ctx.browser.run("one.taskId = arguments[0]", &json!([linked.task_id]));
            }
            define(ctx);
            if changed {
                wait_for_takeover(ctx);
                assert_eq!(widget.call("cancel"), State::Idle);
                assert_eq!((finds(ctx, &plain), finds(ctx, &linked)), (0, 0));
            } else {
                widget.wait_for_state(State::Archived);
            }
        }
        assert_eq!(deletes(ctx, &plain).len(), 1);
    });
}

#[test]
fn nothing_is_fetched_for_an_off_screen_form() {
    run_test(|ctx| {
        let far = format!(r#"<div id="far"></div>{BLANK}"#);
        open(ctx, &far, "far.style.height = '9000px';");
        assert_eq!(loads(ctx), 0);
        open(
            ctx,
            BLANK,
            "document.querySelector('tallyfy-archive-task').hidden = true;",
        );
        assert_eq!(loads(ctx), 0);
        open(ctx, BLANK, "");
        assert_eq!(loads(ctx), 1);
    });
}

#[test]
fn a_form_whose_script_cannot_load_says_so() {
    run_test(|ctx| {
        let tag = |name: &str| format!(r#"<script type="module" src="/{name}"></script>"#);
        let scripts = [site::hashed("early", ".js").as_str(), "tallyfy-archive-00000000.js"].map(tag);
        ctx.expect_error("could not be loaded");
        let widget = ctx.open(&Page::embedding(format!("{BLANK}{}", scripts.concat()), ""));
        let text = || {
            widget
                .text_of(".status")
                .unwrap_or_default()
                .contains("could not be loaded")
        };
        eventually(|| text().then_some(())).expect("it is reported");
        assert_eq!(widget.names("button"), Vec::<String>::new());
        let console = ctx.browser.run("return recorder.console", &json!([])).to_string();
        let url = format!("({}/tallyfy-archive-00000000.js)", ctx.page.url());
        assert!(
            console.contains("tallyfy-archive: This widget could not be loaded") && console.contains(&url),
            "{console}"
        );

        // The script was only late.
        define(ctx);
        widget.wait_for_element("button", "Find task");
    });
}

#[test]
fn a_missing_script_is_reported_by_the_other() {
    run_test(|ctx| {
        let [early, script] = ["early", "tallyfy-archive"].map(|name| site::hashed(name, ".js"));
        let text = format!("{early} has to run first");
        ctx.expect_error(&text);
        let tag = format!(r#"<script type="module" src="/{script}"></script>"#);
        ctx.open(&Page::embedding(format!("{BLANK}{tag}"), ""));
        let console = || ctx.browser.run("return recorder.console", &json!([])).to_string();
        eventually(|| console().contains(&text).then_some(())).expect("it is in the console");
        assert!(!is_defined(ctx));
    });
}
