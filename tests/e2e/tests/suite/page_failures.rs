//! Failures inside the page: WebAssembly that does not load, and a `getToken` that misbehaves.

use std::fs;
use std::time::Duration;

use e2e::{Context, Page, State, Widget, run_test, site};
use sandbox::{ORG, TOKEN, case};
use serde_json::{Value, json};

use crate::steps::{enter, path_of, wait_for_script};

/// A policy that forbids compiling WebAssembly.
const WITHOUT_WASM: &str = "script-src 'self'";

/// Checks that loading fails, and succeeds after `mend` and "Try again".
fn fails_until_mended(ctx: &Context, mend: impl FnOnce()) {
    let widget = ctx.open(&Page::built());
    widget.wait_for_element("button", "Try again");
    assert!(widget.text().contains("could not be loaded"), "{}", widget.text());
    assert_eq!(widget.attribute_of(".problem", "role").as_deref(), Some("alert"));
    assert_eq!(widget.call("find"), State::Refused, "methods resolve all the same");
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
    });
}

/// What `getToken` may return, other than a promise of its own page.
const PROMISES: &str = r#"
const NativePromise = Promise;
const other = document.body.appendChild(document.createElement("iframe")).contentWindow;
const returned = {
  thenable: () => ({ then: (resolve) => setTimeout(resolve, 50, TOKEN) }),
  synchronousThenable: () => ({ then: (resolve) => resolve(TOKEN) }),
  otherRealm: () => other.Promise.resolve(TOKEN),
  // Libraries replace `Promise`. What the browser makes is no instance of theirs.
  replaced: () => ((window.Promise = class extends NativePromise {}), NativePromise.resolve(TOKEN)),
  ofTheReplacement: () => Promise.resolve(TOKEN),
};
window.useGetToken = (name) => (first.getToken = returned[name]);
window.names = Object.keys(returned);"#;

#[test]
fn get_token_may_return_a_promise_of_any_kind() {
    run_test(|ctx| {
        let script = PROMISES.replace("TOKEN", &json!(TOKEN).to_string());
        let widget = with_get_token(ctx, &format!("null; {script}"));
        wait_for_script(ctx, "names");
        let names = ctx.browser.run("return names", &json!([]));
        for name in names.as_array().expect("they are listed") {
            ctx.browser.run("useGetToken(arguments[0])", &json!([name]));
            assert_eq!(widget.call("find"), State::Review, "{name}");
        }
    });
}

#[test]
fn a_get_token_may_take_longer_than_a_request() {
    run_test(|ctx| {
        ctx.use_fake_clock();
        let widget = with_get_token(ctx, "() => new Promise((resolve) => (window.give = resolve))");
        widget.start_call("find");
        wait_for_script(ctx, "give");
        ctx.advance_clock(Duration::from_secs(100));
        assert_eq!(widget.state(), State::Finding);
        assert!(ctx.api().requests("GET", &path_of(&case("plain"))).is_empty());
        ctx.browser.run("give(arguments[0])", &json!([TOKEN]));
        widget.wait_for_state(State::Review);
    });
}

/// Errors of `getToken` that hold the token, and what the page sees of the console. The engines show whatever can be
/// reached from a logged object.
const FAILURES: &str = r#"
const error = (parts) => Object.defineProperties(new Error("no"), Object.getOwnPropertyDescriptors(parts));
const circular = (of) => Object.assign(of, { self: of });
window.failures = {
  message: () => new Error(`no ${token}`),
  property: () => error({ token }),
  circular: () => circular(error({ config: { headers: { Authorization: `Bearer ${token}` } } })),
  circularObject: () => circular({ token }),
  hidden: () => Object.defineProperty(new Error("no"), "token", { value: token }),
  cause: () => new Error("no", { cause: new Error(`no ${token}`) }),
  causeOfCause: () => new Error("no", { cause: new Error("no", { cause: { token } }) }),
  errors: () => new AggregateError([new Error(`no ${token}`)], "no"),
  stack: () => error({ stack: `Error: no\n at ${token}` }),
  stackLater: () => error({ get stack() { return (this.reads = (this.reads ?? 0) + 1) > 1 ? token : "Error: no"; } }),
  messageLater: () => error({ get message() { return (this.reads = (this.reads ?? 0) + 1) > 1 ? token : "no"; } }),
  toJson: () => error({ token, toJSON: () => ({}) }),
  request: () => error({ request: new Request("/", { headers: { Authorization: `Bearer ${token}` } }) }),
  map: () => error({ sent: new Map([["Authorization", token]]) }),
  symbol: () => error({ [Symbol("token")]: token }),
  prototype: () => Object.create({ message: "no", token }),
  thrower: () => circular({ get message() { throw token; }, toJSON() { throw token; } }),
  text: () => `no ${token}`,
};
const logged = [];
console.error = (...values) => logged.push(...values);
window.logged = () => logged.splice(0).map((value) => (typeof value === "string" ? value : "an object"));"#;

#[test]
fn an_error_of_get_token_does_not_bring_the_token_to_the_console() {
    run_test(|ctx| {
        let widget = with_get_token(ctx, &format!("() => token; window.token = '{TOKEN}'; {FAILURES}"));
        wait_for_script(ctx, "logged");
        assert_eq!(widget.call("find"), State::Review);
        let names = ctx.browser.run("return Object.keys(failures)", &json!([]));
        for name in names.as_array().into_iter().flatten() {
            widget.call("reset");
            let script = "const failure = failures[arguments[0]];
                first.getToken = () => { throw failure(); }";
            ctx.browser.run(script, &json!([name]));
            assert_eq!(widget.call("find"), State::Refused, "{name}");
            let logged = ctx.browser.run("return logged()", &json!([]));
            let logged = logged.as_array().cloned().unwrap_or_default();
            assert!(logged.len() > 1, "{name} is logged");
            for text in logged {
                let text = text.as_str().unwrap_or_default();
                assert!(text != "an object" && !text.contains(TOKEN), "{name}: {text}");
            }
            assert!(!widget.problem().to_string().contains(TOKEN), "{name}");
        }
    });
}

#[test]
fn the_causes_of_an_error_of_get_token_are_in_the_console() {
    run_test(|ctx| {
        let widget = with_get_token(ctx, &format!("() => token; window.token = '{TOKEN}'; {FAILURES}"));
        wait_for_script(ctx, "logged");
        let fail = "const cause = new AggregateError([new TypeError('deep'), 'text'], 'all');
            first.getToken = () => Promise.reject(Object.assign(new Error('top', { cause }), { stack: 'at a line' }))";
        ctx.browser.run(fail, &json!([]));
        assert_eq!(widget.call("find"), State::Refused);
        assert_eq!(widget.problem()["message"], "top");
        let logged = ctx.browser.run("return logged()", &json!([])).to_string();
        for part in [
            "Error: top",
            "at a line",
            "AggregateError: all",
            "TypeError: deep",
            "text",
        ] {
            assert!(logged.contains(part), "{part} is missing: {logged}");
        }
    });
}

#[test]
fn a_page_may_set_a_token_while_the_reason_for_none_is_read() {
    run_test(|ctx| {
        let widget = with_get_token(ctx, &format!("() => token; {FAILURES}"));
        let script = "
            const set = (text) => () => { first.token = text; return text; };
            const reason = (key) => Object.defineProperty({}, key, { get: set(key) });
            window.reasons = [
              reason('message'), reason('stack'), reason('cause'), reason('errors'), { toJSON: set('json') },
            ];
            console.error = set('console');";
        ctx.browser.run(script, &json!([]));
        for index in 0..5 {
            let script = "const reason = reasons[arguments[0]];
                first.getToken = () => Promise.reject(reason)";
            ctx.browser.run(script, &json!([index]));
            assert_eq!(widget.call("find"), State::Refused, "{index}");
            assert_eq!(widget.problem()["kind"], "bad-input", "{index}");
        }
        let script = "const token = arguments[0]; first.getToken = () => token";
        ctx.browser.run(script, &json!([TOKEN]));
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
            "() => Object.defineProperty(Promise.resolve('x'), 'then', { get() { throw undefined; } })",
            "() => Object.assign(Promise.resolve('x'), { then: (give) => [give(1), give(2)] })",
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
