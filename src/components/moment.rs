//! A moment in the reader's language and time zone.

use js_sys::{JsString, Object, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use yew::prelude::*;

/// An ISO 8601 moment as a `<time>`; what cannot be read is shown as it came.
pub(super) fn moment(iso: &str) -> Html {
    let style = Object::new();
    for (key, value) in [("dateStyle", "medium"), ("timeStyle", "short")] {
        // Setting a property of a new object cannot fail.
        let _ = Reflect::set(&style, &key.into(), &value.into());
    }
    let moment = Moment::new(iso);
    // The browser's own language: `navigator.language` may name one that the browser's formatter refuses.
    match moment.to_locale_string(&JsValue::UNDEFINED, &style) {
        Ok(text) if !moment.get_time().is_nan() => {
            html! { <time datetime={iso.to_owned()}>{ String::from(text) }</time> }
        }
        _ => html! { <bdi>{ iso.to_owned() }</bdi> },
    }
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = Date)]
    type Moment;

    #[wasm_bindgen(constructor, js_class = "Date")]
    fn new(iso: &str) -> Moment;

    #[wasm_bindgen(method, js_class = "Date", js_name = getTime)]
    fn get_time(this: &Moment) -> f64;

    /// As `js_sys::Date` has it, but without a language and for the case that it throws.
    #[wasm_bindgen(method, js_class = "Date", catch, js_name = toLocaleString)]
    fn to_locale_string(this: &Moment, locales: &JsValue, options: &Object) -> Result<JsString, JsValue>;
}
