//! Dates and times in the language and time zone of the browser.

use js_sys::{Date, JsString, Object, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use yew::prelude::*;

/// Renders an ISO 8601 date and time as `<time>`. Invalid text is shown unchanged.
pub(super) fn date_time(iso: &str) -> Html {
    let date = Date::new(&JsValue::from_str(iso));
    match FORMAT.with(|format| format.as_ref()?.format(&date).ok()) {
        Some(text) => html! { <time datetime={iso.to_owned()}>{ String::from(text) }</time> },
        None => html! { <bdi>{ iso }</bdi> },
    }
}

/// Creates the formatter in advance.
pub(super) fn prepare_format() {
    FORMAT.with(|_| ());
}

/// Formats the time of day. `wall_ms`: milliseconds since 1970.
pub(super) fn time_of_day(wall_ms: f64) -> String {
    let date = Date::new(&JsValue::from_f64(wall_ms));
    let style = Object::new();
    let _ = Reflect::set(&style, &"timeStyle".into(), &"short".into());
    Format::new(&JsValue::UNDEFINED, &style)
        .and_then(|format| format.format(&date))
        .map_or_else(|_| String::from(date.to_time_string()), String::from)
}

thread_local! {
    /// Created once, and in advance: that takes the browser about as long as rendering the rest of a task.
    static FORMAT: Option<Format> = {
        let style = Object::new();
        for (key, value) in [("dateStyle", "medium"), ("timeStyle", "short")] {
            // Setting a property of a new object cannot fail.
            let _ = Reflect::set(&style, &key.into(), &value.into());
        }
        // The default locale: `navigator.language` may be one that the formatter rejects.
        Format::new(&JsValue::UNDEFINED, &style).ok()
    };
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl, js_name = DateTimeFormat)]
    type Format;

    #[wasm_bindgen(constructor, js_namespace = Intl, js_class = "DateTimeFormat", catch)]
    fn new(locales: &JsValue, style: &Object) -> Result<Format, JsValue>;

    /// Throws if the date is invalid.
    #[wasm_bindgen(method, js_class = "DateTimeFormat", catch)]
    fn format(this: &Format, date: &Date) -> Result<JsString, JsValue>;
}
