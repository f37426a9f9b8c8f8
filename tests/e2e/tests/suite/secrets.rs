//! The token is in memory only. A canary goes through everything that can happen, and is then looked for everywhere.

use e2e::{Page, Stage, State, Widget, eventually, play_across};
use sandbox::{Area, Cors, Fault, NewTask, ORG, Operation, Reply, TOKEN};
use serde_json::{Value, json};

use crate::matrix::ELEMENT;
use crate::scene::wait_for_script;

/// Everything that a page, an extension or the next visitor could look at.
const LOOK: &str = include_str!("look.js");

/// Everything that holds the token, where it must not be.
fn found(stage: &Stage, token: &str) -> Vec<String> {
    let places = stage.browser.wait_for(LOOK, &json!([]));
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
fn assert_secret(stage: &Stage, token: &str, when: &str) {
    assert_eq!(found(stage, token), Vec::<String>::new(), "{when}");
}

fn element<'a>(stage: &'a Stage, token: Option<&str>) -> Widget<'a> {
    let task = stage.api().add_task(NewTask::titled("Keep a secret"));
    stage
        .browser
        .run("renew(...arguments)", &json!([stage.api().api(), ORG, task, token, 30]));
    let widget = stage.widget("tallyfy-archive-task");
    widget.shows("button", "Find task");
    widget
}

/// Calls a method and waits until the matter is settled, or the checks have ended; nobody waits for the in-doubt window.
fn settle(stage: &Stage, method: &str, is_silent: bool) {
    let script = "
        const [method, isSilent] = arguments_;
        const element = document.querySelector('tallyfy-archive-task');
        let isSettled = false;
        element[method]().then(() => (isSettled = true));
        while (!isSettled) {
          await new Promise((resolve) => setTimeout(resolve, 20));
          if (element.state === 'unknown' || isSilent) await clock.skip(31_000);
        }";
    stage.browser.wait_for(script, &json!([method, is_silent]));
}

#[test]
fn the_token_is_nowhere_but_in_requests_to_the_api() {
    play_across(|stage| {
        stage.set_clock();
        stage.open(&Page::embedding("", ELEMENT));
        wait_for_script(stage, "renew");

        // By hand: the field holds it until it is used, and then no more.
        let widget = element(stage, None);
        widget.enter("Access token", TOKEN);
        widget.press("Find task");
        widget.waits_for(State::Review);
        assert_secret(stage, TOKEN, "entered and used");
        widget.press("Response");
        assert_secret(stage, TOKEN, "the response is unfolded");
        copy_everything(stage, &widget);
        widget.press("Archive task");
        widget.waits_for(State::Archived);
        assert_secret(stage, TOKEN, "everything is copied");
        widget.press("Restore task");
        widget.waits_for(State::Restored);

        for (what, fault) in troubles(stage) {
            let widget = element(stage, Some(TOKEN));
            let task = widget.property("taskId").as_str().unwrap_or_default().to_owned();
            for operation in [Operation::Archive, Operation::Get] {
                stage.api().clear_faults();
                stage.api().set_fault(&task, operation, fault.clone());
                widget.call("reset");
                for method in ["archive", "check", "restore"] {
                    settle(stage, method, what == "a silence");
                }
                assert_secret(stage, TOKEN, what);
            }
        }
        stage.api().set_cors(Cors::off());
        let widget = element(stage, Some(TOKEN));
        assert_eq!(widget.call("archive"), State::Refused);
        assert_secret(stage, TOKEN, "blocked");
        assert_sent_to_api_only(stage);
    });
}

#[test]
fn a_refused_or_impossible_token_is_not_repeated() {
    play_across(|stage| {
        stage.open(&Page::embedding("", ELEMENT));
        wait_for_script(stage, "renew");
        for token in ["canary-7f3a-wrong", "canary\u{201c}7f3a", "canary\n7f3a"] {
            let widget = element(stage, Some(token));
            assert_eq!(widget.call("archive"), State::Refused);
            assert_secret(stage, "canary", "given by the page");
            assert_secret(stage, "7f3a", "given by the page");
        }
        let widget = element(stage, None);
        widget.enter("Access token", "canary-7f3a-wrong");
        widget.press("Find task");
        widget.waits_for(State::Refused);
        assert_secret(stage, "7f3a", "entered and refused");
        assert_sent_to_api_only(stage);
    });
}

#[test]
fn a_server_that_sends_the_token_back_does_not_get_it_onto_the_page() {
    play_across(|stage| {
        stage.open(&Page::embedding("", ELEMENT));
        wait_for_script(stage, "renew");
        for (status, content_type) in [(403, "application/json"), (500, "text/plain"), (401, "text/html")] {
            let widget = element(stage, Some(TOKEN));
            let task = widget.property("taskId").as_str().unwrap_or_default().to_owned();
            let echo = Reply::Status {
                status,
                content_type: content_type.to_owned(),
                body: format!(r#"{{"message":"You sent Authorization: Bearer {TOKEN}","code":"{TOKEN}"}}"#),
            };
            stage.api().set_fault(&task, Operation::Get, Fault::reply(echo));
            assert_eq!(widget.call("find"), State::Refused);
            widget.press("Response");
            assert!(
                widget.text().contains("You sent"),
                "the answer is shown: {}",
                widget.text()
            );
            assert_secret(stage, TOKEN, content_type);
        }
    });
}

#[test]
fn a_token_in_a_header_or_an_escape_does_not_get_onto_the_page() {
    play_across(|stage| {
        stage.open(&Page::embedding("", ELEMENT));
        wait_for_script(stage, "renew");
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
            let widget = element(stage, Some(TOKEN));
            let task = widget.property("taskId").as_str().unwrap_or_default().to_owned();
            let body = format!(r#"{{"message":"You sent {echo}","code":"{echo}"}}"#);
            let fault = Fault::status(500, body).header("X-Request-Id", format!("id {echo}"));
            stage.api().set_fault(&task, Operation::Get, fault);
            assert_eq!(widget.call("find"), State::Refused);
            assert_eq!(widget.problem()["requestId"], "id •••", "{echo}");
            assert_eq!(widget.problem()["message"], "You sent •••", "{echo}");
            widget.press("Response");
            for part in [TOKEN, &echo] {
                assert_secret(stage, part, &echo);
            }
        }
    });
}

fn troubles(stage: &Stage) -> Vec<(&'static str, Fault)> {
    let location = format!("{}/elsewhere", stage.page.url());
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

/// Presses all buttons that copy; what they copy goes to the witness.
fn copy_everything(stage: &Stage, widget: &Widget<'_>) {
    let listen = "window.copied = [];
        const write = async (text) => { window.copied.push(text); };
        if (navigator.clipboard) navigator.clipboard.writeText = write;
        for (const button of document.querySelector('tallyfy-archive-task').shadowRoot.querySelectorAll('.copy button')) button.click();
        return Boolean(navigator.clipboard)";
    if stage.browser.run(listen, &json!([])) == true {
        let copied = || stage.browser.run("return window.copied.join('\\n')", &json!([]));
        let copied = eventually(|| copied().as_str().filter(|text| !text.is_empty()).map(str::to_owned));
        let copied = copied.expect("the response is copied");
        assert!(!copied.contains(TOKEN) && !copied.contains("canary"), "{copied}");
    } else {
        stage.lacks("a clipboard");
    }
    assert!(!widget.text().is_empty());
}

/// No request that is not for the API carries a token, and none carries it anywhere but in its header.
fn assert_sent_to_api_only(stage: &Stage) {
    let requests = stage.page.log().into_iter().chain(stage.api().log());
    for request in requests {
        let told = format!("{} {} {:?}", request.path, request.query, request.headers);
        assert!(!told.contains(TOKEN) && !told.contains("canary"), "{told}");
        if request.area == Area::Page {
            assert_eq!(request.token, sandbox::TokenStatus::Missing, "{told}");
        }
    }
}
