//! The element on somebody else's page: attributes, properties and methods.

use std::time::Duration;

use e2e::{Page, State, eventually, play};
use sandbox::{ORG, TOKEN, case};
use serde_json::{Value, json};

use crate::guarantees::LONG;
use crate::scene::{deletes, is_archived, path_of};

/// The element with a case's ids as attributes.
fn markup(id: &str, name: &str) -> String {
    let case = case(name);
    format!(
        r#"<tallyfy-archive-task id="{id}" api-base="/api" org-id="{}" task-id="{}"></tallyfy-archive-task>"#,
        case.org_id, case.task_id
    )
}

const IMPORT: &str = r#"import "/tallyfy-archive.js";"#;

#[test]
fn two_elements_do_not_disturb_each_other() {
    play(|stage| {
        let (plain, error) = (case("plain"), case("error-before"));
        let body = markup("first", "plain") + &markup("second", "error-before");
        let script = format!(
            r#"{IMPORT} for (const element of document.querySelectorAll("tallyfy-archive-task")) element.token = "{TOKEN}";"#
        );
        stage.set_clock();
        stage.open(&Page::embedding(body, script));
        let (first, second) = (stage.widget("#first"), stage.widget("#second"));
        assert!(first.shows("button", "Find task").as_value().is_object());
        assert!(first.names("field").is_empty(), "everything is given");

        first.press("Find task");
        first.waits_for(State::Review);
        assert_eq!(second.state(), State::Idle);
        assert!(second.text().contains("Find task"));

        second.press("Find task");
        second.waits_for(State::Review);
        assert!(first.text().contains("Plan the spring meeting"), "{}", first.text());
        assert!(second.text().contains("Pay the invoices"), "{}", second.text());

        first.begin("archive");
        second.begin("archive");
        first.waits_for(State::Archived);
        // It may still be carried out, until the in-doubt window has closed.
        second.waits_for(State::Unknown);
        assert_eq!(first.state(), State::Archived);
        stage.skip(Duration::from_secs(31));
        second.waits_for(State::Refused);
        assert!(is_archived(stage, &plain));
        assert!(!is_archived(stage, &error));
        assert_eq!(deletes(stage, &plain).len(), 1);
        assert_eq!(deletes(stage, &error).len(), 1);
        assert_eq!(first.problem(), Value::Null);
        assert_eq!(second.problem()["kind"], "server-error");

        let from = |name: &str| -> Vec<_> {
            stage
                .events_called(name)
                .iter()
                .map(|event| event["from"].as_str().unwrap_or_default().to_owned())
                .collect()
        };
        assert_eq!(from("tallyfy-archived"), ["first"]);
        assert_eq!(from("tallyfy-unknown"), ["second"]);
        assert_eq!(from("tallyfy-refused"), ["second"]);
    });
}

#[test]
fn properties_set_before_the_definition_count() {
    play(|stage| {
        let plain = case("plain");
        let script = format!(
            r#"const element = document.querySelector("tallyfy-archive-task");
            Object.assign(element, {{
              orgId: "{ORG}", taskId: "{}", apiBase: "/api", token: "{TOKEN}", confirm: "none", timeout: 45,
              messages: {{ archive: "Put away" }},
            }});
            await import("/tallyfy-archive.js");"#,
            plain.task_id
        );
        let widget = stage.open(&Page::embedding(
            "<tallyfy-archive-task></tallyfy-archive-task>",
            script,
        ));
        widget.shows("button", "Put away");
        assert!(widget.names("field").is_empty());
        assert_eq!(widget.property("orgId"), ORG);
        assert_eq!(widget.property("taskId"), plain.task_id);
        assert_eq!(widget.property("timeout"), 45);
        assert_eq!(widget.property("hasToken"), true);
        assert_eq!(widget.property("token"), Value::Null, "the token is write-only");
        widget.press("Put away");
        widget.waits_for(State::Archived);
        assert!(is_archived(stage, &plain));
    });
}

#[test]
fn the_attribute_token_is_taken_and_removed_at_once() {
    play(|stage| {
        let body = markup("first", "plain").replace(" api-base", &format!(r#" token="{TOKEN}" api-base"#));
        let widget = stage.open(&Page::embedding(body, IMPORT));
        widget.shows("button", "Find task");
        let has = |name: &str| {
            stage
                .browser
                .run("return first.hasAttribute(arguments[0])", &json!([name]))
        };
        assert_eq!(has("token"), false);
        assert_eq!(widget.property("hasToken"), true);
        assert!(widget.names("field").is_empty());
        assert_eq!(widget.call("archive"), State::Archived);

        let set = r#"first.setAttribute("token", "another"); return first.hasAttribute("token")"#;
        assert_eq!(stage.browser.run(set, &json!([])), false);
    });
}

#[test]
fn methods_resolve_with_the_state_reached() {
    play(|stage| {
        let plain = case("plain");
        stage.set_clock();
        let widget = stage.open(&Page::embedding(markup("first", "plain"), IMPORT));
        widget.shows("button", "Find task");
        assert_eq!(widget.call("find"), State::Refused, "there is no token yet");
        assert_eq!(widget.problem()["kind"], "bad-input");
        assert!(stage.api().requests("GET", &path_of(&plain)).is_empty());

        widget.set("token", &json!(TOKEN));
        for method in ["check", "cancel", "restore"] {
            assert_eq!(widget.call(method), State::Refused, "{method} has nothing to do");
        }
        for (method, state) in [
            ("reset", State::Idle),
            ("check", State::Idle),
            ("find", State::Review),
            ("restore", State::Review),
            ("archive", State::Archived),
            ("archive", State::Archived),
            ("restore", State::Restored),
            ("archive", State::Archived),
            ("reset", State::Idle),
            ("find", State::Archived),
            ("restore", State::Restored),
        ] {
            // So soon after a change, the item is not read.
            stage.skip(Duration::from_secs(5));
            assert_eq!(widget.call(method), state, "{method}");
        }
        assert!(!is_archived(stage, &plain));
    });
}

#[test]
fn other_ids_are_another_question() {
    play(|stage| {
        let widget = stage.open(&Page::embedding(markup("first", "plain"), IMPORT));
        widget.shows("button", "Find task");
        widget.set("token", &json!(TOKEN));
        assert_eq!(widget.call("find"), State::Review);
        let slow = sandbox::Fault::usual().delayed_after_work(LONG);
        let (plain, linked) = (case("plain"), case("linked"));
        stage.api().set_fault(&plain.task_id, sandbox::Operation::Get, slow);
        widget.call("reset");
        widget.begin("find");
        eventually(|| (stage.api().requests("GET", &path_of(&plain)).len() == 2).then_some(())).expect("it is asked");
        widget.set("taskId", &json!(linked.task_id));
        widget.waits_for(State::Idle);
        // The answer to the old question comes while the new one is there, and changes nothing.
        assert_eq!(widget.call("find"), State::Refused);
        stage.api().skip_delays();
        let old = || {
            stage
                .api()
                .requests("GET", &path_of(&plain))
                .pop()
                .map(|request| request.ending)
        };
        eventually(|| (old() != Some(sandbox::Ending::Open)).then_some(())).expect("it is answered or let go of");
        assert_eq!(widget.problem()["kind"], "linked-task");
        assert_eq!(widget.task()["id"], linked.task_id);
    });
}

#[test]
fn a_token_is_asked_for_before_every_request() {
    play(|stage| {
        let script = format!(
            r#"{IMPORT} window.asked = 0;
            first.getToken = async () => {{ window.asked += 1; return "{TOKEN}"; }};"#
        );
        let widget = stage.open(&Page::embedding(markup("first", "plain"), script));
        widget.shows("button", "Find task");
        assert!(widget.names("field").is_empty());
        assert_eq!(widget.call("archive"), State::Archived);
        assert_eq!(stage.browser.run("return window.asked", &json!([])), 2);
    });
}

#[test]
fn cancelling_says_that_it_does_not_undo() {
    play(|stage| {
        let slow = case("slow");
        stage.api().clear_faults();
        let fault = sandbox::Fault::usual().delayed_before_work(LONG);
        stage.api().set_fault(&slow.task_id, sandbox::Operation::Archive, fault);
        let script = format!(r#"{IMPORT} first.token = "{TOKEN}";"#);
        stage.set_clock();
        let widget = stage.open(&Page::embedding(markup("first", "slow"), script));
        widget.shows("button", "Find task");
        widget.begin("archive");
        eventually(|| (!deletes(stage, &slow).is_empty()).then_some(())).expect("it is sent");
        widget.shows("button", "Cancel");
        // No check by itself comes before the one that is asked for.
        stage.stop_clock();
        widget.press("Cancel");
        widget.waits_for(State::Unknown);
        assert_eq!(widget.problem()["kind"], "cancelled");
        assert!(widget.text().contains("Cancelling does not undo"), "{}", widget.text());
        // What is sent is carried out all the same.
        stage.api().skip_delays();
        eventually(|| is_archived(stage, &slow).then_some(())).expect("it is carried out");
        widget.press("Check again");
        widget.waits_for(State::Archived);
        assert_eq!(deletes(stage, &slow).len(), 1);
    });
}
