//! Life on a page: elements are moved, removed and many.

use std::time::Duration;

use e2e::{Page, Stage, State, eventually, play};
use sandbox::{Ending, Fault, ORG, Operation, Reply, TOKEN, case};
use serde_json::json;

use crate::guarantees::LONG;
use crate::scene::{deletes, is_archived, path_of, wait_for_script};

fn one() -> Page {
    one_with(format!(r#"import "/tallyfy-archive.js"; first.token = "{TOKEN}";"#))
}

fn one_with(script: String) -> Page {
    let body = format!(
        r#"<div id="left"><tallyfy-archive-task id="first" api-base="/api" org-id="{ORG}" task-id="{}"></tallyfy-archive-task></div>
        <div id="right"></div>"#,
        case("plain").task_id
    );
    Page::embedding(body, script)
}

#[test]
fn moving_an_element_keeps_its_state() {
    play(|stage| {
        let widget = stage.open(&one());
        widget.shows("button", "Find task");
        assert_eq!(widget.call("find"), State::Review);
        stage.browser.run(
            "right.append(first); left.append(first); right.append(first)",
            &json!([]),
        );
        assert_eq!(widget.state(), State::Review);
        widget.press("Archive task");
        widget.waits_for(State::Archived);
        stage.browser.run("left.append(first)", &json!([]));
        widget.waits_for(State::Archived);
        assert!(widget.text().contains("Plan the spring meeting"));
    });
}

#[test]
fn moving_an_element_in_the_middle_of_an_operation_does_not_disturb_it() {
    play(|stage| {
        let plain = case("plain");
        let slow = Fault::usual().delayed_after_work(LONG);
        stage.api().set_fault(&plain.task_id, Operation::Archive, slow);
        let widget = stage.open(&one());
        widget.shows("button", "Find task");
        widget.begin("archive");
        eventually(|| (!deletes(stage, &plain).is_empty()).then_some(())).expect("it is sent");
        stage.browser.run("right.append(first)", &json!([]));
        stage.api().skip_delays();
        widget.waits_for(State::Archived);
        assert_eq!(deletes(stage, &plain).len(), 1);
    });
}

#[test]
fn removing_an_element_does_not_disturb_what_it_is_finding() {
    play(|stage| {
        let plain = case("plain");
        let slow = Fault::usual().delayed_after_work(LONG);
        stage.api().set_fault(&plain.task_id, Operation::Get, slow);
        let widget = stage.open(&one());
        widget.shows("button", "Find task");
        widget.begin("find");
        let asked = || stage.api().requests("GET", &path_of(&plain));
        eventually(|| (asked().len() == 1).then_some(())).expect("it is sent");
        stage
            .browser
            .run("window.kept = first; window.kept.remove()", &json!([]));
        stage.api().skip_delays();
        let state = || stage.browser.run("return window.kept.state", &json!([]));
        eventually(|| (state() == "review").then_some(())).unwrap_or_else(|| panic!("it is {}", state()));
        assert_eq!(asked()[0].status, Some(200));

        stage.browser.run("left.append(window.kept)", &json!([]));
        widget.waits_for(State::Review);
        assert!(widget.text().contains("Plan the spring meeting"), "{}", widget.text());
        assert_eq!(widget.call("archive"), State::Archived);
        assert!(is_archived(stage, &plain));
        assert_eq!(asked().len(), 1);
    });
}

#[test]
fn removing_an_element_while_it_archives_loses_no_outcome_even_where_no_answer_comes() {
    play(|stage| {
        let plain = case("plain");
        stage.api().set_fault(
            &plain.task_id,
            Operation::Archive,
            Fault::reply(Reply::Silence).after_work(),
        );
        stage.set_clock();
        let widget = stage.open(&one());
        widget.shows("button", "Find task");
        widget.begin("archive");
        eventually(|| (!deletes(stage, &plain).is_empty()).then_some(())).expect("it is sent");
        stage
            .browser
            .run("window.kept = first; window.kept.remove()", &json!([]));
        assert_eq!(deletes(stage, &plain)[0].ending, Ending::Open, "it is not let go of");
        stage.skip(Duration::from_secs(30));
        // The witness listens on the document, in which the element is no more.
        let told = || stage.events_called("tallyfy-archived");
        eventually(|| (told().len() == 1).then_some(())).expect("the outcome is told");
        assert_eq!(told()[0]["detail"]["taskId"], plain.task_id);

        stage.browser.run("left.append(window.kept)", &json!([]));
        widget.waits_for(State::Archived);
        assert_eq!(deletes(stage, &plain).len(), 1);
        assert_eq!(told().len(), 1);
    });
}

/// The element, on a page that counts listeners and knows the widget's memory.
fn counted() -> Page {
    one_with(format!(
        r#"
        window.listeners = 0;
        const known = new WeakMap();
        const of = (target, type) => {{
          const types = known.get(target) ?? known.set(target, new Map()).get(target);
          return types.get(type) ?? types.set(type, new Set()).get(type);
        }};
        const {{ addEventListener, removeEventListener }} = EventTarget.prototype;
        EventTarget.prototype.addEventListener = function (type, listener, options) {{
          const all = of(this ?? window, type);
          if (listener && !all.has(listener)) {{ all.add(listener); window.listeners += 1; }}
          return addEventListener.call(this ?? window, type, listener, options);
        }};
        EventTarget.prototype.removeEventListener = function (type, listener, options) {{
          if (of(this ?? window, type).delete(listener)) window.listeners -= 1;
          return removeEventListener.call(this ?? window, type, listener, options);
        }};
        const isMemory = (value) => value instanceof WebAssembly.Memory;
        const keep = (made) => {{
          window.memory = Object.values((made.instance ?? made).exports).find(isMemory);
          return made;
        }};
        for (const way of ["instantiate", "instantiateStreaming"]) {{
          const usual = WebAssembly[way];
          if (usual) WebAssembly[way] = async (...values) => keep(await usual.apply(WebAssembly, values));
        }}
        await import("/tallyfy-archive.js");
        first.token = "{TOKEN}";"#
    ))
}

/// How many listeners there are, and how many bytes the widget's memory has.
fn held(stage: &Stage) -> (u64, u64) {
    let held = stage
        .browser
        .run("return [window.listeners, window.memory.buffer.byteLength]", &json!([]));
    let number = |index: usize| held[index].as_u64().expect("it is counted");
    (number(0), number(1))
}

#[test]
fn many_reconnects_leave_one_widget_and_nothing_else() {
    play(|stage| {
        let widget = stage.open(&counted());
        widget.shows("button", "Find task");
        assert_eq!(widget.call("find"), State::Review);
        let script = "const element = first;
            for (let times = 0; times < arguments_[0]; times += 1) { element.remove(); left.append(element); await null; }
            return element.shadowRoot.querySelectorAll('.card').length";
        // The first ones may still make what is then kept.
        assert_eq!(stage.browser.wait_for(script, &json!([20])), 1);
        let before = held(stage);
        assert!(before.0 > 0 && before.1 > 0, "{before:?}");
        assert_eq!(stage.browser.wait_for(script, &json!([2_000])), 1);
        assert_eq!(held(stage), before, "listeners and bytes");
        assert_eq!(widget.state(), State::Review);
        widget.press("Archive task");
        widget.waits_for(State::Archived);
        assert_eq!(deletes(stage, &case("plain")).len(), 1);
        assert_eq!(stage.events_called("tallyfy-archived").len(), 1);
    });
}

#[test]
fn an_operation_cancelled_in_a_removed_element_leaves_nothing_behind() {
    play(|stage| {
        let plain = case("plain");
        stage
            .api()
            .set_fault(&plain.task_id, Operation::Get, Fault::reply(Reply::Silence));
        let widget = stage.open(&counted());
        widget.shows("button", "Find task");
        let script = "const element = first;
            for (let times = 0; times < arguments_[0]; times += 1) {
              const settled = element.find();
              await new Promise((resolve) => setTimeout(resolve, 5));
              element.remove();
              element.cancel();
              await settled;
              left.append(element);
            }
            return element.state";
        assert_eq!(stage.browser.wait_for(script, &json!([20])), "refused");
        let before = held(stage);
        assert_eq!(stage.browser.wait_for(script, &json!([300])), "refused");
        assert_eq!(held(stage), before, "listeners and bytes");
        let requests = || stage.api().requests("GET", &path_of(&plain));
        let over = |request: &sandbox::LoggedRequest| request.ending == Ending::Abandoned;
        eventually(|| requests().iter().all(over).then_some(())).expect("every request is let go of");
        assert!(!requests().is_empty());
    });
}

#[test]
fn a_hundred_elements_work_side_by_side() {
    play(|stage| {
        let tasks: Vec<_> = (1..=100)
            .map(|number| {
                stage
                    .api()
                    .add_task(sandbox::NewTask::titled(format!("Task {number} of many")))
            })
            .collect();
        let script = r#"import "/tallyfy-archive.js";
            window.archiveAll = (orgId, tasks, token) => {
              const elements = tasks.map((taskId) =>
                Object.assign(document.createElement("tallyfy-archive-task"), { apiBase: "/api", orgId, taskId, token }));
              document.body.append(...elements);
              return Promise.all(elements.map((element) => element.archive()));
            };"#;
        stage.open(&Page::embedding("", script));
        wait_for_script(stage, "archiveAll");
        let states = stage
            .browser
            .wait_for("return window.archiveAll(...arguments_)", &json!([ORG, tasks, TOKEN]));
        let states = states.as_array().cloned().unwrap_or_default();
        assert_eq!(states.len(), 100);
        assert!(states.iter().all(|state| state == "archived"), "{states:?}");
        let is_archived = |id: &String| stage.api().task(id).is_some_and(|task| task.is_archived());
        assert!(tasks.iter().all(is_archived));
        let shown = "return [...document.querySelectorAll('tallyfy-archive-task')].map((element) => element.task.id)";
        assert_eq!(
            stage.browser.run(shown, &json!([])),
            json!(tasks),
            "each shows its own task"
        );
    });
}
