//! WebAssembly that cannot be loaded: each cause has its own sentence in the element, in the console and in the problem.

use std::fs;

use e2e::site::dist;
use e2e::{Context, Page, State, Widget, run_test, site};
use serde_json::{Value, json};

const ELEMENT: &str = "<tallyfy-archive-task></tallyfy-archive-task>";

/// A page whose script runs this before the element is defined.
fn open<'a>(ctx: &'a Context, body: &str, before: &str) -> Widget<'a> {
    ctx.open(&Page::embedding(
        body,
        format!(r#"{before}; await import("/tallyfy-archive.js");"#),
    ))
}

/// Checks that the element, its promise and event, and the console say this.
fn is_told(ctx: &Context, widget: &Widget<'_>, sentence: &str) {
    for expected in [
        "could not be loaded",
        "wasm",
        "WebAssembly",
        "unsafe-eval",
        "integrity",
        "digest",
    ] {
        ctx.expect_error(expected);
    }
    widget.wait_for_element("button", "Try again");
    widget.wait_for_text(sentence);
    for operation in ["find", "archive"] {
        assert_eq!(widget.call(operation), State::Refused, "{operation}");
        let problem = widget.problem();
        assert_eq!(problem["kind"], "not-loaded");
        assert!(
            problem["title"].as_str().is_some_and(|title| title.contains(sentence)),
            "{problem}"
        );
        let events = ctx.events_named("tallyfy-refused");
        let detail = &events.last().expect("an event")["detail"];
        assert_eq!(
            (&detail["operation"], &detail["problem"]),
            (&json!(operation), &problem)
        );
        // Nothing else is to be had without the widget.
        assert_eq!(widget.call("cancel"), State::Refused);
    }
    let console = ctx.browser.run("return recorder.console", &json!([])).to_string();
    assert!(
        console.contains(sentence) && console.contains("tallyfy_archive_bg"),
        "{console}"
    );
}

#[test]
fn a_missing_file_is_told_and_trying_again_starts_over() {
    run_test(|ctx| {
        ctx.page.hide_file(&format!("/{}", site::wasm()));
        let widget = open(ctx, ELEMENT, "");
        is_told(ctx, &widget, "one of its files is missing on the server");
        ctx.page.restore_page();
        widget.press("Try again");
        widget.wait_for_element("button", "Find task");
        assert_eq!((widget.state(), widget.problem()), ("idle".to_owned(), Value::Null));
    });
}

#[test]
fn a_page_in_place_of_the_file_means_that_it_is_missing() {
    run_test(|ctx| {
        // Servers of single-page applications answer so to every path that they do not know.
        let page = "<!doctype html><title>Admin</title>";
        ctx.page
            .put_file(&format!("/{}", site::wasm()), "text/html; charset=utf-8", page);
        is_told(
            ctx,
            &open(ctx, ELEMENT, ""),
            "one of its files is missing on the server",
        );
        let console = ctx.browser.run("return recorder.console", &json!([])).to_string();
        for remedy in ["tallyfy-archive/inline", "configure({ wasmUrl })"] {
            assert!(console.contains(remedy), "{console}");
        }
    });
}

#[test]
fn a_changed_file_is_told() {
    run_test(|ctx| {
        let path = dist().join(site::wasm());
        let mut content = fs::read(path).expect("it is readable");
        content.push(0);
        ctx.page
            .put_file(&format!("/{}", site::wasm()), "application/wasm", content);
        is_told(ctx, &open(ctx, ELEMENT, ""), "one of its files is not the original one");
    });
}

#[test]
fn a_policy_without_webassembly_is_told_with_what_it_lacks() {
    run_test(|ctx| {
        ctx.page.set_policy("script-src 'self'");
        is_told(ctx, &open(ctx, ELEMENT, ""), "Add 'wasm-unsafe-eval' to its script-src");
    });
}

#[test]
fn a_browser_without_webassembly_is_told() {
    run_test(|ctx| {
        is_told(
            ctx,
            &open(ctx, ELEMENT, "delete globalThis.WebAssembly"),
            "which this browser does not support or has turned off",
        );
    });
}

/// The page has been loaded, and then the connection is gone.
const LOST: &str = "window.fetch = () => Promise.reject(new TypeError('lost'))";

#[test]
fn being_offline_is_told() {
    run_test(|ctx| {
        let offline = format!("Object.defineProperty(navigator, 'onLine', {{ value: false }}); {LOST}");
        is_told(ctx, &open(ctx, ELEMENT, &offline), "you appear to be offline");
    });
}

#[test]
fn a_server_that_does_not_answer_is_told() {
    run_test(|ctx| {
        is_told(
            ctx,
            &open(ctx, ELEMENT, LOST),
            "the server that has its files did not answer",
        );
    });
}

#[test]
fn a_file_that_arrives_the_second_time_was_not_changed() {
    run_test(|ctx| {
        let once = "const { fetch } = window;
            window.fetch = (...request) => {
              window.fetch = fetch;
              return Promise.reject(new TypeError('lost'));
            }";
        ctx.expect_error("could not be loaded");
        let widget = open(ctx, ELEMENT, once);
        widget.wait_for_element("button", "Try again");
        let text = widget.text();
        assert!(text.contains("the server that has its files did not answer"), "{text}");
    });
}

#[test]
fn the_cause_is_told_in_the_language_and_the_words_of_the_page() {
    run_test(|ctx| {
        ctx.expect_error("could not be loaded");
        let german = r#"<tallyfy-archive-task lang="de"></tallyfy-archive-task>"#;
        ctx.page.hide_file(&format!("/{}", site::wasm()));
        for expected in ["wasm", "integrity", "digest"] {
            ctx.expect_error(expected);
        }
        let widget = open(ctx, german, "");
        widget.wait_for_element("button", "Erneut versuchen");
        let text = widget.text();
        assert!(text.contains("Eine seiner Dateien fehlt auf dem Server"), "{text}");
        widget.set(
            "messages",
            &json!({ "notLoadedMissing": "It is gone.", "tryAgain": "Once more" }),
        );
        widget.wait_for_element("button", "Once more");
        widget.wait_for_text("It is gone.");
    });
}
