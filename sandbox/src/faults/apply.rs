//! Lets armed faults strike the requests they are armed for.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::Response;
use serde_json::{Value, json};

use super::{Fault, Operation, Target};
use crate::cors::CorsGap;
use crate::shared::Shared;

/// Marks an answer that goes out without cross-origin headers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WithoutCors;

/// Marks an answer that a fault decided.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Struck;

pub(crate) async fn strike(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let Some(target) = Target::of(request.method(), request.uri()) else {
        return next.run(request).await;
    };
    let Some(fault) = shared.take_fault(&target) else {
        return next.run(request).await;
    };
    // In a task of its own, since the server drops what answers a client that has gone away, and work that was asked
    // for is done nevertheless.
    let work = tokio::spawn(carry_out(shared, target, fault, request, next));
    work.await.unwrap_or_else(|_| {
        let mut response = Response::new(Body::from("The stand-in failed to carry out a fault."));
        *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        response
    })
}

async fn carry_out(shared: Arc<Shared>, target: Target, fault: Fault, request: Request, next: Next) -> Response {
    pause(fault.before_ms).await;
    let usual = if fault.does_the_work() {
        Some(next.run(request).await)
    } else {
        None
    };
    pause(fault.after_ms).await;
    let mut response = fault.reply.dress(usual, &subject(&shared, &target)).await;
    response.extensions_mut().insert(Struck);
    if fault.cors == Some(CorsGap::Answer) {
        response.extensions_mut().insert(WithoutCors);
    }
    response
}

async fn pause(milliseconds: u64) {
    if milliseconds > 0 {
        tokio::time::sleep(Duration::from_millis(milliseconds)).await;
    }
}

/// What a body about the target would hold: a list for a list, otherwise the task.
fn subject(shared: &Shared, target: &Target) -> Value {
    match shared.world().task(&target.org, &target.subject) {
        Some(task) => task.to_json(),
        None if target.operation == Operation::List => json!([]),
        None => json!({ "id": target.subject }),
    }
}
