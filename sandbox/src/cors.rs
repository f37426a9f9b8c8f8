//! CORS, including configurations that are only half right.

use axum::body::Body;
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Method, Request, StatusCode};
use axum::response::Response;
use serde::{Deserialize, Serialize};

/// Which responses lack their CORS headers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CorsGap {
    /// The responses: requests are sent and executed, and the page cannot read the outcome.
    Answer,
    /// The responses to preflights: the request itself is never sent.
    Preflight,
}

/// Which CORS headers are sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Cors {
    /// `*`, one origin, or none at all.
    pub allow: Option<String>,
    /// Which responses lack the headers in spite of `allow`.
    pub gap: Option<CorsGap>,
    /// Sends `Access-Control-Expose-Headers` for `Retry-After` and `X-Request-Id`.
    pub expose: bool,
    /// Allows credentials; needs one origin in `allow`, since browsers refuse `*` then.
    pub credentials: bool,
}

const EXPOSED: HeaderValue = HeaderValue::from_static("Retry-After, X-Request-Id");
const METHODS: HeaderValue = HeaderValue::from_static("GET, PUT, DELETE");
const HEADERS: HeaderValue = HeaderValue::from_static("Authorization, Accept, X-Tallyfy-Client, Content-Type");

impl Cors {
    /// No CORS headers: only the sandbox's own origin can read responses.
    pub fn off() -> Self {
        Self::default()
    }

    /// Any origin may call and may read `Retry-After` and `X-Request-Id`.
    pub fn any() -> Self {
        Self {
            allow: Some("*".to_owned()),
            expose: true,
            ..Self::default()
        }
    }

    /// This origin alone may call.
    pub fn only(origin: impl Into<String>) -> Self {
        Self {
            allow: Some(origin.into()),
            expose: true,
            ..Self::default()
        }
    }

    pub(crate) fn add_preflight_headers(&self, origin: Option<&HeaderValue>, headers: &mut HeaderMap) {
        if self.gap == Some(CorsGap::Preflight) || !self.add_allow_origin(origin, headers) {
            return;
        }
        headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, METHODS);
        headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, HEADERS);
        // A cached preflight would hide the next change of these settings.
        headers.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("0"));
    }

    pub(crate) fn add_headers(&self, origin: Option<&HeaderValue>, headers: &mut HeaderMap) {
        if self.gap != Some(CorsGap::Answer) && self.add_allow_origin(origin, headers) && self.expose {
            headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        }
    }

    fn add_allow_origin(&self, origin: Option<&HeaderValue>, headers: &mut HeaderMap) -> bool {
        let Some(allow) = &self.allow else { return false };
        let allowed = match origin {
            _ if allow == "*" => HeaderValue::from_static("*"),
            Some(origin) if origin.as_bytes() == allow.as_bytes() => origin.clone(),
            _ => return false,
        };
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, allowed);
        headers.insert(header::VARY, HeaderValue::from_static("Origin"));
        if self.credentials {
            headers.insert(
                header::ACCESS_CONTROL_ALLOW_CREDENTIALS,
                HeaderValue::from_static("true"),
            );
        }
        true
    }
}

/// The method that a preflight asks for; `None` if the request is not a preflight.
pub(crate) fn preflight(request: &Request<Body>) -> Option<Method> {
    const ASKED: HeaderName = header::ACCESS_CONTROL_REQUEST_METHOD;
    if request.method() != Method::OPTIONS || !request.headers().contains_key(header::ORIGIN) {
        return None;
    }
    Method::from_bytes(request.headers().get(ASKED)?.as_bytes()).ok()
}

/// The response to a preflight, without headers.
pub(crate) fn preflight_answer() -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    response
}
