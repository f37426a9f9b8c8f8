//! Injects armed faults into the requests that they match.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::Response;
use serde_json::json;

use super::answers;
use super::extensions::{Injected, RequestNumber, WithoutCors};
use crate::app_state::AppState;
use crate::cors::CorsGap;
use crate::faults::{Fault, Operation, Reply, Subject, Target};
use crate::state::Change;

/// The `archived_at` in a body that claims that an active item is archived.
const PLACEHOLDER_ARCHIVED_AT: &str = "2026-11-23T12:00:00Z";

pub(crate) async fn inject(State(app): State<Arc<AppState>>, request: Request, next: Next) -> Response {
    let Some(target) = Target::of(request.method(), request.uri()) else {
        return next.run(request).await;
    };
    let Some(fault) = app.take_fault(&target) else {
        return next.run(request).await;
    };
    // In a task of its own: the server drops this future when the client closes the connection, and the work must be
    // done in any case.
    let work = tokio::spawn(carry_out(app, target, fault, request, next));
    work.await.unwrap_or_else(|_| {
        let mut response = Response::new(Body::from("The sandbox failed to inject a fault."));
        *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        response
    })
}

async fn carry_out(app: Arc<AppState>, target: Target, fault: Fault, request: Request, next: Next) -> Response {
    app.delay(fault.before_ms).await;
    let change = change_of(&target, &request);
    let usual = match &change {
        Some(change) if !fault.when().is_before() => {
            let preview = || answers::send(&app.store().preview(change).answer);
            (fault.reply == Reply::Usual).then(preview)
        }
        _ => Some(next.run(request).await),
    };
    app.delay(fault.after_ms).await;
    let subject = subject(&app, &target);
    let mut response = fault.respond(target.operation, usual, &subject).await;
    response.extensions_mut().insert(Injected);
    if fault.cors == Some(CorsGap::Answer) {
        response.extensions_mut().insert(WithoutCors);
    }
    if let Some(change) = change.filter(|_| fault.when().is_later()) {
        schedule(app, change, fault.late_ms);
    }
    response
}

/// The change of the request; `None` for a read.
fn change_of(target: &Target, request: &Request) -> Option<Change> {
    Some(Change {
        request: request.extensions().get::<RequestNumber>()?.0,
        org: target.org.clone(),
        kind: target.kind,
        task: target.subject.clone(),
        archived: target.archives()?,
    })
}

fn schedule(app: Arc<AppState>, change: Change, late_ms: u64) {
    let request = change.request;
    app.store().schedule(change, late_ms);
    tokio::spawn(async move {
        tokio::time::sleep(Duration::from_millis(late_ms)).await;
        app.store().run_late(request);
    });
}

/// What the body of a response holds: a list for a list, otherwise the item.
fn subject(app: &AppState, target: &Target) -> Subject {
    match app.store().find(target.kind, &target.org, &target.subject) {
        Some(item) => {
            let archived_at = item.archived_at().map(String::as_str);
            Subject {
                as_it_is: item.to_json(archived_at),
                archived: item.to_json(archived_at.or(Some(PLACEHOLDER_ARCHIVED_AT))),
                active: item.to_json(None),
            }
        }
        None if target.operation == Operation::List => Subject::constant(&json!([])),
        None => Subject::constant(&json!({ "id": target.subject })),
    }
}
