//! The token is kept in memory only. A canary token goes through every operation, and must not be found anywhere.

use e2e::{Context, Page, State, Widget, eventually, run_cross_origin_test};
use sandbox::{Area, Cors, Fault, NewTask, ORG, Operation, Reply, TOKEN};
use serde_json::{Value, json};

use crate::matrix::ELEMENT;
use crate::steps::wait_for_script;

/// Everything that a page, an extension or the next visitor could read.
const SEARCH: &str = include_str!("search.js");

/// Where the token is found although it must not be.
fn find_token(ctx: &Context, token: &str) -> Vec<String> {
    let places = ctx.browser.run_async(SEARCH, &json!([]));
    let places = places.as_object().cloned().unwrap_or_default();
    assert!(places.len() > 8, "all places are looked at: {places:?}");
    let holds = |place: &&Value| place.to_string().contains(token);
    places
        .iter()
        .filter(|(_, place)| holds(place))
        .map(|(name, _)| name.clone())
        .collect()
}

#[track_caller]
fn assert_secret(ctx: &Context, token: &str, when: &str) {
    assert_eq!(find_token(ctx, token), Vec::<String>::new(), "{when}");
}

fn element<'a>(ctx: &'a Context, token: Option<&str>) -> Widget<'a> {
    let task = ctx.api().add_task(NewTask::titled("Keep a secret"));
    ctx.browser.run(
        "replaceElement(...arguments)",
        &json!([ctx.api().api(), ORG, task, token, 30]),
    );
    let widget = ctx.widget("tallyfy-archive-task");
    widget.wait_for_element("button", "Find task");
    widget
}

/// Calls a method, and waits until the outcome is known or the checks have ended, without waiting for the in-doubt window.
fn settle(ctx: &Context, method: &str, is_silent: bool) {
    let script = "
        const [method, isSilent] = arguments_;
        const element = document.querySelector('tallyfy-archive-task');
        let isSettled = false;
        element[method]().then(() => (isSettled = true));
        while (!isSettled) {
          await new Promise((resolve) => setTimeout(resolve, 20));
          if (element.state === 'unknown' || isSilent) await clock.advance(31_000);
        }";
    ctx.browser.run_async(script, &json!([method, is_silent]));
}

#[test]
fn the_token_is_only_in_requests_to_the_api() {
    run_cross_origin_test(|ctx| {
        ctx.use_fake_clock();
        ctx.open(&Page::embedding("", ELEMENT));
        wait_for_script(ctx, "replaceElement");

        // Entered by the user: the field holds it until it is used.
        let widget = element(ctx, None);
        widget.enter("Access token", TOKEN);
        widget.press("Find task");
        widget.wait_for_state(State::Review);
        assert_secret(ctx, TOKEN, "entered and used");
        widget.press("Response");
        assert_secret(ctx, TOKEN, "the response is unfolded");
        copy_everything(ctx, &widget);
        widget.press("Archive task");
        widget.wait_for_state(State::Archived);
        assert_secret(ctx, TOKEN, "everything is copied");
        widget.press("Restore task");
        widget.wait_for_state(State::Restored);

        for (what, fault) in faults(ctx) {
            let widget = element(ctx, Some(TOKEN));
            let task = widget.property("taskId").as_str().unwrap_or_default().to_owned();
            for operation in [Operation::Archive, Operation::Get] {
                ctx.api().clear_faults();
                ctx.api().set_fault(&task, operation, fault.clone());
                widget.call("reset");
                for method in ["archive", "check", "restore"] {
                    settle(ctx, method, what == "a silence");
                }
                assert_secret(ctx, TOKEN, what);
            }
        }
        ctx.api().set_cors(Cors::off());
        let widget = element(ctx, Some(TOKEN));
        assert_eq!(widget.call("archive"), State::Refused);
        assert_secret(ctx, TOKEN, "blocked");
        assert_sent_to_api_only(ctx);
    });
}

#[test]
fn a_refused_or_invalid_token_is_not_retried() {
    run_cross_origin_test(|ctx| {
        ctx.open(&Page::embedding("", ELEMENT));
        wait_for_script(ctx, "replaceElement");
        for token in ["canary-7f3a-wrong", "canary\u{201c}7f3a", "canary\n7f3a"] {
            let widget = element(ctx, Some(token));
            assert_eq!(widget.call("archive"), State::Refused);
            assert_secret(ctx, "canary", "given by the page");
            assert_secret(ctx, "7f3a", "given by the page");
        }
        let widget = element(ctx, None);
        widget.enter("Access token", "canary-7f3a-wrong");
        widget.press("Find task");
        widget.wait_for_state(State::Refused);
        assert_secret(ctx, "7f3a", "entered and refused");
        assert_sent_to_api_only(ctx);
    });
}

#[test]
fn a_token_echoed_by_the_server_is_not_shown() {
    run_cross_origin_test(|ctx| {
        ctx.open(&Page::embedding("", ELEMENT));
        wait_for_script(ctx, "replaceElement");
        for (status, content_type) in [(403, "application/json"), (500, "text/plain"), (401, "text/html")] {
            let widget = element(ctx, Some(TOKEN));
            let task = widget.property("taskId").as_str().unwrap_or_default().to_owned();
            let echo = Reply::Status {
                status,
                content_type: content_type.to_owned(),
                body: format!(r#"{{"message":"You sent Authorization: Bearer {TOKEN}","code":"{TOKEN}"}}"#),
            };
            ctx.api().set_fault(&task, Operation::Get, Fault::reply(echo));
            assert_eq!(widget.call("find"), State::Refused);
            widget.press("Response");
            assert!(
                widget.text().contains("You sent"),
                "the answer is shown: {}",
                widget.text()
            );
            assert_secret(ctx, TOKEN, content_type);
        }
    });
}

#[test]
fn a_token_in_a_header_or_escaped_is_not_shown() {
    run_cross_origin_test(|ctx| {
        ctx.open(&Page::embedding("", ELEMENT));
        wait_for_script(ctx, "replaceElement");
        let escape = |prefix: &str| -> String {
            let codes = TOKEN.bytes().map(|byte| format!("{prefix}{byte:02x}"));
            codes.collect()
        };
        for echo in [
            TOKEN.to_owned(),
            escape("\\u00"),
            escape("%"),
            TOKEN.replace('-', "\\u002D"),
        ] {
            let widget = element(ctx, Some(TOKEN));
            let task = widget.property("taskId").as_str().unwrap_or_default().to_owned();
            let body = format!(r#"{{"message":"You sent {echo}","code":"{echo}"}}"#);
            let fault = Fault::status(500, body).header("X-Request-Id", format!("id {echo}"));
            ctx.api().set_fault(&task, Operation::Get, fault);
            assert_eq!(widget.call("find"), State::Refused);
            assert_eq!(widget.problem()["requestId"], "id •••", "{echo}");
            assert_eq!(widget.problem()["message"], "You sent •••", "{echo}");
            widget.press("Response");
            for part in [TOKEN, &echo] {
                assert_secret(ctx, part, &echo);
            }
        }
    });
}

fn faults(ctx: &Context) -> Vec<(&'static str, Fault)> {
    let location = format!("{}/elsewhere", ctx.page.url());
    vec![
        ("a refusal", Fault::fixture("unauthenticated-401")),
        ("an error page", Fault::fixture("server-error-502-html")),
        ("a reset", Fault::reply(Reply::Reset)),
        ("a silence", Fault::reply(Reply::Silence)),
        ("a redirect", Fault::reply(Reply::Redirect { status: 307, location })),
        ("half an answer", Fault::reply(Reply::Truncated)),
        ("a sign-in page", Fault::reply(Reply::SignInPage)),
    ]
}

/// Presses all copy buttons. The recorder gets the copied texts.
fn copy_everything(ctx: &Context, widget: &Widget<'_>) {
    let listen = "window.copied = [];
        navigator.clipboard.writeText = async (text) => { window.copied.push(text); };
        for (const button of document.querySelector('tallyfy-archive-task').shadowRoot.querySelectorAll('.copy button')) button.click();";
    ctx.browser.run(listen, &json!([]));
    let copied = || ctx.browser.run("return window.copied.join('\\n')", &json!([]));
    let copied = eventually(|| copied().as_str().filter(|text| !text.is_empty()).map(str::to_owned));
    let copied = copied.expect("the response is copied");
    assert!(!copied.contains(TOKEN) && !copied.contains("canary"), "{copied}");
    assert!(!widget.text().is_empty());
}

/// Only requests to the API have a token, and only in their header.
fn assert_sent_to_api_only(ctx: &Context) {
    let requests = ctx.page.log().into_iter().chain(ctx.api().log());
    for request in requests {
        let text = format!("{} {} {:?}", request.path, request.query, request.headers);
        assert!(!text.contains(TOKEN) && !text.contains("canary"), "{text}");
        if request.area == Area::Page {
            assert_eq!(request.token, sandbox::TokenStatus::Missing, "{text}");
        }
    }
}
