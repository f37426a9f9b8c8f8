//! The element on a host page: attributes, properties and methods.

use std::time::Duration;

use e2e::{Page, State, eventually, run_test};
use sandbox::{ORG, TOKEN, case};
use serde_json::{Value, json};

use crate::guarantees::LONG_DELAY;
use crate::steps::{deletes, is_archived, path_of};

/// The element with the IDs of a case as attributes.
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
    run_test(|ctx| {
        let (plain, error) = (case("plain"), case("error-before"));
        let body = markup("first", "plain") + &markup("second", "error-before");
        let script = format!(
            r#"{IMPORT} for (const element of document.querySelectorAll("tallyfy-archive-task")) element.token = "{TOKEN}";"#
        );
        ctx.use_fake_clock();
        ctx.open(&Page::embedding(body, script));
        let (first, second) = (ctx.widget("#first"), ctx.widget("#second"));
        assert!(first.wait_for_element("button", "Find task").as_value().is_object());
        assert!(first.names("field").is_empty(), "everything is given");

        first.press("Find task");
        first.wait_for_state(State::Review);
        assert_eq!(second.state(), State::Idle);
        assert!(second.text().contains("Find task"));

        second.press("Find task");
        second.wait_for_state(State::Review);
        assert!(first.text().contains("Plan the spring meeting"), "{}", first.text());
        assert!(second.text().contains("Pay the invoices"), "{}", second.text());

        first.start_call("archive");
        second.start_call("archive");
        first.wait_for_state(State::Archived);
        // It may be executed until the in-doubt window has closed.
        second.wait_for_state(State::Unknown);
        assert_eq!(first.state(), State::Archived);
        ctx.advance_clock(Duration::from_secs(31));
        second.wait_for_state(State::Refused);
        assert!(is_archived(ctx, &plain));
        assert!(!is_archived(ctx, &error));
        assert_eq!(deletes(ctx, &plain).len(), 1);
        assert_eq!(deletes(ctx, &error).len(), 1);
        assert_eq!(first.problem(), Value::Null);
        assert_eq!(second.problem()["kind"], "server-error");

        let from = |name: &str| -> Vec<_> {
            ctx.events_named(name)
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
fn properties_set_before_the_definition_apply() {
    run_test(|ctx| {
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
        let widget = ctx.open(&Page::embedding(
            "<tallyfy-archive-task></tallyfy-archive-task>",
            script,
        ));
        widget.wait_for_element("button", "Put away");
        assert!(widget.names("field").is_empty());
        assert_eq!(widget.property("orgId"), ORG);
        assert_eq!(widget.property("taskId"), plain.task_id);
        assert_eq!(widget.property("timeout"), 45);
        assert_eq!(widget.property("hasToken"), true);
        assert_eq!(widget.property("token"), Value::Null, "the token is write-only");
        widget.press("Put away");
        widget.wait_for_state(State::Archived);
        assert!(is_archived(ctx, &plain));
    });
}

#[test]
fn the_token_attribute_is_read_and_removed_at_once() {
    run_test(|ctx| {
        let body = markup("first", "plain").replace(" api-base", &format!(r#" token="{TOKEN}" api-base"#));
        let widget = ctx.open(&Page::embedding(body, IMPORT));
        widget.wait_for_element("button", "Find task");
        let has = |name: &str| {
            ctx.browser
                .run("return first.hasAttribute(arguments[0])", &json!([name]))
        };
        assert_eq!(has("token"), false);
        assert_eq!(widget.property("hasToken"), true);
        assert!(widget.names("field").is_empty());
        assert_eq!(widget.call("archive"), State::Archived);

        let set = r#"first.setAttribute("token", "another"); return first.hasAttribute("token")"#;
        assert_eq!(ctx.browser.run(set, &json!([])), false);
    });
}

#[test]
fn methods_resolve_with_the_state_reached() {
    run_test(|ctx| {
        let plain = case("plain");
        ctx.use_fake_clock();
        let widget = ctx.open(&Page::embedding(markup("first", "plain"), IMPORT));
        widget.wait_for_element("button", "Find task");
        assert_eq!(widget.call("find"), State::Refused, "there is no token yet");
        assert_eq!(widget.problem()["kind"], "bad-input");
        assert!(ctx.api().requests("GET", &path_of(&plain)).is_empty());

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
            // Right after a change, the item is not read.
            ctx.advance_clock(Duration::from_secs(5));
            assert_eq!(widget.call(method), state, "{method}");
        }
        assert!(!is_archived(ctx, &plain));
    });
}

#[test]
fn changed_ids_require_a_new_approval() {
    run_test(|ctx| {
        let widget = ctx.open(&Page::embedding(markup("first", "plain"), IMPORT));
        widget.wait_for_element("button", "Find task");
        widget.set("token", &json!(TOKEN));
        assert_eq!(widget.call("find"), State::Review);
        let slow = sandbox::Fault::usual().delayed_after_work(LONG_DELAY);
        let (plain, linked) = (case("plain"), case("linked"));
        ctx.api().set_fault(&plain.task_id, sandbox::Operation::Get, slow);
        widget.call("reset");
        widget.start_call("find");
        eventually(|| (ctx.api().requests("GET", &path_of(&plain)).len() == 2).then_some(()))
            .expect("a second read is sent");
        widget.set("taskId", &json!(linked.task_id));
        widget.wait_for_state(State::Idle);
        // A stale response is ignored.
        assert_eq!(widget.call("find"), State::Refused);
        ctx.api().skip_delays();
        let old = || {
            ctx.api()
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
fn get_token_is_called_before_every_request() {
    run_test(|ctx| {
        let script = format!(
            r#"{IMPORT} window.tokenCalls = 0;
            first.getToken = async () => {{ window.tokenCalls += 1; return "{TOKEN}"; }};"#
        );
        let widget = ctx.open(&Page::embedding(markup("first", "plain"), script));
        widget.wait_for_element("button", "Find task");
        assert!(widget.names("field").is_empty());
        assert_eq!(widget.call("archive"), State::Archived);
        assert_eq!(ctx.browser.run("return window.tokenCalls", &json!([])), 2);
    });
}

#[test]
fn cancelling_says_that_it_does_not_undo() {
    run_test(|ctx| {
        let slow = case("slow");
        ctx.api().clear_faults();
        let fault = sandbox::Fault::usual().delayed_before_work(LONG_DELAY);
        ctx.api().set_fault(&slow.task_id, sandbox::Operation::Archive, fault);
        let script = format!(r#"{IMPORT} first.token = "{TOKEN}";"#);
        ctx.use_fake_clock();
        let widget = ctx.open(&Page::embedding(markup("first", "slow"), script));
        widget.wait_for_element("button", "Find task");
        widget.start_call("archive");
        eventually(|| (!deletes(ctx, &slow).is_empty()).then_some(())).expect("it is sent");
        widget.wait_for_element("button", "Cancel");
        // No automatic check comes before the requested one.
        ctx.freeze_clock();
        widget.press("Cancel");
        widget.wait_for_state(State::Unknown);
        assert_eq!(widget.problem()["kind"], "cancelled");
        assert!(widget.text().contains("Canceling does not undo"), "{}", widget.text());
        // The sent request is executed anyway.
        ctx.api().skip_delays();
        eventually(|| is_archived(ctx, &slow).then_some(())).expect("it is executed");
        widget.press("Check again");
        widget.wait_for_state(State::Archived);
        assert_eq!(deletes(ctx, &slow).len(), 1);
    });
}
