//! One request in the air.

use gloo_net::http::{self, Response};
use gloo_timers::callback::Timeout;
use js_sys::{Date, JsString};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, AbortSignal, Headers, ReferrerPolicy, RequestCache, RequestCredentials, RequestInit,
    RequestRedirect,
};

use super::browser::Value;
use super::diagnosis::diagnose;
use super::{Credentials, Exchange};
use crate::archive::Outcome;
use crate::tallyfy::{self, Answer, ApiBase, Body, Head, Kind, Request, Token, retry_after};

/// A request in the air or a wait. Dropping it lets go of it: the request is aborted, the timer cleared.
#[must_use = "dropping it aborts the request"]
pub(super) struct Flight {
    /// Under which the machine knows it.
    pub(super) ticket: u32,
    controller: Option<AbortController>,
    _timer: Timeout,
}

impl Flight {
    pub(super) fn new(ticket: u32, controller: Option<AbortController>, timer: Timeout) -> Self {
        Self {
            ticket,
            controller,
            _timer: timer,
        }
    }
}

impl Drop for Flight {
    fn drop(&mut self) {
        if let Some(controller) = &self.controller {
            // Without a reason: gloo-net panics on one that is no `Error`.
            controller.abort();
        }
    }
}

/// Sends a request and waits for all of its answer. Reading is repeated once where the server is up but no answer
/// arrived, to tell a broken connection from a missing permission; nothing else ever is.
pub(super) async fn send(
    request: &Request,
    base: &ApiBase,
    token: Option<&Token>,
    credentials: Credentials,
    signal: &AbortSignal,
) -> (Outcome, Exchange) {
    let mut response = fetch(request, token, credentials, signal).await;
    let mut lost = Kind::Unreachable;
    if response.is_none() {
        lost = diagnose(&request.url, base, signal).await;
        if lost == Kind::Blocked && request.method == tallyfy::Method::Get {
            response = fetch(request, token, credentials, signal).await;
        }
    }
    let mut exchange = Exchange::new(request.clone());
    let outcome = match response {
        Some(response) => Outcome::Answered(read(response, token, &mut exchange).await),
        None => Outcome::Lost(lost),
    };
    (outcome, exchange)
}

async fn fetch(
    request: &Request,
    token: Option<&Token>,
    credentials: Credentials,
    signal: &AbortSignal,
) -> Option<Response> {
    let init = init(signal);
    init.set_method(request.method.as_str());
    init.set_credentials(match credentials {
        Credentials::Omit => RequestCredentials::Omit,
        Credentials::SameOrigin => RequestCredentials::SameOrigin,
        Credentials::Include => RequestCredentials::Include,
    });
    init.set_redirect(RequestRedirect::Error);
    let headers = Headers::new().ok()?;
    for (name, value) in Request::headers(token) {
        headers.set(name, &value).ok()?;
    }
    init.set_headers(&headers);
    start(&request.url, &init).await
}

/// What all requests have in common: nobody is told of the page, and no answer is an old one.
pub(super) fn init(signal: &AbortSignal) -> RequestInit {
    let init = RequestInit::new();
    init.set_referrer_policy(ReferrerPolicy::NoReferrer);
    init.set_cache(RequestCache::NoStore);
    init.set_signal(Some(signal));
    init
}

/// Sends it, and waits for the head of the answer. gloo-net's builder of requests, with its parameters and formatting
/// of addresses, would weigh a kilobyte of what every page downloads.
pub(super) async fn start(url: &str, init: &RequestInit) -> Option<Response> {
    let request = web_sys::Request::new_with_str_and_init(url, init).ok()?;
    http::Request::from(request).send().await.ok()
}

async fn read(response: Response, token: Option<&Token>, exchange: &mut Exchange) -> Answer {
    let header = |name| response.headers().get(name);
    let head = Head {
        status: response.status(),
        request_id: header("X-Request-Id").map(|id| id.chars().take(200).collect()),
        retry_after: header("Retry-After").and_then(|value| retry_after(&value, Date::now(), parse_date)),
    };
    exchange.status = Some(head.status);
    exchange.request_id.clone_from(&head.request_id);
    let is_html = header("Content-Type").is_some_and(|value| value.to_ascii_lowercase().contains("html"));
    let Some(text) = text_of(response.into()).await else {
        // What was cut off a page would not have been an answer either.
        return Answer::read::<Value>(head, if is_html { Body::Text("<") } else { Body::Cut });
    };
    let text = token.map_or(text.clone(), |token| without(text, token));
    let json = parse_json(&text).ok();
    exchange.keep(&text, json.as_ref());
    match json {
        Some(json) => Answer::read(head, Body::Json(Value(json))),
        // What is not JSON is only read for a short message.
        None => Answer::read::<Value>(head, Body::Text(&String::from(text.slice(0, 1_000)))),
    }
}

/// The body as the browser's own string: a large one is never copied into this module's memory.
async fn text_of(response: web_sys::Response) -> Option<JsString> {
    let text = JsFuture::from(response.text().ok()?).await.ok()?;
    text.dyn_into().ok()
}

/// A server that sends the token back does not get it onto the page.
fn without(text: JsString, token: &Token) -> JsString {
    let secret = token.expose();
    if text.includes(secret, 0) {
        text.split(secret).join("•••")
    } else {
        text
    }
}

fn parse_date(text: &str) -> Option<f64> {
    Some(Date::parse(text)).filter(|moment| moment.is_finite())
}

#[wasm_bindgen]
extern "C" {
    /// `JSON.parse` on a string that stays on the browser's side.
    #[wasm_bindgen(catch, js_namespace = JSON, js_name = parse)]
    fn parse_json(text: &JsString) -> Result<JsValue, JsValue>;
}
