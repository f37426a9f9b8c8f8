//! Lifecycle: elements are moved and removed, and there are many.

use std::time::Duration;

use e2e::{Context, Page, State, eventually, run_test};
use sandbox::{Ending, Fault, ORG, Operation, Reply, TOKEN, case};
use serde_json::json;

use crate::guarantees::LONG_DELAY;
use crate::steps::{deletes, is_archived, path_of, wait_for_script};

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
    run_test(|ctx| {
        let widget = ctx.open(&one());
        widget.wait_for_element("button", "Find task");
        assert_eq!(widget.call("find"), State::Review);
        ctx.browser.run(
            "right.append(first); left.append(first); right.append(first)",
            &json!([]),
        );
        assert_eq!(widget.state(), State::Review);
        widget.press("Archive task");
        widget.wait_for_state(State::Archived);
        ctx.browser.run("left.append(first)", &json!([]));
        widget.wait_for_state(State::Archived);
        assert!(widget.text().contains("Plan the spring meeting"));
    });
}

#[test]
fn moving_an_element_during_an_operation_does_not_disturb_it() {
    run_test(|ctx| {
        let plain = case("plain");
        let slow = Fault::usual().delayed_after_work(LONG_DELAY);
        ctx.api().set_fault(&plain.task_id, Operation::Archive, slow);
        let widget = ctx.open(&one());
        widget.wait_for_element("button", "Find task");
        widget.start_call("archive");
        eventually(|| (!deletes(ctx, &plain).is_empty()).then_some(())).expect("it is sent");
        ctx.browser.run("right.append(first)", &json!([]));
        ctx.api().skip_delays();
        widget.wait_for_state(State::Archived);
        assert_eq!(deletes(ctx, &plain).len(), 1);
    });
}

#[test]
fn removing_an_element_does_not_disturb_what_it_is_finding() {
    run_test(|ctx| {
        let plain = case("plain");
        let slow = Fault::usual().delayed_after_work(LONG_DELAY);
        ctx.api().set_fault(&plain.task_id, Operation::Get, slow);
        let widget = ctx.open(&one());
        widget.wait_for_element("button", "Find task");
        widget.start_call("find");
        let reads = || ctx.api().requests("GET", &path_of(&plain));
        eventually(|| (reads().len() == 1).then_some(())).expect("it is sent");
        ctx.browser.run("window.kept = first; window.kept.remove()", &json!([]));
        ctx.api().skip_delays();
        let state = || ctx.browser.run("return window.kept.state", &json!([]));
        eventually(|| (state() == "review").then_some(())).unwrap_or_else(|| panic!("it is {}", state()));
        assert_eq!(reads()[0].status, Some(200));

        ctx.browser.run("left.append(window.kept)", &json!([]));
        widget.wait_for_state(State::Review);
        assert!(widget.text().contains("Plan the spring meeting"), "{}", widget.text());
        assert_eq!(widget.call("archive"), State::Archived);
        assert!(is_archived(ctx, &plain));
        assert_eq!(reads().len(), 1);
    });
}

#[test]
fn removing_an_element_while_it_archives_loses_no_outcome_even_without_a_response() {
    run_test(|ctx| {
        let plain = case("plain");
        ctx.api().set_fault(
            &plain.task_id,
            Operation::Archive,
            Fault::reply(Reply::Silence).after_work(),
        );
        ctx.use_fake_clock();
        let widget = ctx.open(&one());
        widget.wait_for_element("button", "Find task");
        widget.start_call("archive");
        eventually(|| (!deletes(ctx, &plain).is_empty()).then_some(())).expect("it is sent");
        ctx.browser.run("window.kept = first; window.kept.remove()", &json!([]));
        assert_eq!(deletes(ctx, &plain)[0].ending, Ending::Open, "it is not let go of");
        ctx.advance_clock(Duration::from_secs(30));
        // The recorder listens on the document, which the element has left.
        let archived = || ctx.events_named("tallyfy-archived");
        eventually(|| (archived().len() == 1).then_some(())).expect("the outcome is announced");
        assert_eq!(archived()[0]["detail"]["taskId"], plain.task_id);

        ctx.browser.run("left.append(window.kept)", &json!([]));
        widget.wait_for_state(State::Archived);
        assert_eq!(deletes(ctx, &plain).len(), 1);
        assert_eq!(archived().len(), 1);
    });
}

/// A page that counts listeners and has access to the WebAssembly's memory.
fn counting_page() -> Page {
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

/// The number of listeners, and the size of the WebAssembly's memory in bytes.
fn listeners_and_memory(ctx: &Context) -> (u64, u64) {
    let counts = ctx
        .browser
        .run("return [window.listeners, window.memory.buffer.byteLength]", &json!([]));
    let number = |index: usize| counts[index].as_u64().expect("it is counted");
    (number(0), number(1))
}

#[test]
fn many_reconnects_leave_a_single_widget() {
    run_test(|ctx| {
        let widget = ctx.open(&counting_page());
        widget.wait_for_element("button", "Find task");
        assert_eq!(widget.call("find"), State::Review);
        let script = "const element = first;
            for (let times = 0; times < arguments_[0]; times += 1) { element.remove(); left.append(element); await null; }
            return element.shadowRoot.querySelectorAll('.card').length";
        // The first ones may allocate what is then reused.
        assert_eq!(ctx.browser.run_async(script, &json!([20])), 1);
        let before = listeners_and_memory(ctx);
        assert!(before.0 > 0 && before.1 > 0, "{before:?}");
        assert_eq!(ctx.browser.run_async(script, &json!([2_000])), 1);
        assert_eq!(listeners_and_memory(ctx), before, "listeners and bytes");
        assert_eq!(widget.state(), State::Review);
        widget.press("Archive task");
        widget.wait_for_state(State::Archived);
        assert_eq!(deletes(ctx, &case("plain")).len(), 1);
        assert_eq!(ctx.events_named("tallyfy-archived").len(), 1);
    });
}

#[test]
fn an_operation_cancelled_in_a_removed_element_leaves_no_state() {
    run_test(|ctx| {
        let plain = case("plain");
        ctx.api()
            .set_fault(&plain.task_id, Operation::Get, Fault::reply(Reply::Silence));
        let widget = ctx.open(&counting_page());
        widget.wait_for_element("button", "Find task");
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
        assert_eq!(ctx.browser.run_async(script, &json!([20])), "refused");
        let before = listeners_and_memory(ctx);
        assert_eq!(ctx.browser.run_async(script, &json!([300])), "refused");
        assert_eq!(listeners_and_memory(ctx), before, "listeners and bytes");
        let requests = || ctx.api().requests("GET", &path_of(&plain));
        let over = |request: &sandbox::LoggedRequest| request.ending == Ending::Abandoned;
        eventually(|| requests().iter().all(over).then_some(())).expect("every request is let go of");
        assert!(!requests().is_empty());
    });
}

#[test]
fn a_hundred_elements_work_in_parallel() {
    run_test(|ctx| {
        let tasks: Vec<_> = (1..=100)
            .map(|number| {
                ctx.api()
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
        ctx.open(&Page::embedding("", script));
        wait_for_script(ctx, "archiveAll");
        let states = ctx
            .browser
            .run_async("return window.archiveAll(...arguments_)", &json!([ORG, tasks, TOKEN]));
        let states = states.as_array().cloned().unwrap_or_default();
        assert_eq!(states.len(), 100);
        assert!(states.iter().all(|state| state == "archived"), "{states:?}");
        let is_archived = |id: &String| ctx.api().task(id).is_some_and(|task| task.is_archived());
        assert!(tasks.iter().all(is_archived));
        let shown = "return [...document.querySelectorAll('tallyfy-archive-task')].map((element) => element.task.id)";
        assert_eq!(
            ctx.browser.run(shown, &json!([])),
            json!(tasks),
            "each shows its own task"
        );
    });
}
