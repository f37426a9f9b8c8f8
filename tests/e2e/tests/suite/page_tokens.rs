//! Tokens that the page provides: `token-url`, `getToken` and `configure`.

use e2e::{Context, Page, State, Widget, run_cross_origin_test, run_test};
use sandbox::{Fault, ORG, Operation, TOKEN, case};
use serde_json::{Value, json};

use crate::steps::wait_for_script;

const PATH: &str = "/session/token";

/// Records the requests for tokens. Each element that `add` inserts has these attributes.
const SCRIPT: &str = r#"
    import { configure } from "/tallyfy-archive.js";
    window.configure = configure;
    window.asked = [];
    const { fetch } = window;
    window.fetch = (url, init) => {
      if (String(url).includes("/session/")) asked.push({ url: String(url), ...init });
      return fetch(url, init);
    };
    window.add = (attributes) => {
      const element = document.createElement("tallyfy-archive-task");
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      document.body.append(element);
      return element;
    };"#;

fn open(ctx: &Context) {
    ctx.page.put_file(PATH, "text/plain", TOKEN);
    ctx.open(&Page::embedding("", SCRIPT));
    wait_for_script(ctx, "add");
}

fn ids() -> Value {
    json!({ "org-id": ORG, "task-id": case("plain").task_id, "api-base": "/api" })
}

/// Adds an element with the plain case and one more attribute.
fn add<'a>(ctx: &'a Context, name: &str, value: &str) -> Widget<'a> {
    let mut attributes = ids();
    attributes[name] = json!(value);
    ctx.browser.run("add(arguments[0])", &json!([attributes]));
    ctx.widget("tallyfy-archive-task:last-of-type")
}

fn configure(ctx: &Context, defaults: &str) {
    let script = format!("const token = '{TOKEN}'; configure({defaults})");
    ctx.browser.run(&script, &json!([]));
}

fn asked(ctx: &Context) -> Vec<Value> {
    let asked = ctx
        .browser
        .run("return asked.splice(0).map(({ signal, ...rest }) => rest)", &json!([]));
    asked.as_array().cloned().unwrap_or_default()
}

#[test]
fn a_page_full_of_elements_asks_the_endpoint_once_and_again_after_a_401() {
    run_test(|ctx| {
        open(ctx);
        configure(
            ctx,
            &format!("{{ apiBase: '/api', orgId: '{ORG}', tokenUrl: '{PATH}' }}"),
        );
        let script = "
            const { 'task-id': taskId } = arguments[0];
            window.elements = [1, 2, 3, 4, 5].map(() => add({ 'task-id': taskId }));
            return Promise.all(elements.map((element) => element.find()));";
        let found = ctx
            .browser
            .run_async(&script.replacen("return", "return await", 1), &json!([ids()]));
        assert_eq!(found, json!(["review", "review", "review", "review", "review"]));
        let request = json!({
            "url": format!("{}{PATH}", ctx.page.url()),
            "headers": { "X-Tallyfy-Client": "APIClient" },
            "credentials": "same-origin",
            "redirect": "manual",
            "cache": "no-store",
        });
        assert_eq!(asked(ctx), [request]);

        let refusal = Fault::fixture("unauthenticated-401");
        ctx.api()
            .set_fault(&case("plain").task_id, Operation::Get, refusal.times(1));
        assert_eq!(
            ctx.browser.run_async("return await elements[0].find()", &json!([])),
            "review"
        );
        assert_eq!(asked(ctx).len(), 1, "a fresh one after the 401");
        // The others use the fresh one.
        assert_eq!(
            ctx.browser.run_async("return await elements[1].archive()", &json!([])),
            "archived"
        );
        assert_eq!(asked(ctx), [Value::Null; 0]);
    });
}

#[test]
fn an_endpoint_answers_text_or_json_or_sends_to_a_page_for_signing_in() {
    run_test(|ctx| {
        ctx.expect_error("token-url failed");
        open(ctx);
        let json = format!(r#"{{"access_token":"{TOKEN}","expires_in":3600}}"#);
        let expired = format!(r#"{{"access_token":"{TOKEN}","expires_in":0.001}}"#);
        // The parsers of the engines quote what they do not understand.
        let unquoted = format!(r#"{{"access_token":{TOKEN}}}"#);
        for (name, media_type, body, expected, message) in [
            ("json", "application/json", json.as_str(), State::Review, ""),
            ("expired", "application/json", &expired, State::Review, ""),
            (
                "html",
                "text/html",
                "<!doctype html><title>Sign in</title>",
                State::Refused,
                "a web page",
            ),
            ("empty", "application/json", "{}", State::Refused, "did not provide"),
            ("cut", "application/json", "{", State::Refused, "invalid JSON"),
            (
                "unquoted",
                "application/json",
                &unquoted,
                State::Refused,
                "invalid JSON",
            ),
        ] {
            let path = format!("/session/{name}");
            ctx.page.put_file(&path, media_type, body);
            let widget = add(ctx, "token-url", &path);
            assert_eq!(widget.call("find"), expected, "{name}");
            assert_eq!(widget.names("field"), [""; 0], "{name}");
            let problem = widget.problem().to_string();
            assert!(problem.contains(message), "{name}: {problem}");
            assert!(!problem.contains("sandbox"), "{name}: {problem}");
            assert!(!widget.text().contains("sandbox"), "{name}: {}", widget.text());
        }
        let widget = add(ctx, "token-url", "/session/missing");
        assert_eq!(widget.call("find"), State::Refused);
        let message = &widget.problem()["message"];
        assert_eq!(message, "/session/missing answered with status 404");

        // What has been signed out is redirected to another page, which is not followed.
        ctx.browser.run(
            "const { fetch } = window;
            window.fetch = (url, init) => String(url).endsWith('/session/out')
              ? Promise.resolve({ type: init.redirect === 'manual' && 'opaqueredirect', ok: false, status: 0 })
              : fetch(url, init)",
            &json!([]),
        );
        let widget = add(ctx, "token-url", "/session/out");
        assert_eq!(widget.call("find"), State::Refused);
        assert!(
            widget.text().contains("a web page, probably for signing in"),
            "{}",
            widget.text()
        );
    });
}

#[test]
fn an_endpoint_is_on_the_own_origin() {
    run_test(|ctx| {
        ctx.expect_error("token-url failed");
        ctx.page.set_policy("base-uri *");
        open(ctx);
        // Where the page thinks it is does not matter.
        ctx.browser.run(
            "document.head.append(Object.assign(document.createElement('base'), { href: 'https://a.test/' }))",
            &json!([]),
        );
        for url in [
            "//a.test/token",
            "/\n/a.test/token",
            r"/\a.test/token",
            "https://a.test/token",
            "session/token",
        ] {
            let widget = add(ctx, "token-url", url);
            assert_eq!(widget.call("find"), State::Refused, "{url:?}");
            assert!(
                widget.problem().to_string().contains("page's own origin"),
                "{}",
                widget.problem()
            );
        }
        assert_eq!(asked(ctx), [Value::Null; 0]);
        assert_eq!(add(ctx, "token-url", PATH).call("find"), State::Review);
    });
}

#[test]
fn an_element_with_another_api_gets_no_token_of_the_page() {
    run_cross_origin_test(|ctx| {
        for source in ["getToken", "token-url"] {
            ctx.expect_error(&format!("{source} failed"));
        }
        let other = ctx.api().api();
        for defaults in [
            "{ getToken: () => token }".to_owned(),
            format!("{{ tokenUrl: '{PATH}' }}"),
        ] {
            open(ctx);
            configure(ctx, &defaults);
            // As injected markup would.
            let widget = add(ctx, "api-base", &other);
            assert_eq!(widget.call("archive"), State::Refused, "{defaults}");
            assert!(
                widget.problem().to_string().contains("is not for"),
                "{}",
                widget.problem()
            );
            assert!(ctx.api().log().is_empty(), "{:?}", ctx.api().log());
            let with_url = add(ctx, "token-url", PATH);
            with_url.set("apiBase", &json!(other));
            assert_eq!(with_url.call("archive"), State::Refused);
            assert!(ctx.api().log().is_empty(), "{:?}", ctx.api().log());

            // Unless the page itself has said that it may be sent there, or the element has its own.
            configure(ctx, &format!("{{ apiBase: '{other}' }}"));
            assert_eq!(widget.call("find"), State::Review);
            configure(ctx, "{ apiBase: null }");
            widget.call("reset");
            assert_eq!(widget.call("find"), State::Refused);
            let give =
                format!("[...document.querySelectorAll('tallyfy-archive-task')].at(-2).getToken = () => '{TOKEN}'");
            ctx.browser.run(&give, &json!([]));
            ctx.api().clear_log();
        }
    });
}

#[test]
fn an_object_of_get_token_is_kept_until_it_expires_or_is_rejected_or_the_function_is_set_again() {
    run_test(|ctx| {
        open(ctx);
        let calls = || ctx.browser.run("return calls.splice(0)", &json!([]));
        configure(
            ctx,
            "{ getToken: (request) => (calls.push(request.refresh), { token, expiresIn }) }",
        );
        ctx.browser
            .run("window.calls = []; window.expiresIn = 3600", &json!([]));
        let widget = add(ctx, "lang", "en");
        for _ in 0..2 {
            assert_eq!(widget.call("find"), State::Review);
        }
        assert_eq!(calls(), json!([false]));
        let refusal = Fault::fixture("unauthenticated-401");
        ctx.api()
            .set_fault(&case("plain").task_id, Operation::Get, refusal.times(1));
        assert_eq!(widget.call("find"), State::Review);
        assert_eq!(calls(), json!([true]));
        configure(
            ctx,
            "{ getToken: (request) => (calls.push('new'), { token, expiresIn: 0.001 }) }",
        );
        assert_eq!(widget.call("archive"), State::Archived);
        assert_eq!(widget.call("restore"), State::Restored);
        assert_eq!(calls(), json!(["new", "new"]), "expired at once");
    });
}

#[test]
fn what_an_element_has_itself_comes_before_the_defaults_of_the_page() {
    run_test(|ctx| {
        open(ctx);
        configure(
            ctx,
            &format!(
                "{{ orgId: '{ORG}', apiBase: '/api', timeout: 7, getToken: () => 'wrong', messages: {{ find: 'Look' }} }}"
            ),
        );
        ctx.browser
            .run("add({ 'task-id': arguments[0] })", &json!([case("plain").task_id]));
        let widget = ctx.widget("tallyfy-archive-task");
        widget.wait_for_element("button", "Look");
        assert_eq!(widget.names("field"), [""; 0]);
        assert_eq!(
            ["orgId", "apiBase", "timeout", "hasToken"].map(|name| widget.property(name)),
            [json!(ORG), json!("/api"), json!(7), json!(true)]
        );
        assert_eq!(widget.call("find"), State::Refused);
        assert_eq!(widget.problem()["kind"], "unauthenticated");
        widget.set("token", &json!(TOKEN));
        assert_eq!(widget.call("find"), State::Review);
        widget.set("messages", &json!({ "archive": "Put away" }));
        widget.wait_for_element("button", "Put away");

        // Changed IDs count as changed: the task is no longer the one in review.
        configure(ctx, "{ orgId: null }");
        widget.wait_for_element("field", "Organization ID");
        assert_eq!(widget.state(), "idle");
    });
}

#[test]
fn an_answer_without_a_usable_token_is_not_kept() {
    run_test(|ctx| {
        ctx.expect_error("getToken failed");
        open(ctx);
        let answers = [
            "",
            "two words",
            r#"{"access_token":""}"#,
            r#"{"access_token":"<html>","expires_in":60}"#,
        ];
        for (number, answer) in answers.into_iter().enumerate() {
            let path = format!("/session/{number}");
            ctx.page.put_file(&path, "application/json", answer);
            let widget = add(ctx, "token-url", &path);
            assert_eq!(widget.call("find"), State::Refused, "{answer}");
            // Signed in again.
            ctx.page.put_file(&path, "text/plain", TOKEN);
            assert_eq!(widget.call("find"), State::Review, "{answer}");
        }
    });
}

#[test]
fn whether_to_review_and_what_to_archive_have_no_default() {
    run_test(|ctx| {
        open(ctx);
        let task = case("with-data").task_id;
        configure(
            ctx,
            &format!("{{ getToken: () => token, confirm: 'none', taskId: '{task}', state: 'archived' }}"),
        );
        let widget = add(ctx, "lang", "en");
        assert_eq!(widget.property("confirm"), "review");
        assert_eq!(widget.property("taskId"), case("plain").task_id.as_str());
        widget.press("Find task");
        widget.wait_for_state(State::Review);
    });
}

#[test]
fn defaults_also_reach_elements_outside_the_document() {
    run_test(|ctx| {
        open(ctx);
        configure(ctx, "{ getToken: () => token }");
        let widget = add(ctx, "lang", "en");
        assert_eq!(widget.call("find"), State::Review);
        let script = "window.kept = document.querySelector('tallyfy-archive-task');
            kept.removeAttribute('org-id');
            configure({ orgId: arguments[0] });";
        ctx.browser.run(script, &json!([ORG]));
        assert_eq!(widget.call("find"), State::Review);
        let script = "kept.remove();
            configure({ orgId: '0a1b' });
            return await kept.find()";
        let state = ctx.browser.run_async(script, &json!([]));
        assert_eq!(state, "refused", "there is no such task in that organization");
        let script =
            "kept.remove(); configure({ orgId: arguments_[0] }); document.body.append(kept); return await kept.find()";
        assert_eq!(ctx.browser.run_async(script, &json!([ORG])), "review");
    });
}

#[test]
fn the_early_form_of_an_element_with_an_endpoint_asks_for_no_token() {
    run_test(|ctx| {
        ctx.page.put_file(PATH, "text/plain", TOKEN);
        let body = format!(r#"<tallyfy-archive-task api-base="/api" token-url="{PATH}"></tallyfy-archive-task>"#);
        let early = e2e::site::hashed("early", ".js");
        let widget = ctx.open(&Page::embedding(
            body,
            format!(r#"await import("/{early}"); window.ready = true;"#),
        ));
        wait_for_script(ctx, "ready");
        assert_eq!(widget.names("field"), ["Organization ID", "Task ID"]);
    });
}
