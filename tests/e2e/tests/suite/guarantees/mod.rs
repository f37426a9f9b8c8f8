//! The two guarantees, held against what broke them before: only what was shown is archived, and only what is known is
//! reported.

mod announcements;
mod approval;
mod changed_ids;
mod checks;
mod regressions;
mod shared_limits;

use std::time::Duration;

use e2e::{Context, Page, State, Widget, eventually, run_test};
use sandbox::{Case, Combination, Fault, NewTask, ORG, Operation, TOKEN, case};
use serde_json::{Value, json};

use crate::steps::wait_for_script;

/// Beyond the time in which a copy of a request may still be executed.
const AFTER_WINDOW: Duration = Duration::from_secs(31);

/// Longer than any test takes: it ends with what is waited for.
pub(crate) const LONG_DELAY: Duration = Duration::from_mins(10);

/// Beyond the first check of an unknown outcome.
const FIRST_CHECK: Duration = Duration::from_millis(2_300);

/// The page's module. `parked` is where elements are that are in no document.
const SCRIPT: &str = r#"
import "/tallyfy-archive.js";
window.parked = document.createElement("div");
/** What methods that were called have resolution with. */
window.resolution = {};
window.call = (id, method) => {
  delete window.resolution[method];
  document.getElementById(id)[method]().then((state) => (window.resolution[method] = state));
};
document.addEventListener("tallyfy-before-archive", (event) => window.ask?.(event));
"#;

/// A test on a page with these elements, whose time can be skipped.
fn test_page(body: &str, test: impl FnOnce(&Context)) {
    run_test(|ctx| {
        ctx.use_fake_clock();
        ctx.open(&Page::embedding(body, SCRIPT));
        wait_for_script(ctx, "call");
        test(ctx);
    });
}

/// The markup of an element about this task. Without an id of its own, the task's is entered.
fn element(id: &str, task: Option<&str>) -> String {
    let task = task.map(|task| format!(r#" task-id="{task}""#)).unwrap_or_default();
    format!(r#"<tallyfy-archive-task id="{id}" api-base="/api" org-id="{ORG}"{task}></tallyfy-archive-task>"#)
}

/// The task that is shown, and another one.
fn a() -> Case {
    case("plain")
}

fn b() -> Case {
    case("with-data")
}

/// A test with one element about task A, which the page names.
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

/// Calls a method and does not wait; what it wait_for_resolution with is [`resolution`].
fn start_call(ctx: &Context, id: &str, method: &str) {
    ctx.browser
        .run("call(arguments[0], arguments[1])", &json!([id, method]));
}

/// What the method that was begun has resolution with.
fn resolution(ctx: &Context, method: &str) -> Option<String> {
    let reached = ctx
        .browser
        .run("return resolution[arguments[0]] ?? null", &json!([method]));
    reached.as_str().map(str::to_owned)
}

/// Waits until the method that was begun has resolution with this.
fn wait_for_resolution(ctx: &Context, method: &str, expected: State) {
    let reached = eventually(|| resolution(ctx, method)).expect("the promise wait_for_resolution");
    assert_eq!(reached, expected, "{method}");
}

/// Waits until this many DELETEs of the task have arrived.
fn wait_for_deletes(ctx: &Context, case: &Case, count: usize) {
    let deletes = || crate::steps::deletes(ctx, case);
    eventually(|| (deletes().len() >= count).then_some(())).expect("the DELETE is sent");
}

/// The outcomes that were announced, oldest first: `archived`, `refused linked-task`, `unknown timeout checking`.
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

/// Lets the work that is done later happen now.
fn run_late_work(ctx: &Context) {
    assert!(!ctx.api().late_changes().is_empty(), "there is late work");
    ctx.api().carry_out_late_changes();
}

/// Lets time advance, and waits until no check is in flight.
fn advance(ctx: &Context, time: Duration) {
    ctx.advance_clock(time);
    let mut quiet = 0;
    // An answer may set off the next request.
    eventually(|| {
        quiet = if ctx.has_pending_requests() { 0 } else { quiet + 1 };
        (quiet > 2).then_some(())
    })
    .expect("what is sent is answered");
}

/// A task of its own, reviewed in the element that the page has; archiving it meets these faults.
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

/// How many DELETEs of the task arrived.
fn deletes_of(ctx: &Context, task: &str) -> usize {
    let path = format!("/api/organizations/{ORG}/tasks/{task}");
    ctx.api().requests("DELETE", &path).len()
}

/// Has every request of this operation meet a fault from now on.
fn arm(ctx: &Context, case: &Case, operation: Operation, fault: Fault) {
    ctx.api().set_fault(&case.task_id, operation, fault);
}
