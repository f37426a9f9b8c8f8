//! Dates and times in the language and time zone of the browser.

use js_sys::{Date, JsString, Object, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use yew::prelude::*;

use super::text::text;
use crate::tallyfy::IsoDate;

/// Renders an ISO 8601 date, with or without a time, as `<time>`. Invalid text is shown unchanged.
pub(super) fn date_time(iso: &str) -> Html {
    let IsoDate {
        text: datetime,
        has_time,
    } = IsoDate::new(iso);
    let date = Date::new(&JsValue::from_str(&datetime));
    let formatted = if has_time {
        FORMAT.with(|format| format.as_ref()?.format(&date).ok())
    } else {
        // Midnight in UTC, which is the day before west of it.
        let format = new_format(&[("dateStyle", "medium"), ("timeZone", "UTC")]);
        format.and_then(|format| format.format(&date).ok())
    };
    match formatted {
        Some(formatted) => html! { <time {datetime}>{ text(&String::from(formatted)) }</time> },
        None => html! { <bdi>{ text(iso) }</bdi> },
    }
}

/// Creates the formatter in advance.
pub(super) fn prepare_format() {
    FORMAT.with(|_| ());
}

/// Formats the time of day. `wall_ms`: milliseconds since 1970.
pub(super) fn time_of_day(wall_ms: f64) -> String {
    let date = Date::new(&JsValue::from_f64(wall_ms));
    new_format(&[("timeStyle", "short")])
        .and_then(|format| format.format(&date).ok())
        .map_or_else(|| String::from(date.to_time_string()), String::from)
}

thread_local! {
    /// Created once, and in advance: that takes the browser about as long as rendering the rest of a task.
    static FORMAT: Option<Format> = new_format(&[("dateStyle", "medium"), ("timeStyle", "short")]);
}

fn new_format(options: &[(&str, &str)]) -> Option<Format> {
    let style = Object::new();
    for (key, value) in options {
        // Setting a property of a new object cannot fail.
        let _ = Reflect::set(&style, &(*key).into(), &(*value).into());
    }
    // The default locale: `navigator.language` may be one that the formatter rejects.
    Format::new(&JsValue::UNDEFINED, &style).ok()
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
