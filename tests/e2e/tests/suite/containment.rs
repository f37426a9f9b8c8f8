//! What goes wrong inside the page: WebAssembly that cannot be loaded, and a `getToken` that misbehaves.

use std::fs;

use e2e::{Page, Stage, State, Widget, play, site};
use sandbox::{ORG, TOKEN, case};
use serde_json::{Value, json};

use crate::scene::{enter, path_of};

/// Takes away the permission to compile WebAssembly, which the page's own policy gives.
const WITHOUT_WASM: &str = "script-src 'self'";

/// Says that it could not be loaded, until what is wrong is put right and "Try again" pressed.
fn fails_until_mended(stage: &Stage, mend: impl FnOnce()) {
    let widget = stage.open(&Page::built());
    widget.shows("button", "Try again");
    assert!(widget.text().contains("could not be loaded"), "{}", widget.text());
    assert_eq!(widget.attribute_of(".problem", "role").as_deref(), Some("alert"));
    assert_eq!(widget.call("find"), State::Idle, "methods resolve all the same");
    mend();
    widget.press("Try again");
    widget.shows("button", "Find task");
}

#[test]
fn a_missing_wasm_is_said_and_can_be_tried_again() {
    play(|stage| {
        stage.expect("wasm");
        stage.page.hide_file(&format!("/{}", site::wasm()));
        fails_until_mended(stage, || stage.page.restore_page());
        let plain = case("plain");
        let widget = enter(stage, &plain);
        widget.press("Find task");
        widget.waits_for(State::Review);
    });
}

#[test]
fn a_wasm_with_one_byte_changed_is_said_and_can_be_tried_again() {
    play(|stage| {
        for expected in ["wasm", "integrity", "digest"] {
            stage.expect(expected);
        }
        let wasm = site::wasm();
        let mut content = fs::read(site::dist().join(&wasm)).expect("it is there");
        // In a text of the widget: it would run all the same.
        let text = b"Archive task";
        let place = content.windows(text.len()).position(|bytes| bytes == text);
        content[place.expect("the widget has this text")] = b'a';
        stage.page.put_file(&format!("/{wasm}"), "application/wasm", content);
        fails_until_mended(stage, || stage.page.restore_page());
    });
}

#[test]
fn a_policy_without_wasm_is_said() {
    play(|stage| {
        for expected in ["wasm", "WebAssembly", "unsafe-eval"] {
            stage.expect(expected);
        }
        stage.page.set_policy(WITHOUT_WASM);
        let widget = stage.open(&Page::built());
        widget.shows("button", "Try again");
        assert!(widget.text().contains("could not be loaded"), "{}", widget.text());
        stage.page.restore_page();
        let widget = stage.open(&Page::built());
        widget.shows("button", "Find task");
    });
}

/// An element whose page gives tokens like this.
fn with_get_token<'a>(stage: &'a Stage, get_token: &str) -> Widget<'a> {
    let body = format!(
        r#"<tallyfy-archive-task id="first" api-base="/api" org-id="{ORG}" task-id="{}"></tallyfy-archive-task>"#,
        case("plain").task_id
    );
    let script = format!(r#"import "/tallyfy-archive.js"; first.getToken = {get_token};"#);
    let widget = stage.open(&Page::embedding(body, script));
    widget.shows("button", "Find task");
    widget
}

#[test]
fn a_get_token_that_takes_its_time_is_waited_for_and_can_be_cancelled() {
    play(|stage| {
        let widget = with_get_token(stage, "() => new Promise(() => {})");
        widget.begin("find");
        widget.waits_for(State::Finding);
        assert_eq!(widget.call("cancel"), State::Refused);
        assert_eq!(widget.problem()["kind"], "cancelled");
        assert!(stage.api().requests("GET", &path_of(&case("plain"))).is_empty());

        // Whatever can be awaited is a promise.
        let thenable = format!("first.getToken = () => ({{ then: (give) => setTimeout(give, 50, '{TOKEN}') }})");
        stage.browser.run(&thenable, &json!([]));
        assert_eq!(widget.call("find"), State::Review);
    });
}

#[test]
fn a_get_token_that_misbehaves_is_a_problem_and_no_hang() {
    play(|stage| {
        stage.expect("getToken failed");
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
            let widget = with_get_token(stage, get_token);
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
                stage.api().requests("GET", &path_of(&case("plain"))).is_empty(),
                "{get_token}"
            );

            stage
                .browser
                .run("first.getToken = () => arguments[0]", &json!([TOKEN]));
            let give = format!("const token = '{TOKEN}'; first.getToken = () => token");
            stage.browser.run(&give, &json!([]));
            assert_eq!(widget.call("find"), State::Review, "{get_token}");
            assert_eq!(widget.problem(), Value::Null);
            stage.api().clear_log();
        }
    });
}

#[test]
fn a_token_that_cannot_be_sent_is_named_by_its_character() {
    play(|stage| {
        let widget = with_get_token(stage, r"() => 'sand\u200bbox'");
        assert_eq!(widget.call("find"), State::Refused);
        assert_eq!(widget.problem()["kind"], "bad-input");
        assert!(widget.text().contains("character 5 is U+200B"), "{}", widget.text());
        assert!(stage.api().requests("GET", &path_of(&case("plain"))).is_empty());
    });
}
