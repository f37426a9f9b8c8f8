//! Crash recovery: after a trap every element of the page keeps its state, and can restart.

use std::time::Duration;

use e2e::{Context, Page, State, eventually, run_test};
use sandbox::{Fault, NewTask, ORG, Operation, Reply, TOKEN, Task};
use serde_json::{Value, json};

use crate::steps::wait_for_script;

/// A page that adds elements, and can make creating a `<span>` fail. Then Yew panics, for example when it renders the
/// spinner.
pub(crate) fn open(ctx: &Context) {
    for expected in ["nreachable", "wasm", "closure"] {
        ctx.expect_error(expected);
    }
    let script = format!(
        r#"import "/tallyfy-archive.js";
        const {{ createElement }} = document;
        const {{ cloneNode, insertBefore }} = Node.prototype;
        const refuse = (name) => {{
          if (name !== "span") return;
          window.beforeCrash?.();
          throw new Error("no spans");
        }};
        window.breakRendering = (broken) => {{
          document.createElement = function (name, ...rest) {{
            if (broken) refuse(name);
            return createElement.call(document, name, ...rest);
          }};
          Node.prototype.cloneNode = function (...rest) {{
            if (broken) refuse(this.localName);
            return cloneNode.apply(this, rest);
          }};
        }};
        window.breakEverything = (broken) => {{
          Node.prototype.insertBefore = broken ? () => refuse("span") : insertBefore;
        }};
        window.load = (path) => import(path);
        window.settled = {{}};
        window.add = (id, taskId) => {{
          const element = document.createElement("tallyfy-archive-task");
          document.body.append(Object.assign(element, {{ id, taskId, orgId: "{ORG}", apiBase: "/api", token: "{TOKEN}" }}));
        }};
        window.begin = (id, method) =>
          void document.getElementById(id)[method]().then((state) => (window.settled[`${{id}} ${{method}}`] = state));"#
    );
    ctx.open(&Page::embedding("", script));
    wait_for_script(ctx, "begin");
}

/// Adds an element with a new task, and returns the task's ID.
pub(crate) fn add(ctx: &Context, id: &str) -> String {
    let task = ctx.api().add_task(NewTask::titled(format!("Task of {id}")));
    ctx.browser.run("add(...arguments)", &json!([id, task]));
    task
}

pub(crate) fn start_call(ctx: &Context, id: &str, method: &str) {
    ctx.browser.run("begin(...arguments)", &json!([id, method]));
}

pub(crate) fn break_rendering(ctx: &Context, broken: bool) {
    ctx.browser.run("breakRendering(arguments[0])", &json!([broken]));
}

/// The properties of an element.
pub(crate) fn properties(ctx: &Context, id: &str) -> Value {
    let script = "const { state, item, problem, hasToken } = document.getElementById(arguments[0]);
        return { state, item, problem, hasToken }";
    ctx.browser.run(script, &json!([id]))
}

/// The value that the promise of a method has resolved with.
pub(crate) fn settled(ctx: &Context, what: &str) -> Option<String> {
    let found = ctx.browser.run("return settled[arguments[0]]", &json!([what]));
    found.as_str().map(str::to_owned)
}

/// Leaves requests without a response, so that the spinner appears.
pub(crate) fn hang(ctx: &Context, task: &str, operation: Operation) {
    let fault = Fault::reply(Reply::Silence).after_work();
    ctx.api().set_fault(task, operation, fault);
}

fn fail(ctx: &Context, task: &str, operation: Operation, status: u16) {
    let fault = Fault::status(status, "No.").after_work();
    ctx.api().set_fault(task, operation, fault);
}

/// Crashes the WebAssembly in the element with this ID, which is finding, and repairs the page.
pub(crate) fn crash(ctx: &Context, id: &str) {
    let task = add(ctx, id);
    let widget = ctx.widget(&format!("#{id}"));
    assert_eq!(widget.call("reset"), State::Idle, "the WebAssembly is there");
    break_rendering(ctx, true);
    hang(ctx, &task, Operation::Get);
    assert_eq!(widget.call("find"), State::Idle, "it settles");
    widget.wait_for_text("Try again to restart it");
    assert_eq!(widget.attribute_of(".problem", "role").as_deref(), Some("alert"));
    break_rendering(ctx, false);
    ctx.api().clear_faults();
}

/// Crashes the WebAssembly in the element with this ID, which is in review, while its DELETE is in flight. The page has a
/// fake clock.
pub(crate) fn crash_while_archiving(ctx: &Context, id: &str, task: &str) {
    // What crashes it, the spinner, must not appear before the DELETE has been sent.
    ctx.freeze_clock();
    hang(ctx, task, Operation::Archive);
    start_call(ctx, id, "archive");
    let is_executed = || ctx.api().task(task).is_some_and(|task| task.is_archived());
    eventually(|| is_executed().then_some(())).expect("the DELETE is executed");
    break_rendering(ctx, true);
    ctx.unfreeze_clock();
}

#[test]
fn a_crash_while_archiving_is_unknown_until_it_is_verified_after_the_restart() {
    run_test(|ctx| {
        ctx.use_fake_clock();
        open(ctx);
        let task = add(ctx, "first");
        let first = ctx.widget("#first");
        assert_eq!(first.call("find"), State::Review);
        crash_while_archiving(ctx, "first", &task);
        let state = eventually(|| settled(ctx, "first archive"));
        assert_eq!(state.as_deref(), Some("unknown"), "it settles");
        break_rendering(ctx, false);
        ctx.api().clear_faults();
        let events = ctx.events_named("tallyfy-unknown");
        assert_eq!(events.len(), 1, "{events:?}");
        let detail = &events[0]["detail"];
        assert_eq!(detail["taskId"], task.as_str());
        assert_eq!(detail["id"], task.as_str());
        assert_eq!(detail["orgId"], ORG);
        assert_eq!(detail["item"]["title"], "Task of first");
        assert_eq!(detail["operation"], "archive");
        assert_eq!(detail["problem"]["kind"], "unexpected");
        assert_eq!(detail["checking"], true);

        first.wait_for_state(State::Archived);
        let events = ctx.events_named("tallyfy-archived");
        assert_eq!(events.len(), 1, "{events:?}");
        assert_eq!(events[0]["detail"]["taskId"], task.as_str());
        assert_eq!(events[0]["detail"]["alreadyArchived"], false);
        assert_eq!(ctx.events_named("tallyfy-unknown").len(), 1);
        first.wait_for_text("Task of first");
    });
}

#[test]
fn after_a_crash_an_echoed_token_is_still_redacted() {
    run_test(|ctx| {
        open(ctx);
        let task = add(ctx, "first");
        let first = ctx.widget("#first");
        assert_eq!(first.call("find"), State::Review);
        crash(ctx, "second");
        let echo = Fault::status(403, format!(r#"{{"message":"You sent {TOKEN}."}}"#));
        ctx.api().set_fault(&task, Operation::Get, echo);
        assert_eq!(first.call("find"), State::Refused);
        first.wait_for_text("You sent");
        assert!(!first.text().contains(TOKEN), "{}", first.text());
        assert!(!first.problem().to_string().contains(TOKEN), "{}", first.problem());
    });
}

#[test]
fn a_crash_while_finding_leaves_nothing_pending_and_methods_restart_the_widget() {
    run_test(|ctx| {
        open(ctx);
        crash(ctx, "first");
        let first = ctx.widget("#first");
        assert!(ctx.events_named("tallyfy-unknown").is_empty());
        assert_eq!(
            first.call("find"),
            State::Review,
            "it is loaded anew, and has its token"
        );
        first.wait_for_text("Task of first");
    });
}

#[test]
fn a_crash_of_one_element_keeps_the_state_of_all_others() {
    run_test(|ctx| {
        open(ctx);
        let ids = ["review", "refused", "archived", "restored", "unknown"];
        for id in ids {
            let task = add(ctx, id);
            let widget = ctx.widget(&format!("#{id}"));
            assert_eq!(widget.call("find"), State::Review);
            match id {
                "refused" => {
                    let refusal = Fault::status(403, r#"{"message":"Ask your administrator."}"#);
                    ctx.api().set_fault(&task, Operation::Archive, refusal);
                    assert_eq!(widget.call("archive"), State::Refused);
                }
                "archived" => assert_eq!(widget.call("archive"), State::Archived),
                "restored" => {
                    assert_eq!(widget.call("archive"), State::Archived);
                    assert_eq!(widget.call("restore"), State::Restored);
                }
                "unknown" => {
                    let refusal = Fault::status(403, r#"{"message":"Not now."}"#);
                    ctx.api().set_fault(&task, Operation::Archive, refusal);
                    fail(ctx, &task, Operation::Get, 500);
                    assert_eq!(widget.call("archive"), State::Unknown);
                }
                _ => {}
            }
        }
        // A read follows a restore, since an earlier request may still be executed.
        let restarts_by_itself = |id: &str| id == "restored";
        let known = ids.map(|id| properties(ctx, id));
        let events = ctx.events().len();
        crash(ctx, "spare");
        let of_spare = |event: &Value| event["from"] == "spare";
        let news: Vec<_> = ctx.events().split_off(events);
        assert!(news.iter().all(of_spare), "{news:?}");
        for (id, known) in ids.iter().zip(&known) {
            assert_eq!(properties(ctx, id), *known, "after the crash");
            let text = ctx.widget(&format!("#{id}")).text();
            assert!(
                restarts_by_itself(id) || text.contains("Try again to restart it"),
                "{id}: {text}"
            );
        }

        let events = ctx.events().len();
        for (id, known) in ids.iter().zip(&known) {
            let widget = ctx.widget(&format!("#{id}"));
            if !restarts_by_itself(id) {
                widget.press("Try again");
            }
            let rendered = format!(".card[data-state={id}]");
            eventually(|| widget.text_of(&rendered)).unwrap_or_else(|| panic!("{id}: {}", widget.text()));
            assert_eq!(properties(ctx, id), *known, "after the restart");
            widget.wait_for_text(&format!("Task of {id}"));
        }
        assert_eq!(ctx.events().len(), events, "nothing has happened");

        let [review, refused, archived, restored, unknown] = ids.map(|id| ctx.widget(&format!("#{id}")));
        assert_eq!(review.call("archive"), State::Archived, "it has its token");
        refused.wait_for_text("Ask your administrator.");
        archived.press("Restore task");
        archived.wait_for_state(State::Restored);
        assert_eq!(restored.call("find"), State::Review);
        assert_eq!(unknown.call("check"), State::Refused);
    });
}

#[test]
fn after_a_crash_the_changes_of_all_elements_are_verified() {
    run_test(|ctx| {
        open(ctx);
        let [in_flight, checked, moved] = ["in-flight", "checked", "moved"].map(|id| {
            let task = add(ctx, id);
            assert_eq!(ctx.widget(&format!("#{id}")).call("find"), State::Review);
            task
        });
        fail(ctx, &checked, Operation::Archive, 500);
        fail(ctx, &checked, Operation::Get, 500);
        start_call(ctx, "checked", "archive");
        eventually(|| (properties(ctx, "checked")["state"] == "unknown").then_some(())).expect("it cannot be read");
        let known = properties(ctx, "checked");
        // Its change continues in the background.
        hang(ctx, &moved, Operation::Archive);
        start_call(ctx, "moved", "archive");
        eventually(|| ctx.api().task(&moved).filter(Task::is_archived)).expect("it is sent");
        let next = ctx.api().add_task(NewTask::titled("Another task"));
        ctx.widget("#moved").set("taskId", &json!(next));
        assert_eq!(ctx.widget("#moved").call("find"), State::Review);
        hang(ctx, &in_flight, Operation::Archive);
        start_call(ctx, "in-flight", "archive");
        eventually(|| ctx.api().task(&in_flight).filter(Task::is_archived)).expect("it is sent");

        let events = ctx.events().len();
        crash(ctx, "spare");
        let news: Vec<_> = ctx.events().split_off(events);
        let unknown: Vec<_> = news.iter().filter(|event| event["name"] == "tallyfy-unknown").collect();
        let about: Vec<_> = unknown.iter().map(|event| event["detail"]["taskId"].as_str()).collect();
        assert_eq!(about.len(), 2, "{unknown:?}");
        assert!(
            about.contains(&Some(&in_flight)) && about.contains(&Some(&moved)),
            "{about:?}"
        );
        assert_eq!(properties(ctx, "in-flight")["state"], "unknown");
        assert_eq!(properties(ctx, "in-flight")["problem"]["kind"], "unexpected");
        assert_eq!(properties(ctx, "checked"), known);
        assert_eq!(properties(ctx, "moved")["state"], "review");
        for what in ["in-flight archive", "checked archive", "moved archive"] {
            assert_eq!(settled(ctx, what).as_deref(), Some("unknown"), "{what}");
        }

        let archived = || {
            let events = ctx.events_named("tallyfy-archived");
            events
                .iter()
                .filter_map(|event| event["detail"]["taskId"].as_str().map(str::to_owned))
                .collect::<Vec<_>>()
        };
        eventually(|| (archived().len() == 3).then_some(())).unwrap_or_else(|| panic!("{:?}", archived()));
        assert!(
            [&in_flight, &checked, &moved]
                .iter()
                .all(|task| archived().contains(*task))
        );
        ctx.widget("#in-flight").wait_for_state(State::Archived);
        ctx.widget("#checked").wait_for_state(State::Archived);
        ctx.widget("#moved").wait_for_state(State::Review);
        assert_eq!(properties(ctx, "moved")["item"]["id"], next.as_str());
    });
}

#[test]
fn a_promise_resolves_with_the_state_of_its_own_item() {
    run_test(|ctx| {
        open(ctx);
        let [first, second] = ["first", "second"].map(|id| ctx.widget(&format!("#{id}")));
        // Checked in the background, while another item is in front.
        let task = add(ctx, "first");
        assert_eq!(first.call("find"), State::Review);
        fail(ctx, &task, Operation::Archive, 500);
        fail(ctx, &task, Operation::Get, 500);
        start_call(ctx, "first", "archive");
        eventually(|| (first.state() == "unknown").then_some(())).expect("it cannot be read");
        let next = ctx.api().add_task(NewTask::titled("Another task"));
        first.set("taskId", &json!(next));
        assert_eq!(first.call("find"), State::Review);
        // In flight in the background, while another one is only searched for.
        let task = add(ctx, "second");
        assert_eq!(second.call("find"), State::Review);
        hang(ctx, &task, Operation::Archive);
        start_call(ctx, "second", "archive");
        eventually(|| ctx.api().task(&task).filter(Task::is_archived)).expect("it is sent");
        let next = ctx.api().add_task(NewTask::titled("Another task"));
        second.set("taskId", &json!(next));
        eventually(|| (second.state() == "idle").then_some(())).expect("it is in the background");
        hang(ctx, &next, Operation::Get);
        ctx.browser
            .run("second.archive().then((state) => (settled.later = state))", &json!([]));
        second.wait_for_state(State::Finding);

        crash(ctx, "spare");
        for (what, state) in [
            ("first archive", "unknown"),
            ("second archive", "unknown"),
            ("later", "idle"),
        ] {
            let found = eventually(|| settled(ctx, what));
            assert_eq!(found.as_deref(), Some(state), "{what}");
        }
    });
}

#[test]
fn an_element_with_a_follow_up_read_to_make_restarts_by_itself() {
    run_test(|ctx| {
        ctx.use_fake_clock();
        open(ctx);
        let task = add(ctx, "first");
        let first = ctx.widget("#first");
        add(ctx, "spare");
        assert_eq!(ctx.widget("#spare").call("reset"), State::Idle);
        assert_eq!(first.call("find"), State::Review);
        fail(ctx, &task, Operation::Archive, 500);
        assert_eq!(first.call("archive"), State::Archived);
        // A copy of the lost request may still be on its way, so another read follows.
        ctx.freeze_clock();
        assert_eq!(first.call("restore"), State::Restored);
        // The crash must not need a timer. Engines tell the error of a script of the driver, or hide it.
        for expected in ["no memory", "Script error"] {
            ctx.expect_error(expected);
        }
        let script = "const { encodeInto } = TextEncoder.prototype;
            TextEncoder.prototype.encodeInto = () => { throw new Error('no memory'); };
            document.getElementById('spare').fill({ token: 'é' });
            TextEncoder.prototype.encodeInto = encodeInto;";
        ctx.browser.run(script, &json!([]));
        let needs_restart = || first.text().contains("Try again to restart it");
        eventually(|| needs_restart().then_some(())).expect("it has crashed");
        assert_eq!(first.state(), State::Restored);

        ctx.advance_clock(Duration::from_secs(1));
        eventually(|| first.text_of(".card[data-state=restored]")).expect("it restarts");
        let path = format!("/api/organizations/{ORG}/tasks/{task}");
        let reads = || ctx.api().requests("GET", &path).len();
        let before = reads();
        // Beyond the in-doubt window, but not beyond the timeout of the read: Firefox would abort it before it is sent.
        ctx.advance_clock(Duration::from_secs(35));
        eventually(|| (reads() > before).then_some(())).expect("the follow-up read is sent");
    });
}

#[test]
fn a_pause_that_the_server_told_holds_across_a_restart() {
    run_test(|ctx| {
        ctx.use_fake_clock();
        open(ctx);
        let limited = add(ctx, "limited");
        let pause = Fault::status(429, "Slow down.").header("Retry-After", "60").times(1);
        ctx.api().set_fault(&limited, Operation::Get, pause);
        start_call(ctx, "limited", "find");
        let path = |task: &str| format!("/api/organizations/{ORG}/tasks/{task}");
        eventually(|| (ctx.api().requests("GET", &path(&limited)).len() == 1).then_some(())).expect("it is sent");
        eventually(|| (!ctx.has_pending_requests()).then_some(())).expect("the pause is known");
        crash(ctx, "spare");

        let other = add(ctx, "other");
        start_call(ctx, "other", "find");
        ctx.widget("#other").wait_for_state(State::Finding);
        ctx.advance_clock(Duration::from_secs(20));
        assert!(ctx.api().requests("GET", &path(&other)).is_empty());
        ctx.advance_clock(Duration::from_mins(1));
        ctx.widget("#other").wait_for_state(State::Review);
    });
}

#[test]
fn repeated_crashes_do_not_restart_forever() {
    run_test(|ctx| {
        ctx.use_fake_clock();
        open(ctx);
        let task = add(ctx, "first");
        let first = ctx.widget("#first");
        assert_eq!(first.call("find"), State::Review);
        crash_while_archiving(ctx, "first", &task);
        let crashes = "return recorder.console.filter(({ text }) => /nreachable/.test(text)).length";
        let crashes = || ctx.browser.run(crashes, &json!([])).as_u64().unwrap_or_default();
        for _ in 0..12 {
            ctx.advance_clock(Duration::from_secs(10));
        }
        let many = crashes();
        assert!((2..12).contains(&many), "{many} times");
        ctx.advance_clock(Duration::from_mins(5));
        assert_eq!(crashes(), many, "it has given up");
        let events = ctx.events_named("tallyfy-unknown");
        assert_eq!(
            events.last().map(|event| event["detail"]["checking"].clone()),
            Some(json!(false))
        );
        assert_eq!(first.state(), "unknown");
        let last = events.last().map(|event| event["detail"]["problem"].clone());
        assert_eq!(last.as_ref(), Some(&first.problem()));
    });
}

#[test]
fn after_too_many_crashes_methods_resolve_with_a_problem() {
    run_test(|ctx| {
        ctx.use_fake_clock();
        open(ctx);
        ctx.expect_error("no spans");
        ctx.browser.run("breakEverything(true)", &json!([]));
        let task = add(ctx, "first");
        let first = ctx.widget("#first");
        for _ in 0..6 {
            first.call("reset");
        }
        for (method, operation) in [("find", "find"), ("archive", "archive")] {
            assert_eq!(first.call(method), State::Refused, "{method}");
            assert_eq!(first.problem()["kind"], "unexpected", "{method}");
            assert_eq!(
                first.problem()["title"],
                "This widget crashed. Try again to restart it."
            );
            let events = ctx.events_named("tallyfy-refused");
            assert_eq!(
                events.last().map(|event| &event["detail"]["operation"]),
                Some(&json!(operation))
            );
        }
        assert!(
            ctx.api()
                .requests("DELETE", &format!("/api/organizations/{ORG}/tasks/{task}"))
                .is_empty()
        );
        ctx.browser.run("breakEverything(false)", &json!([]));
        assert_eq!(first.call("find"), State::Review, "the page was repaired");
    });
}
