//! The two guarantees, held against what broke them before: only what was shown is archived, and only what is known is
//! reported.

mod announced;
mod asking;
mod changed;
mod checks;
mod reproduced;
mod together;

use std::time::Duration;

use e2e::{Page, Stage, State, Widget, eventually, play};
use sandbox::{Case, Combination, Fault, NewTask, ORG, Operation, TOKEN, case};
use serde_json::{Value, json};

use crate::scene::wait_for_script;

/// Beyond the time in which a copy of a request may still be executed.
const BEYOND: Duration = Duration::from_secs(31);

/// Longer than any test takes: it ends with what is waited for.
pub(crate) const LONG: Duration = Duration::from_mins(10);

/// Beyond the first check of an unknown outcome.
const FIRST_CHECK: Duration = Duration::from_millis(2_300);

/// The page's module. `parked` is where elements are that are in no document.
const SCRIPT: &str = r#"
import "/tallyfy-archive.js";
window.parked = document.createElement("div");
/** What methods that were called have resolved with. */
window.resolved = {};
window.call = (id, method) => {
  delete window.resolved[method];
  document.getElementById(id)[method]().then((state) => (window.resolved[method] = state));
};
document.addEventListener("tallyfy-before-archive", (event) => window.ask?.(event));
"#;

/// A scene on a page with these elements, whose time can be skipped.
fn on_page(body: &str, scene: impl FnOnce(&Stage)) {
    play(|stage| {
        stage.set_clock();
        stage.open(&Page::embedding(body, SCRIPT));
        wait_for_script(stage, "call");
        scene(stage);
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

/// A scene with one element about task A, which the page names.
fn on_a(scene: impl FnOnce(&Stage, Widget<'_>)) {
    on_page(&element("first", Some(&a().task_id)), |stage| {
        give_token(stage, "first");
        scene(stage, stage.widget("#first"));
    });
}

fn give_token(stage: &Stage, id: &str) {
    let script = "document.getElementById(arguments[0]).token = arguments[1]";
    stage.browser.run(script, &json!([id, TOKEN]));
}

/// Runs a script on the page.
fn run(stage: &Stage, script: &str) -> Value {
    stage.browser.run(script, &json!([]))
}

/// Calls a method and does not wait; what it resolves with is [`resolved`].
fn begin(stage: &Stage, id: &str, method: &str) {
    stage
        .browser
        .run("call(arguments[0], arguments[1])", &json!([id, method]));
}

/// What the method that was begun has resolved with.
fn resolved(stage: &Stage, method: &str) -> Option<String> {
    let reached = stage
        .browser
        .run("return resolved[arguments[0]] ?? null", &json!([method]));
    reached.as_str().map(str::to_owned)
}

/// Waits until the method that was begun has resolved with this.
fn resolves(stage: &Stage, method: &str, expected: State) {
    let reached = eventually(|| resolved(stage, method)).expect("the promise resolves");
    assert_eq!(reached, expected, "{method}");
}

/// Waits until this many DELETEs of the task have arrived.
fn arrives(stage: &Stage, case: &Case, count: usize) {
    let deletes = || crate::scene::deletes(stage, case);
    eventually(|| (deletes().len() >= count).then_some(())).expect("the DELETE is sent");
}

/// The outcomes that were announced, oldest first: `archived`, `refused linked-task`, `unknown timeout checking`.
fn outcomes(stage: &Stage) -> Vec<String> {
    outcomes_of(stage, None)
}

/// Those about one task.
fn outcomes_of(stage: &Stage, task: Option<&str>) -> Vec<String> {
    let events = stage.events().into_iter();
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
fn do_late_work(stage: &Stage) {
    assert!(!stage.api().late_changes().is_empty(), "there is late work");
    stage.api().carry_out_late_changes();
}

/// Lets time pass, and waits until no check is in flight.
fn pass(stage: &Stage, time: Duration) {
    stage.skip(time);
    let mut quiet = 0;
    // An answer may set off the next request.
    eventually(|| {
        quiet = if stage.is_waiting() { 0 } else { quiet + 1 };
        (quiet > 2).then_some(())
    })
    .expect("what is sent is answered");
}

/// A task of its own, reviewed in the element that the page has; archiving it meets these faults.
fn review_under(stage: &Stage, widget: &Widget<'_>, combination: &Combination) -> String {
    let task = stage
        .api()
        .add_task(NewTask::titled(format!("Archive under {}", combination.name)));
    stage
        .api()
        .set_combination(&task, Operation::Archive, combination.clone().late_by(LONG));
    widget.set("taskId", &json!(task));
    assert_eq!(widget.call("find"), State::Review, "{}", combination.name);
    task
}

fn is_archived(stage: &Stage, task: &str) -> bool {
    stage.api().task(task).is_some_and(|task| task.is_archived())
}

/// How many DELETEs of the task arrived.
fn deletes_of(stage: &Stage, task: &str) -> usize {
    let path = format!("/api/organizations/{ORG}/tasks/{task}");
    stage.api().requests("DELETE", &path).len()
}

/// Has every request of this operation meet a fault from now on.
fn arm(stage: &Stage, case: &Case, operation: Operation, fault: Fault) {
    stage.api().set_fault(&case.task_id, operation, fault);
}
