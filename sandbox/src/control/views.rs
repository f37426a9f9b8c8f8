//! Control routes that read the state.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::HeaderName;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::IntoResponse;
use serde::Serialize;
use serde_json::{Value, json};

use crate::accounts;
use crate::app_state::AppState;
use crate::faults;
use crate::seeds;
use crate::state::{Area, Item};

const NOT_STORED: (HeaderName, &str) = (CACHE_CONTROL, "no-store");
/// How many requests the page shows.
const SHOWN: usize = 8;

pub(crate) async fn state(State(app): State<Arc<AppState>>) -> impl IntoResponse {
    let store = app.store();
    let state = json!({
        "tasks": store.tasks.iter().map(with_flag).collect::<Vec<_>>(),
        "runs": store.runs.iter().map(with_flag).collect::<Vec<_>>(),
        "templates": store.templates.iter().map(with_flag).collect::<Vec<_>>(),
        "faults": store.faults.armed(),
        "late": store.late(),
        "reads": store.reads,
        "cors": store.cors,
        "now_ms": store.now_ms(),
        "deletions": app.deletions().clone(),
        "requests": store.log.all(),
    });
    ([NOT_STORED], Json(state))
}

fn with_flag(item: &(impl Item + Serialize)) -> Value {
    let mut shown = json!(item);
    shown["archived"] = Value::Bool(item.archived_at().is_some());
    shown
}

/// The last requests to the API, newest first, with the fields that the page shows.
pub(crate) async fn requests(State(app): State<Arc<AppState>>) -> impl IntoResponse {
    let store = app.store();
    let to_api = store.log.all().iter().rev().filter(|request| request.area == Area::Api);
    let late = store.late();
    let shown: Vec<_> = to_api
        .take(SHOWN)
        .map(|request| {
            json!({
                "number": request.number,
                "method": request.method,
                "path": request.path,
                "query": request.query,
                "status": request.status,
                "ending": request.ending,
                "changed": request.changed,
                "late": if late.iter().any(|late| late.change.request == request.number) {
                    "pending"
                } else if request.executions.iter().any(|execution| execution.late) {
                    "done"
                } else {
                    "none"
                },
            })
        })
        .collect();
    ([NOT_STORED], Json(shown))
}

pub(crate) async fn cases() -> impl IntoResponse {
    ([NOT_STORED], Json(seeds::cases()))
}

/// The hundred plain tasks.
pub(crate) async fn plain_tasks() -> impl IntoResponse {
    let tasks = json!({ "org_id": accounts::ORG, "task_ids": seeds::plain_tasks(), "token": accounts::TOKEN });
    ([NOT_STORED], Json(tasks))
}

pub(crate) async fn combinations() -> impl IntoResponse {
    ([NOT_STORED], Json(faults::combinations()))
}

pub(crate) async fn script() -> impl IntoResponse {
    (
        [NOT_STORED, (CONTENT_TYPE, "text/javascript")],
        include_str!("../page/cases.js"),
    )
}

pub(crate) async fn styles() -> impl IntoResponse {
    (
        [NOT_STORED, (CONTENT_TYPE, "text/css")],
        include_str!("../page/cases.css"),
    )
}
