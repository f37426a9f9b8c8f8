//! What can be changed.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::cors::Cors;
use crate::faults::Armed;
use crate::seeds;
use crate::shared::Shared;
use crate::state::NewTask;

pub(crate) async fn reset(State(shared): State<Arc<Shared>>) -> StatusCode {
    shared.reset();
    StatusCode::NO_CONTENT
}

pub(crate) async fn replant(State(shared): State<Arc<Shared>>, Path(name): Path<String>) -> StatusCode {
    if seeds::replant(&mut shared.world(), &name) {
        StatusCode::NO_CONTENT
    } else {
        StatusCode::NOT_FOUND
    }
}

pub(crate) async fn add_task(
    State(shared): State<Arc<Shared>>,
    Json(task): Json<NewTask>,
) -> (StatusCode, Json<Value>) {
    let id = shared.world().add(task);
    (StatusCode::CREATED, Json(json!({ "id": id })))
}

pub(crate) async fn arm(
    State(shared): State<Arc<Shared>>,
    Json(armed): Json<Armed>,
) -> Result<StatusCode, (StatusCode, String)> {
    armed
        .check()
        .map_err(|reason| (StatusCode::UNPROCESSABLE_ENTITY, reason))?;
    shared.world().faults.arm(armed);
    Ok(StatusCode::NO_CONTENT)
}

pub(crate) async fn disarm(State(shared): State<Arc<Shared>>) -> StatusCode {
    shared.world().faults.clear();
    StatusCode::NO_CONTENT
}

pub(crate) async fn set_cors(State(shared): State<Arc<Shared>>, Json(cors): Json<Cors>) -> StatusCode {
    shared.world().cors = cors;
    StatusCode::NO_CONTENT
}
