//! A trap in the WebAssembly: every element of the page says so, and each can start again.

use e2e::{Page, Stage, State, play};
use sandbox::{Fault, ORG, Operation, Reply, TOKEN, case};
use serde_json::json;

use crate::scene::{is_archived, wait_for_script};

/// Two elements that share one WebAssembly, on a page that can be made to have no `<span>` any more: Yew panics where it
/// cannot make an element, as it does on the spinner.
fn page() -> Page {
    let element = |id: &str, task: &str| {
        format!(
            r#"<tallyfy-archive-task id="{id}" api-base="/api" org-id="{ORG}" task-id="{task}"></tallyfy-archive-task>"#
        )
    };
    let body = [
        element("first", &case("plain").task_id),
        element("second", &case("with-data").task_id),
    ];
    let script = format!(
        r#"import "/tallyfy-archive.js";
        const {{ createElement }} = document;
        const {{ cloneNode }} = Node.prototype;
        const refuse = (name) => {{
          if (name === "span") throw new Error("no spans");
        }};
        window.spoil = (spoilt) => {{
          document.createElement = function (name, ...rest) {{
            if (spoilt) refuse(name);
            return createElement.call(document, name, ...rest);
          }};
          Node.prototype.cloneNode = function (...rest) {{
            if (spoilt) refuse(this.localName);
            return cloneNode.apply(this, rest);
          }};
        }};
        for (const element of [first, second]) element.token = "{TOKEN}";"#
    );
    Page::embedding(body.concat(), script)
}

fn spoil(stage: &Stage, spoilt: bool) {
    stage.browser.run("spoil(arguments[0])", &json!([spoilt]));
}

/// Leaves the first element's request without an answer, until there is a spinner.
fn silence(stage: &Stage, operation: Operation) {
    let fault = Fault::reply(Reply::Silence);
    stage.api().set_fault(&case("plain").task_id, operation, fault);
}

#[test]
fn a_trap_while_archiving_leaves_the_outcome_open_and_every_element_starts_again() {
    play(|stage| {
        for expected in ["nreachable", "wasm", "closure"] {
            stage.expect(expected);
        }
        let plain = case("plain");
        stage.open(&page());
        wait_for_script(stage, "spoil");
        let [first, second] = ["#first", "#second"].map(|element| stage.widget(element));
        assert_eq!(first.call("find"), State::Review);
        assert_eq!(second.call("find"), State::Review);

        spoil(stage, true);
        silence(stage, Operation::Archive);
        assert_eq!(first.call("archive"), State::Unknown, "it settles");
        assert!(
            first.text().contains("crashed while changing the task"),
            "{}",
            first.text()
        );
        assert_eq!(first.attribute_of(".problem", "role").as_deref(), Some("alert"));
        assert_eq!(first.problem()["kind"], "unexpected");
        let told = stage.events_called("tallyfy-unknown");
        assert_eq!(told.len(), 1, "{told:?}");
        assert_eq!(told[0]["detail"]["taskId"], plain.task_id);
        assert!(second.text().contains("Try again to restart it"), "{}", second.text());
        assert_eq!(second.state(), "idle");
        assert!(!is_archived(stage, &plain));

        spoil(stage, false);
        stage.api().clear_faults();
        for (widget, id) in [(&first, "first"), (&second, "second")] {
            widget.press("Try again");
            widget.shows("button", "Find task");
            // The token went with the memory.
            stage.browser.run(
                "document.getElementById(arguments[0]).token = arguments[1]",
                &json!([id, TOKEN]),
            );
            assert_eq!(widget.call("archive"), State::Archived, "{id}");
        }
        assert!(is_archived(stage, &plain));
    });
}

#[test]
fn a_trap_while_finding_leaves_nothing_open_and_methods_start_again_too() {
    play(|stage| {
        for expected in ["nreachable", "wasm", "closure"] {
            stage.expect(expected);
        }
        stage.open(&page());
        wait_for_script(stage, "spoil");
        let first = stage.widget("#first");
        // The WebAssembly is fetched, too, and has to be there before.
        assert_eq!(first.call("reset"), State::Idle);
        spoil(stage, true);
        silence(stage, Operation::Get);
        assert_eq!(first.call("find"), State::Idle);
        assert!(first.text().contains("Try again to restart it"), "{}", first.text());

        spoil(stage, false);
        stage.api().clear_faults();
        assert_eq!(first.call("reset"), State::Idle, "a method loads it anew");
        stage.browser.run("first.token = arguments[0]", &json!([TOKEN]));
        assert_eq!(first.call("find"), State::Review);
    });
}
