//! Calls that end in `/delete` delete permanently. The widget must not make any, so each one is refused and recorded.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::Response;
use serde_json::json;

use super::answers::json_answer;
use crate::app_state::AppState;

pub(crate) async fn refuse(State(app): State<Arc<AppState>>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let last = path.trim_end_matches('/').rsplit('/').next();
    if !last.is_some_and(|last| last.eq_ignore_ascii_case("delete")) {
        return next.run(request).await;
    }
    app.record_deletion(format!("{} {path}", request.method()));
    let message = "Calls that end in /delete delete permanently: the sandbox refuses them.";
    json_answer(
        StatusCode::INTERNAL_SERVER_ERROR,
        &json!({ "error": true, "message": message }),
    )
}
