//! Steps that many tests share.

use e2e::{Context, Page, State, Widget, eventually};
use sandbox::{Case, LoggedRequest};
use serde_json::{Value, json};

/// The path of a case's task.
pub(crate) fn path_of(case: &Case) -> String {
    format!("/api/organizations/{}/tasks/{}", case.org_id, case.task_id)
}

/// The requests that archive this case's task.
pub(crate) fn deletes(ctx: &Context, case: &Case) -> Vec<LoggedRequest> {
    ctx.api().requests("DELETE", &path_of(case))
}

/// Whether this case's task is archived now.
pub(crate) fn is_archived(ctx: &Context, case: &Case) -> bool {
    ctx.api().task(&case.task_id).is_some_and(|task| task.is_archived())
}

/// Opens the built page and enters a case. Only the token is typed, since drivers type slowly; its field has the focus.
pub(crate) fn enter<'a>(ctx: &'a Context, case: &Case) -> Widget<'a> {
    let widget = ctx.open(&Page::built());
    widget.fill(&json!({ "orgId": case.org_id, "taskId": case.task_id }));
    widget.enter("Access token", case.token);
    widget
}

/// Opens the built page, and finds a case's task.
pub(crate) fn find<'a>(ctx: &'a Context, case: &Case) -> Widget<'a> {
    let widget = enter(ctx, case);
    widget.press("Find task");
    widget.wait_for_state(State::Review);
    widget
}

/// Waits until the page's module has defined this global.
pub(crate) fn wait_for_script(ctx: &Context, global: &str) {
    let is_there = || ctx.browser.run("return arguments[0] in window", &json!([global])) == true;
    eventually(|| is_there().then_some(())).expect("the page's script runs");
}

/// How often the WebAssembly was fetched, on a page that records fetches.
pub(crate) fn loads(ctx: &Context) -> usize {
    let fetched = ctx.browser.run("return window.fetched", &json!([]));
    let fetched = fetched.as_array().cloned().unwrap_or_default();
    let is_wasm = |address: &&Value| address.as_str().is_some_and(|address| address.contains(".wasm"));
    fetched.iter().filter(is_wasm).count()
}
