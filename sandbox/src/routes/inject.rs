//! Injects armed faults into the requests they are armed for.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::Response;
use serde_json::json;

use super::answers;
use super::record::Entry;
use crate::cors::CorsGap;
use crate::faults::{Fault, Operation, Reply, Subject, Target};
use crate::shared::Shared;
use crate::state::Change;

/// Marks a response that goes out without cross-origin headers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WithoutCors;

/// Marks a response that a fault was injected into.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Injected;

pub(crate) async fn inject(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let Some(target) = Target::of(request.method(), request.uri()) else {
        return next.run(request).await;
    };
    let Some(fault) = shared.take_fault(&target) else {
        return next.run(request).await;
    };
    // In a task of its own: the server drops this future when the client closes the connection, and the work is done
    // nevertheless.
    let work = tokio::spawn(carry_out(shared, target, fault, request, next));
    work.await.unwrap_or_else(|_| {
        let mut response = Response::new(Body::from("The sandbox failed to inject a fault."));
        *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        response
    })
}

async fn carry_out(shared: Arc<Shared>, target: Target, fault: Fault, request: Request, next: Next) -> Response {
    shared.delay(fault.before_ms).await;
    let change = change_of(&target, &request);
    let usual = match &change {
        Some(change) if !fault.when().is_before() => {
            let preview = || answers::send(&shared.world().preview(change).answer);
            (fault.reply == Reply::Usual).then(preview)
        }
        _ => Some(next.run(request).await),
    };
    shared.delay(fault.after_ms).await;
    let subject = subject(&shared, &target);
    let mut response = fault.respond(target.operation, usual, &subject).await;
    response.extensions_mut().insert(Injected);
    if fault.cors == Some(CorsGap::Answer) {
        response.extensions_mut().insert(WithoutCors);
    }
    if let Some(change) = change.filter(|_| fault.when().is_later()) {
        schedule(shared, change, fault.late_ms);
    }
    response
}

/// The change that the request asks for; nothing for a read.
fn change_of(target: &Target, request: &Request) -> Option<Change> {
    Some(Change {
        request: request.extensions().get::<Entry>()?.number(),
        org: target.org.clone(),
        kind: target.kind,
        task: target.subject.clone(),
        archived: target.archives()?,
    })
}

fn schedule(shared: Arc<Shared>, change: Change, late_ms: u64) {
    let request = change.request;
    shared.world().schedule(change, late_ms);
    tokio::spawn(async move {
        tokio::time::sleep(Duration::from_millis(late_ms)).await;
        shared.world().run_late(request);
    });
}

/// What a body holds: a list for a list, otherwise the item.
fn subject(shared: &Shared, target: &Target) -> Subject {
    match shared.world().find(target.kind, &target.org, &target.subject) {
        Some(item) => Subject::item(item),
        None if target.operation == Operation::List => Subject::other(&json!([])),
        None => Subject::other(&json!({ "id": target.subject })),
    }
}
