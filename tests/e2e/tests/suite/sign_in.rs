//! A sign-in that the page gives and that Tallyfy refuses: the person is not asked for a token.

use e2e::{Context, Page, State, Widget, run_test};
use sandbox::{Fault, ORG, Operation, TOKEN, case};
use serde_json::json;

use crate::steps::{enter, wait_for_script};

/// An element with these attributes, after this script.
fn element<'a>(ctx: &'a Context, attributes: &str, script: &str) -> Widget<'a> {
    let task = case("plain").task_id;
    let body = format!(
        r#"<tallyfy-archive-task id="first" api-base="/api" org-id="{ORG}" task-id="{task}" {attributes}></tallyfy-archive-task>"#
    );
    let widget = ctx.open(&Page::embedding(
        body,
        format!(r#"import "/tallyfy-archive.js"; {script}; window.ready = true;"#),
    ));
    wait_for_script(ctx, "ready");
    widget
}

#[test]
fn a_refused_sign_in_of_the_page_is_not_asked_of_the_person() {
    run_test(|ctx| {
        let get_token = format!("first.getToken = () => '{TOKEN}'");
        for (attributes, script) in [("", get_token.as_str()), (r#"credentials="same-origin""#, "")] {
            let refusal = Fault::fixture("unauthenticated-401");
            ctx.api().set_fault(&case("plain").task_id, Operation::Get, refusal);
            let widget = element(ctx, attributes, script);
            assert_eq!(widget.call("find"), State::Refused);
            assert_eq!(widget.problem()["kind"], "unauthenticated");
            let text = widget.text();
            assert!(text.contains("Sign in to this page again"), "{text}");
            assert!(!text.contains("Enter a new one"), "{text}");
            assert_eq!(widget.names("field"), [""; 0]);
            let title = widget.problem()["title"].clone();
            assert!(title.as_str().is_some_and(|title| text.contains(title)), "{title}");
        }
    });
}

#[test]
fn a_sign_in_that_expires_before_a_check_is_not_asked_of_the_person() {
    run_test(|ctx| {
        let widget = element(ctx, "", &format!("first.getToken = () => '{TOKEN}'"));
        assert_eq!(widget.call("find"), State::Review);
        for operation in [Operation::Archive, Operation::Get] {
            let refusal = Fault::fixture("unauthenticated-401");
            ctx.api().set_fault(&case("plain").task_id, operation, refusal);
        }
        assert_eq!(widget.call("archive"), State::Unknown);
        let text = widget.text();
        assert!(text.contains("sign-in to Tallyfy is no longer valid"), "{text}");
        assert_eq!(widget.names("field"), [""; 0]);
    });
}

#[test]
fn a_401_that_is_about_permission_does_not_blame_the_token() {
    run_test(|ctx| {
        let plain = case("plain");
        for fixture in ["unauthenticated-401-code", "unauthenticated-401-text"] {
            ctx.api()
                .set_fault(&plain.task_id, Operation::Get, Fault::fixture(fixture));
            let widget = enter(ctx, &plain);
            widget.press("Find task");
            widget.wait_for_state(State::Refused);
            let text = widget.text();
            assert!(text.contains("although the token may be valid"), "{text}");
            assert!(!text.contains("mistyped"), "{text}");
        }
    });
}

#[test]
fn a_page_in_place_of_a_token_is_told() {
    run_test(|ctx| {
        let page = "first.getToken = async () => '\\n<!doctype html><title>Sign in</title>'";
        let widget = element(ctx, "", page);
        assert_eq!(widget.call("find"), State::Refused);
        let problem = widget.problem();
        assert_eq!(problem["kind"], "bad-input");
        assert_eq!(problem["fields"][0]["field"], "token");
        let message = problem["fields"][0]["message"].as_str().unwrap_or_default().to_owned();
        assert!(message.contains("a web page, probably for signing in"), "{problem}");
        assert!(widget.text().contains(&message), "{}", widget.text());
        assert_eq!(
            ctx.events_named("tallyfy-refused")[0]["detail"]["problem"],
            json!(problem)
        );
    });
}
