//! Responses in the service's formats.

use axum::body::Body;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::{ACCEPT, CONTENT_TYPE, HeaderValue};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use serde_json::{Value, json};

use super::extensions::Injected;
use crate::fixtures::Fixture;
use crate::state::{Answer, NotFound};

/// A fixture.
pub(crate) fn fixture(name: &str) -> Response {
    match Fixture::named(name) {
        Some(fixture) => fixture.response(),
        None => json_answer(
            StatusCode::INTERNAL_SERVER_ERROR,
            &json!({ "message": format!("No answer {name}") }),
        ),
    }
}

pub(crate) fn json_answer(status: StatusCode, body: &Value) -> Response {
    let mut response = Response::new(Body::from(body.to_string()));
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

/// 200 with this in `data`.
pub(crate) fn data(data: &Value) -> Response {
    json_answer(StatusCode::OK, &json!({ "data": data }))
}

/// The response to a change.
pub(crate) fn send(answer: &Answer) -> Response {
    match answer {
        Answer::Fixture(name) => fixture(name),
        Answer::Json(status, body) => json_answer(StatusCode::from_u16(*status).unwrap_or_default(), body),
    }
}

/// The response to a read by ID of an item that does not exist or is hidden.
pub(crate) fn not_found(kind: NotFound) -> Response {
    match kind {
        NotFound::Resource => fixture("not-found-404"),
        NotFound::Endpoint => fixture("not-found-404-endpoint"),
        NotFound::Apsh546 => fixture("not-found-404-apsh546"),
        NotFound::Html => page(StatusCode::NOT_FOUND),
    }
}

pub(crate) async fn no_endpoint() -> Response {
    fixture("not-found-404-endpoint")
}

/// Sends errors as HTML to clients that do not accept JSON, as the service does. Replies of faults stay as they are.
pub(crate) async fn as_accepted(request: Request, next: Next) -> Response {
    let accept = request
        .headers()
        .get(ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .unwrap_or_default();
    let wants_json = accept.contains("application/json");
    let response = next.run(request).await;
    let status = response.status();
    if wants_json || status.as_u16() < 400 || response.extensions().get::<Injected>().is_some() {
        return response;
    }
    page(status)
}

/// An error as HTML.
fn page(status: StatusCode) -> Response {
    let reason = status.canonical_reason().unwrap_or("Error");
    let page = format!(
        "<!doctype html><title>{reason}</title><h1>{} | {reason}</h1>",
        status.as_u16()
    );
    (status, Html(page)).into_response()
}
