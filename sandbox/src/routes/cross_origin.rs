//! Puts the cross-origin headers on answers, or leaves them out where a fault says so.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::ORIGIN;
use axum::middleware::Next;
use axum::response::Response;

use super::inject::WithoutCors;
use crate::cors;
use crate::faults::Target;
use crate::shared::Shared;

pub(crate) async fn mark(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let origin = request.headers().get(ORIGIN).cloned();
    if let Some(method) = cors::preflight(&request) {
        let target = Target::of(&method, request.uri());
        let gap = target.and_then(|target| shared.take_preflight_fault(&target));
        let mut response = cors::preflight_answer();
        if gap.is_none() {
            shared
                .world()
                .cors
                .mark_preflight(origin.as_ref(), response.headers_mut());
        }
        return response;
    }
    let mut response = next.run(request).await;
    if response.extensions().get::<WithoutCors>().is_none() {
        shared.world().cors.mark_answer(origin.as_ref(), response.headers_mut());
    }
    response
}
