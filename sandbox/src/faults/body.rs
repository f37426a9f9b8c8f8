//! Malformed and oversized bodies.

use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_TYPE, HeaderValue};
use axum::response::Response;
use bytes::Bytes;
use serde_json::{Value, json};

/// The usual response if it has a body, otherwise 200 with the item: there must be something to break.
pub(crate) async fn with_body(usual: Option<Response>, item: &Value) -> (Response, Bytes) {
    if let Some(usual) = usual {
        let (parts, body) = usual.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
        if !body.is_empty() {
            return (Response::from_parts(parts, Body::empty()), body);
        }
    }
    let mut response = Response::new(Body::empty());
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    (response, json!({ "data": item }).to_string().into())
}

pub(crate) fn half(whole: &Bytes) -> Bytes {
    whole.slice(..whole.len() / 2)
}

/// The body with an invalid UTF-8 byte in the middle.
pub(crate) fn not_utf8(whole: &Bytes) -> Bytes {
    let mut broken = whole.to_vec();
    let middle = broken.len() / 2;
    broken.insert(middle, 0xff);
    broken.into()
}

/// An item with a description of this many bytes.
pub(crate) fn huge(item: &Value, bytes: usize) -> Bytes {
    let mut item = if item.is_object() { item.clone() } else { json!({}) };
    item["summary"] = Value::String("x".repeat(bytes));
    json!({ "data": item }).to_string().into()
}

/// This many nested lists.
pub(crate) fn deep(levels: usize) -> Bytes {
    format!(r#"{{"data":{}{}}}"#, "[".repeat(levels), "]".repeat(levels)).into()
}
