//! Sends one request and reads the response.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_net::http::Headers;
use js_sys::{Date, JsString, Object, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{AbortSignal, RequestCredentials, RequestRedirect};

use super::credentials::Credentials;
use super::diagnosis;
use super::exchange::Exchange;
use super::fetch::{PageResponse, fetch, new_init};
use super::js_value::JsJson;
use crate::archive::Outcome;
use crate::tallyfy::{ApiResponse, Body, Head, ProblemKind, Redacted, Request, Secrets, Token, retry_after};

/// Sends a request and reads the whole response. A GET without a response is repeated once if the server is up, to
/// distinguish a lost connection and a redirect from missing CORS headers. Nothing else is ever repeated.
pub(super) async fn send(
    request: &Request,
    token: Option<&Token>,
    credentials: Credentials,
    secrets: &RefCell<Rc<Secrets>>,
    signal: Option<&AbortSignal>,
) -> (Outcome, Exchange) {
    let mut response = fetch_with_token(request, token, credentials, RequestRedirect::Error, signal)
        .await
        .filter(|response| !has_no_status(response));
    let mut cause = ProblemKind::Unreachable;
    if response.is_none() {
        cause = diagnosis::diagnose(request, signal).await;
    }
    if cause == ProblemKind::Blocked {
        let repeated = fetch_with_token(request, token, credentials, RequestRedirect::Manual, signal).await;
        let is_redirect = repeated.as_ref().is_some_and(has_no_status);
        response = repeated.filter(|_| !is_redirect);
        if is_redirect || response.is_none() && is_readable(request, token, credentials, signal).await {
            cause = ProblemKind::Unreachable;
        }
    }
    let mut exchange = Exchange::new(request.clone());
    let outcome = match response {
        Some(response) => {
            diagnosis::mark_readable(request.origin());
            Outcome::Response(read(response, secrets, &mut exchange).await)
        }
        None => Outcome::NoResponse(cause),
    };
    (outcome, exchange)
}

/// Whether it is a response of which the browser does not show anything: that of a redirect which was not followed, an
/// error, or an opaque one.
fn has_no_status(response: &PageResponse) -> bool {
    response.status() == 0
}

/// Whether the page can read the responses of this origin, so that a missing one is not due to CORS. If it has read none
/// yet, an invalid token may get one where a valid one does not: the preflights of both are the same.
async fn is_readable(
    request: &Request,
    token: Option<&Token>,
    credentials: Credentials,
    signal: Option<&AbortSignal>,
) -> bool {
    if diagnosis::is_readable(request.origin()) {
        return true;
    }
    let Some(invalid) = token.and_then(|_| Token::parse("none").ok()) else {
        return false;
    };
    let response = fetch_with_token(request, Some(&invalid), credentials, RequestRedirect::Manual, signal).await;
    let is_readable = response.is_some_and(|response| !has_no_status(&response));
    if is_readable {
        diagnosis::mark_readable(request.origin());
    }
    is_readable
}

async fn fetch_with_token(
    request: &Request,
    token: Option<&Token>,
    credentials: Credentials,
    redirect: RequestRedirect,
    signal: Option<&AbortSignal>,
) -> Option<PageResponse> {
    let init = new_init(signal);
    init.set_method(request.method.as_str());
    init.set_credentials(match credentials {
        Credentials::Omit => RequestCredentials::Omit,
        Credentials::SameOrigin => RequestCredentials::SameOrigin,
        Credentials::Include => RequestCredentials::Include,
    });
    init.set_redirect(redirect);
    let headers = Headers::new();
    for (name, value) in Request::headers(token) {
        headers.set(name, &value);
    }
    init.set_headers(&plain(&headers));
    fetch(&request.url, &init).await
}

/// The headers as a plain object: wrappers of `fetch` add theirs with `{...headers}`.
fn plain(headers: &Headers) -> Object {
    let object = Object::new();
    for (name, value) in headers.entries() {
        // Setting a property of a new object cannot fail.
        let _ = Reflect::set(&object, &name.into(), &value.into());
    }
    object
}

async fn read(response: PageResponse, secrets: &RefCell<Rc<Secrets>>, exchange: &mut Exchange) -> ApiResponse {
    let header = |name| response.header(name).ok().flatten();
    let request_id = header("X-Request-Id");
    let retry_after = header("Retry-After").and_then(|value| retry_after(&value, Date::now(), parse_date));
    let content_type = response.header("Content-Type");
    let status = response.status();
    let text = response.text().await;
    // Only now: the page may have set another token while the body was read. It may do so below, too.
    let secrets = &*secrets.borrow().clone();
    let head = Head {
        status,
        request_id: request_id.map(|id| secrets.redact(&id).chars().take(200).collect()),
        retry_after,
    };
    exchange.status = Some(head.status);
    exchange.request_id.clone_from(&head.request_id);
    let Ok(text) = text else {
        return ApiResponse::parse::<Redacted<'_, JsJson>>(head, Body::Truncated);
    };
    // Not an empty body, such as that of a 204: throwing and catching the error would take milliseconds.
    let json = (text.length() > 0).then(|| parse_json(&text).ok()).flatten();
    exchange.set_body(&text, json.as_ref(), secrets);
    let body = match (json, content_type) {
        (Some(json), _) => Body::Json(Redacted::new(JsJson(json), secrets)),
        // It may be HTML.
        (None, Err(_)) => Body::Truncated,
        (None, Ok(Some(name))) if name.to_ascii_lowercase().contains("html") => Body::Html,
        // Other text is only used for a short message.
        (None, Ok(_)) => {
            let text = String::from(text.slice(0, 1_000));
            return ApiResponse::parse::<Redacted<'_, JsJson>>(head, Body::Text(&secrets.redact_truncated(&text)));
        }
    };
    ApiResponse::parse(head, body)
}

fn parse_date(text: &str) -> Option<f64> {
    Some(Date::parse(text)).filter(|time| time.is_finite())
}

#[wasm_bindgen]
extern "C" {
    /// Parses without copying the string into this module's memory.
    #[wasm_bindgen(catch, js_namespace = JSON, js_name = parse)]
    fn parse_json(text: &JsString) -> Result<JsValue, JsValue>;
}
