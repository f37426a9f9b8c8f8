//! Failures inside the page: WebAssembly that does not load, and a `getToken` that misbehaves.

use std::fs;

use e2e::{Context, Page, State, Widget, run_test, site};
use sandbox::{ORG, TOKEN, case};
use serde_json::{Value, json};

use crate::steps::{enter, path_of};

/// A policy that forbids compiling WebAssembly.
const WITHOUT_WASM: &str = "script-src 'self'";

/// Checks that loading fails, and succeeds after `mend` and "Try again".
fn fails_until_mended(ctx: &Context, mend: impl FnOnce()) {
    let widget = ctx.open(&Page::built());
    widget.wait_for_element("button", "Try again");
    assert!(widget.text().contains("could not be loaded"), "{}", widget.text());
    assert_eq!(widget.attribute_of(".problem", "role").as_deref(), Some("alert"));
    assert_eq!(widget.call("find"), State::Idle, "methods resolve all the same");
    mend();
    widget.press("Try again");
    widget.wait_for_element("button", "Find task");
}

#[test]
fn missing_webassembly_is_reported_and_can_be_retried() {
    run_test(|ctx| {
        ctx.expect_error("wasm");
        ctx.page.hide_file(&format!("/{}", site::wasm()));
        fails_until_mended(ctx, || ctx.page.restore_page());
        let plain = case("plain");
        let widget = enter(ctx, &plain);
        widget.press("Find task");
        widget.wait_for_state(State::Review);
    });
}

#[test]
fn modified_webassembly_is_reported_and_can_be_retried() {
    run_test(|ctx| {
        for expected in ["wasm", "integrity", "digest"] {
            ctx.expect_error(expected);
        }
        let wasm = site::wasm();
        let mut content = fs::read(site::dist().join(&wasm)).expect("it is there");
        // In a text of the widget, so that the WebAssembly would still run.
        let text = b"Archive task";
        let place = content.windows(text.len()).position(|bytes| bytes == text);
        content[place.expect("the widget has this text")] = b'a';
        ctx.page.put_file(&format!("/{wasm}"), "application/wasm", content);
        fails_until_mended(ctx, || ctx.page.restore_page());
    });
}

#[test]
fn a_policy_that_blocks_webassembly_is_reported() {
    run_test(|ctx| {
        for expected in ["wasm", "WebAssembly", "unsafe-eval"] {
            ctx.expect_error(expected);
        }
        ctx.page.set_policy(WITHOUT_WASM);
        let widget = ctx.open(&Page::built());
        widget.wait_for_element("button", "Try again");
        assert!(widget.text().contains("could not be loaded"), "{}", widget.text());
        ctx.page.restore_page();
        let widget = ctx.open(&Page::built());
        widget.wait_for_element("button", "Find task");
    });
}

/// An element with this `getToken`.
fn with_get_token<'a>(ctx: &'a Context, get_token: &str) -> Widget<'a> {
    let body = format!(
        r#"<tallyfy-archive-task id="first" api-base="/api" org-id="{ORG}" task-id="{}"></tallyfy-archive-task>"#,
        case("plain").task_id
    );
    let script = format!(r#"import "/tallyfy-archive.js"; first.getToken = {get_token};"#);
    let widget = ctx.open(&Page::embedding(body, script));
    widget.wait_for_element("button", "Find task");
    widget
}

#[test]
fn a_slow_get_token_is_awaited_and_can_be_cancelled() {
    run_test(|ctx| {
        let widget = with_get_token(ctx, "() => new Promise(() => {})");
        widget.start_call("find");
        widget.wait_for_state(State::Finding);
        assert_eq!(widget.call("cancel"), State::Refused);
        assert_eq!(widget.problem()["kind"], "cancelled");
        assert!(ctx.api().requests("GET", &path_of(&case("plain"))).is_empty());

        // Any thenable works.
        let thenable = format!("first.getToken = () => ({{ then: (give) => setTimeout(give, 50, '{TOKEN}') }})");
        ctx.browser.run(&thenable, &json!([]));
        assert_eq!(widget.call("find"), State::Review);
    });
}

#[test]
fn a_misbehaving_get_token_is_a_problem_and_does_not_hang() {
    run_test(|ctx| {
        ctx.expect_error("getToken failed");
        for get_token in [
            "() => { throw new Error('no'); }",
            "() => Promise.reject(new Error('no'))",
            "() => 42",
            "() => undefined",
            "() => null",
            "() => ({})",
            "async () => ''",
            "() => Symbol('token')",
        ] {
            let widget = with_get_token(ctx, get_token);
            assert_eq!(widget.call("find"), State::Refused, "{get_token}");
            let problem = widget.problem();
            assert_eq!(problem["kind"], "bad-input", "{get_token}");
            assert_eq!(problem["fields"][0]["field"], "token", "{get_token}");
            assert!(
                widget.text().contains("did not provide an access token"),
                "{get_token}: {}",
                widget.text()
            );
            assert!(
                ctx.api().requests("GET", &path_of(&case("plain"))).is_empty(),
                "{get_token}"
            );

            ctx.browser.run("first.getToken = () => arguments[0]", &json!([TOKEN]));
            let give = format!("const token = '{TOKEN}'; first.getToken = () => token");
            ctx.browser.run(&give, &json!([]));
            assert_eq!(widget.call("find"), State::Review, "{get_token}");
            assert_eq!(widget.problem(), Value::Null);
            ctx.api().clear_log();
        }
    });
}

#[test]
fn an_invalid_token_is_reported_with_its_invalid_character() {
    run_test(|ctx| {
        let widget = with_get_token(ctx, r"() => 'sand\u200bbox'");
        assert_eq!(widget.call("find"), State::Refused);
        assert_eq!(widget.problem()["kind"], "bad-input");
        assert!(widget.text().contains("character 5 is U+200B"), "{}", widget.text());
        assert!(ctx.api().requests("GET", &path_of(&case("plain"))).is_empty());
    });
}
