//! The two guarantees, with regression tests: only what was shown is archived, and only what is known is reported.

mod announcements;
mod approval;
mod changed_ids;
mod checks;
mod late_rendering;
mod regressions;
mod shared_limits;

use std::time::Duration;

use e2e::{Context, Page, State, Widget, eventually, run_test};
use sandbox::{Case, Combination, Fault, NewTask, ORG, Operation, TOKEN, case};
use serde_json::{Value, json};

use crate::steps::wait_for_script;

/// Longer than the in-doubt window.
const AFTER_WINDOW: Duration = Duration::from_secs(31);

/// Longer than any test takes.
pub(crate) const LONG_DELAY: Duration = Duration::from_mins(10);

/// Longer than until the first check of an unknown outcome.
const FIRST_CHECK: Duration = Duration::from_millis(2_300);

/// The page's module. `parked` holds elements outside of the document.
const SCRIPT: &str = r#"
import "/tallyfy-archive.js";
window.parked = document.createElement("div");
/** The states that the called methods have resolved with. */
window.resolved = {};
window.call = (id, method) => {
  delete window.resolved[method];
  document.getElementById(id)[method]().then((state) => (window.resolved[method] = state));
};
document.addEventListener("tallyfy-before-archive", (event) => window.onApproval?.(event));
"#;

/// Runs a test on a page with these elements and a fake clock.
fn test_page(body: &str, test: impl FnOnce(&Context)) {
    run_test(|ctx| {
        ctx.use_fake_clock();
        ctx.open(&Page::embedding(body, SCRIPT));
        wait_for_script(ctx, "call");
        test(ctx);
    });
}

/// The markup of an element with this task. If `task` is `None`, its ID is entered.
fn element(id: &str, task: Option<&str>) -> String {
    let task = task.map(|task| format!(r#" task-id="{task}""#)).unwrap_or_default();
    format!(r#"<tallyfy-archive-task id="{id}" api-base="/api" org-id="{ORG}"{task}></tallyfy-archive-task>"#)
}

/// Task A, which is shown.
fn a() -> Case {
    case("plain")
}

fn b() -> Case {
    case("with-data")
}

/// Runs a test with one element whose page sets task A.
fn test_a(test: impl FnOnce(&Context, Widget<'_>)) {
    test_page(&element("first", Some(&a().task_id)), |ctx| {
        set_token(ctx, "first");
        test(ctx, ctx.widget("#first"));
    });
}

fn set_token(ctx: &Context, id: &str) {
    let script = "document.getElementById(arguments[0]).token = arguments[1]";
    ctx.browser.run(script, &json!([id, TOKEN]));
}

/// Runs a script on the page.
fn run(ctx: &Context, script: &str) -> Value {
    ctx.browser.run(script, &json!([]))
}

/// Calls a method without waiting; see [`resolution`].
fn start_call(ctx: &Context, id: &str, method: &str) {
    ctx.browser
        .run("call(arguments[0], arguments[1])", &json!([id, method]));
}

/// The state that the called method has resolved with.
fn resolution(ctx: &Context, method: &str) -> Option<String> {
    let reached = ctx
        .browser
        .run("return resolved[arguments[0]] ?? null", &json!([method]));
    reached.as_str().map(str::to_owned)
}

/// Waits until the called method has resolved with this state.
fn wait_for_resolution(ctx: &Context, method: &str, expected: State) {
    let reached = eventually(|| resolution(ctx, method)).expect("the promise resolves");
    assert_eq!(reached, expected, "{method}");
}

/// Waits until the server has received this many DELETEs of the task.
fn wait_for_deletes(ctx: &Context, case: &Case, count: usize) {
    let deletes = || crate::steps::deletes(ctx, case);
    eventually(|| (deletes().len() >= count).then_some(())).expect("the DELETE is sent");
}

/// The announced outcomes, oldest first: `archived`, `refused linked-task`, `unknown timeout checking`.
fn outcomes(ctx: &Context) -> Vec<String> {
    outcomes_of(ctx, None)
}

/// Those about one task.
fn outcomes_of(ctx: &Context, task: Option<&str>) -> Vec<String> {
    let events = ctx.events().into_iter();
    let events = events.filter(|event| task.is_none_or(|task| event["detail"]["taskId"] == task));
    events.filter_map(|event| outcome(&event)).collect()
}

fn outcome(event: &Value) -> Option<String> {
    let name = event["name"].as_str()?.strip_prefix("tallyfy-")?;
    if matches!(name, "state" | "before-archive") {
        return None;
    }
    let detail = &event["detail"];
    let kind = detail["problem"]["kind"].as_str();
    let checking = (detail["checking"] == true).then_some("checking");
    let words: Vec<_> = [Some(name), kind, checking].into_iter().flatten().collect();
    Some(words.join(" "))
}

/// Carries out late work now.
fn run_late_work(ctx: &Context) {
    assert!(!ctx.api().late_changes().is_empty(), "there is late work");
    ctx.api().execute_late_changes();
}

/// Advances the clock, and waits until no check is in flight.
fn advance(ctx: &Context, time: Duration) {
    ctx.advance_clock(time);
    let mut quiet = 0;
    // A response may trigger the next request.
    eventually(|| {
        quiet = if ctx.has_pending_requests() { 0 } else { quiet + 1 };
        (quiet > 2).then_some(())
    })
    .expect("what is sent is answered");
}

/// Reviews a new task in the page's element, with these faults armed for archiving.
fn review_under(ctx: &Context, widget: &Widget<'_>, combination: &Combination) -> String {
    let task = ctx
        .api()
        .add_task(NewTask::titled(format!("Archive under {}", combination.name)));
    ctx.api()
        .set_combination(&task, Operation::Archive, combination.clone().late_by(LONG_DELAY));
    widget.set("taskId", &json!(task));
    assert_eq!(widget.call("find"), State::Review, "{}", combination.name);
    task
}

fn is_archived(ctx: &Context, task: &str) -> bool {
    ctx.api().task(task).is_some_and(|task| task.is_archived())
}

/// The number of DELETEs of the task.
fn deletes_of(ctx: &Context, task: &str) -> usize {
    let path = format!("/api/organizations/{ORG}/tasks/{task}");
    ctx.api().requests("DELETE", &path).len()
}

/// Injects a fault into every request of this operation from now on.
fn arm(ctx: &Context, case: &Case, operation: Operation, fault: Fault) {
    ctx.api().set_fault(&case.task_id, operation, fault);
}
