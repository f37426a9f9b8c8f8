//! The page's `fetch`.

use gloo_net::http::Response;
use js_sys::Promise;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, ReferrerPolicy, RequestCache, RequestInit};

/// The options of every request: no referrer, no cached response, and a signal to abort.
pub(super) fn new_init(signal: Option<&AbortSignal>) -> RequestInit {
    let init = RequestInit::new();
    init.set_referrer_policy(ReferrerPolicy::NoReferrer);
    init.set_cache(RequestCache::NoStore);
    init.set_signal(signal);
    init
}

/// Calls `fetch` with a URL and a plain init, as wrappers of `fetch` expect, and waits for the response headers. `None`
/// if it rejects, throws or returns something else; the request may have been sent.
///
/// gloo-net would pass a `Request`, and panic if a wrapper rejects with something other than an `Error`.
pub(super) async fn fetch(url: &str, init: &RequestInit) -> Option<Response> {
    let promise = Promise::resolve(&call_fetch(url, init).ok()?);
    let response: web_sys::Response = JsFuture::from(promise).await.ok()?.dyn_into().ok()?;
    Some(response.into())
}

#[wasm_bindgen]
extern "C" {
    /// The page may have replaced it by a wrapper.
    #[wasm_bindgen(catch, js_name = fetch)]
    fn call_fetch(url: &str, init: &RequestInit) -> Result<JsValue, JsValue>;
}
