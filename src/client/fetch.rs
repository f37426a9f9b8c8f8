//! The page's `fetch`, and the responses that it returns.

use gloo_net::http::Response;
use js_sys::{JsString, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AbortSignal, ReferrerPolicy, RequestCache, RequestInit};

use super::promise::settled;

/// The options of every request: no referrer, no cached response, and a signal to abort.
pub(super) fn new_init(signal: Option<&AbortSignal>) -> RequestInit {
    let init = RequestInit::new();
    init.set_referrer_policy(ReferrerPolicy::NoReferrer);
    init.set_cache(RequestCache::NoStore);
    init.set_signal(signal);
    init
}

/// Calls `fetch` with a URL and a plain init, as wrappers of `fetch` expect, and waits for the response headers. `None`
/// if it rejects, throws or returns something without a status; the request may have been sent.
///
/// gloo-net would pass a `Request`, and panic if a wrapper rejects with something other than an `Error`.
pub(super) async fn fetch(url: &str, init: &RequestInit) -> Option<PageResponse> {
    let returned = call_fetch(url, init).ok()?;
    PageResponse::new(settled(returned).await.ok()?)
}

/// A response of the page's `fetch`.
pub(super) enum PageResponse {
    /// The browser's own, which gloo-net reads.
    Native(Response),
    /// One of another kind, with its status: a wrapper made or changed it. gloo-net would panic if a part of it throws.
    Other(u16, Other),
}

impl PageResponse {
    fn new(response: JsValue) -> Option<Self> {
        if is_native(&response) {
            let response: web_sys::Response = response.unchecked_into();
            return Some(Self::Native(response.into()));
        }
        let other: Other = response.unchecked_into();
        let status = whole_status(other.status().ok()?.as_f64()?)?;
        Some(Self::Other(status, other))
    }

    pub(super) fn status(&self) -> u16 {
        match self {
            Self::Native(response) => response.status(),
            Self::Other(status, _) => *status,
        }
    }

    /// The value of a header; an error if the headers cannot be read.
    pub(super) fn header(&self, name: &str) -> Result<Option<String>, JsValue> {
        match self {
            Self::Native(response) => Ok(response.headers().get(name)),
            Self::Other(_, other) => Ok(other.headers()?.get(name)?.as_string()),
        }
    }

    /// The body as a JavaScript string: a large one is never copied into this module's memory. An error if it cannot be
    /// read to its end.
    pub(super) async fn text(self) -> Result<JsString, JsValue> {
        let text = match self {
            Self::Native(response) => web_sys::Response::from(response).text()?.into(),
            Self::Other(_, other) => other.text()?,
        };
        settled(text).await?.dyn_into()
    }
}

/// Whether the browser made this response, and the page changed nothing about it. The getter of the prototype accepts
/// nothing else, not even a `Proxy`. A property of its own was added by the page, and another prototype is that of a
/// subclass, which may replace any part, or of another realm.
fn is_native(response: &JsValue) -> bool {
    PROTOTYPE.with(|prototype| {
        get_of(prototype, "status", response).is_ok_and(|status| status.as_f64().is_some())
            && Reflect::get_prototype_of(response).is_ok_and(|own| *own == *prototype)
            && Reflect::own_keys(response).is_ok_and(|keys| keys.length() == 0)
    })
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the bounds are checked first"
)]
fn whole_status(status: f64) -> Option<u16> {
    (status % 1.0 == 0.0 && (100.0..600.0).contains(&status)).then_some(status as u16)
}

#[wasm_bindgen]
extern "C" {
    /// The page may have replaced it by a wrapper.
    #[wasm_bindgen(catch, js_name = fetch)]
    fn call_fetch(url: &str, init: &RequestInit) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(thread_local_v2, js_namespace = Response, js_name = prototype)]
    static PROTOTYPE: JsValue;

    /// Calls a getter of `target` on another object.
    #[wasm_bindgen(catch, js_namespace = Reflect, js_name = get)]
    fn get_of(target: &JsValue, key: &str, this: &JsValue) -> Result<JsValue, JsValue>;

    /// Any value, read as a response.
    pub(super) type Other;

    #[wasm_bindgen(catch, method, getter)]
    fn status(this: &Other) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, method, getter)]
    fn headers(this: &Other) -> Result<OtherHeaders, JsValue>;

    #[wasm_bindgen(catch, method)]
    fn text(this: &Other) -> Result<JsValue, JsValue>;

    /// Any value, read as headers.
    type OtherHeaders;

    #[wasm_bindgen(catch, method)]
    fn get(this: &OtherHeaders, name: &str) -> Result<JsValue, JsValue>;
}
