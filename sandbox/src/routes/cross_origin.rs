//! Adds the CORS headers to responses, unless a fault omits them.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::ORIGIN;
use axum::middleware::Next;
use axum::response::Response;

use super::extensions::WithoutCors;
use crate::app_state::AppState;
use crate::cors;
use crate::faults::Target;

pub(crate) async fn add_headers(State(app): State<Arc<AppState>>, request: Request, next: Next) -> Response {
    let origin = request.headers().get(ORIGIN).cloned();
    if let Some(method) = cors::preflight(&request) {
        let target = Target::of(&method, request.uri());
        let gap = target.and_then(|target| app.take_preflight_fault(&target));
        let mut response = cors::preflight_answer();
        if gap.is_none() {
            app.store()
                .cors
                .add_preflight_headers(origin.as_ref(), response.headers_mut());
        }
        return response;
    }
    let mut response = next.run(request).await;
    if response.extensions().get::<WithoutCors>().is_none() {
        app.store().cors.add_headers(origin.as_ref(), response.headers_mut());
    }
    response
}
