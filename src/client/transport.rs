//! Sends one request and reads the response.

use std::cell::RefCell;

use gloo_net::http::{Headers, Response};
use js_sys::{Date, JsString, Object, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, RequestCredentials, RequestRedirect};

use super::fetch::{fetch, new_init};
use super::js_value::JsJson;
use super::{Credentials, Exchange, diagnosis};
use crate::archive::Outcome;
use crate::tallyfy::{ApiResponse, Body, Head, ProblemKind, Redacted, Request, Secrets, Token, retry_after};

/// Sends a request and reads the whole response. A GET without a response is repeated once if the server is up, to
/// distinguish a lost connection and a redirect from missing CORS headers. Nothing else is ever repeated.
pub(super) async fn send(
    request: &Request,
    token: Option<&Token>,
    credentials: Credentials,
    secrets: &RefCell<Secrets>,
    signal: Option<&AbortSignal>,
) -> (Outcome, Exchange) {
    let mut response = fetch_with_token(request, token, credentials, RequestRedirect::Error, signal).await;
    let mut cause = ProblemKind::Unreachable;
    if response.is_none() {
        cause = diagnosis::diagnose(request, signal).await;
    }
    if cause == ProblemKind::Blocked {
        let repeated = fetch_with_token(request, token, credentials, RequestRedirect::Manual, signal).await;
        // The status of a redirect that was not followed.
        let is_redirect = repeated.as_ref().is_some_and(|response| response.status() == 0);
        if is_redirect || diagnosis::is_readable(request.origin()) {
            cause = ProblemKind::Unreachable;
        }
        response = repeated.filter(|_| !is_redirect);
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

async fn fetch_with_token(
    request: &Request,
    token: Option<&Token>,
    credentials: Credentials,
    redirect: RequestRedirect,
    signal: Option<&AbortSignal>,
) -> Option<Response> {
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

async fn read(response: Response, secrets: &RefCell<Secrets>, exchange: &mut Exchange) -> ApiResponse {
    let header = |name| response.headers().get(name);
    let request_id = header("X-Request-Id");
    let retry_after = header("Retry-After").and_then(|value| retry_after(&value, Date::now(), parse_date));
    let is_html = header("Content-Type").is_some_and(|value| value.to_ascii_lowercase().contains("html"));
    let status = response.status();
    let text = text_of(response.into()).await;
    // Borrowed only now: the page may have set another token while the body was read.
    let secrets = &*secrets.borrow();
    let head = Head {
        status,
        request_id: request_id.map(|id| secrets.redact(&id).chars().take(200).collect()),
        retry_after,
    };
    exchange.status = Some(head.status);
    exchange.request_id.clone_from(&head.request_id);
    let Some(text) = text else {
        return ApiResponse::parse::<Redacted<'_, JsJson>>(head, Body::Truncated);
    };
    // Not an empty body, such as that of a 204: throwing and catching the error would take milliseconds.
    let json = (text.length() > 0).then(|| parse_json(&text).ok()).flatten();
    exchange.set_body(&text, json.as_ref(), secrets);
    let body = match json {
        Some(json) => Body::Json(Redacted::new(JsJson(json), secrets)),
        None if is_html => Body::Html,
        // Other text is only used for a short message.
        None => {
            let text = String::from(text.slice(0, 1_000));
            return ApiResponse::parse::<Redacted<'_, JsJson>>(head, Body::Text(&secrets.redact_truncated(&text)));
        }
    };
    ApiResponse::parse(head, body)
}

/// The body as a JavaScript string: a large one is never copied into this module's memory.
async fn text_of(response: web_sys::Response) -> Option<JsString> {
    let text = JsFuture::from(response.text().ok()?).await.ok()?;
    text.dyn_into().ok()
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
