//! Promises of the page.

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Waits for a value that may be a promise, a promise of another realm, or any other thenable.
///
/// They may have a `then` that throws, is synchronous or calls back twice, and `JsFuture` takes none of that. A new
/// promise that is resolved with the value does.
pub(crate) async fn settled(value: JsValue) -> Result<JsValue, JsValue> {
    let promise = Promise::new(&mut |resolve, _| {
        // It reports errors by rejecting.
        let _ = resolve.call1(&JsValue::UNDEFINED, &value);
    });
    JsFuture::from(promise).await
}
