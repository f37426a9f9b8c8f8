//! What can be looked at.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::HeaderName;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::IntoResponse;
use serde_json::{Value, json};

use crate::seeds;
use crate::shared::Shared;
use crate::state::Area;

const NOT_STORED: (HeaderName, &str) = (CACHE_CONTROL, "no-store");
/// The page shows the last exchanges only.
const SHOWN: usize = 8;

pub(crate) async fn state(State(shared): State<Arc<Shared>>) -> impl IntoResponse {
    let world = shared.world();
    let with_flag = |task: &crate::state::Task| {
        let mut shown = json!(task);
        shown["archived"] = Value::Bool(task.is_archived());
        shown
    };
    let state = json!({
        "tasks": world.tasks.iter().map(with_flag).collect::<Vec<_>>(),
        "runs": world.runs,
        "faults": world.faults.armed(),
        "cors": world.cors,
        "requests": world.log.all(),
    });
    ([NOT_STORED], Json(state))
}

/// The last requests to the API, newest first, without what the page does not show.
pub(crate) async fn requests(State(shared): State<Arc<Shared>>) -> impl IntoResponse {
    let world = shared.world();
    let to_api = world.log.all().iter().rev().filter(|request| request.area == Area::Api);
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
            })
        })
        .collect();
    ([NOT_STORED], Json(shown))
}

pub(crate) async fn cases() -> impl IntoResponse {
    ([NOT_STORED], Json(seeds::cases()))
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
