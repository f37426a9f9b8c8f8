//! Forwarding one request.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, LOCATION, RETRY_AFTER};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;

use super::base::Base;

/// The request headers that the API needs. Origin, referrer and cookies are dropped.
const REQUEST_HEADERS: [HeaderName; 4] = [
    AUTHORIZATION,
    ACCEPT,
    CONTENT_TYPE,
    HeaderName::from_static("x-tallyfy-client"),
];
/// The response headers that the widget reads, and those for support. Cookies and policies are dropped.
const RESPONSE_HEADERS: [HeaderName; 5] = [
    CONTENT_TYPE,
    RETRY_AFTER,
    LOCATION,
    HeaderName::from_static("x-request-id"),
    HeaderName::from_static("x-ratelimit-remaining"),
];

/// The real service and the connections to it.
#[derive(Debug)]
pub(crate) struct Service {
    base: Base,
    client: Client<HttpsConnector<HttpConnector>, Body>,
}

impl Service {
    pub(crate) fn at(base: Base) -> Self {
        let connector = HttpsConnectorBuilder::new()
            .with_provider_and_webpki_roots(rustls::crypto::ring::default_provider())
            .expect("ring supports the enabled protocol versions")
            .https_or_http()
            .enable_http1()
            .build();
        Self {
            base,
            client: Client::builder(TokioExecutor::new()).build(connector),
        }
    }
}

pub(crate) async fn forward_request(State(service): State<Arc<Service>>, request: Request) -> Response {
    let Some(address) = service.base.address_of(request.uri()) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    match service.client.request(to_service(request, address)).await {
        Ok(answer) => {
            let (mut parts, body) = answer.into_parts();
            parts.headers = allowed(&RESPONSE_HEADERS, &parts.headers);
            Response::from_parts(parts, Body::new(body))
        }
        Err(error) => {
            let reason = format!("Cannot reach {}: {error}", service.base.host());
            (StatusCode::BAD_GATEWAY, reason).into_response()
        }
    }
}

fn to_service(request: Request, address: Uri) -> Request {
    let (mut parts, body) = request.into_parts();
    parts.uri = address;
    parts.headers = allowed(&REQUEST_HEADERS, &parts.headers);
    Request::from_parts(parts, body)
}

fn allowed(names: &[HeaderName], headers: &HeaderMap) -> HeaderMap {
    let kept = names
        .iter()
        .filter_map(|name| Some((name.clone(), headers.get(name)?.clone())));
    kept.collect()
}
