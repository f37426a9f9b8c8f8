//! A moment in the reader's language and time zone.

use js_sys::{Date, Object, Reflect};
use wasm_bindgen::JsValue;
use yew::prelude::*;

/// An ISO 8601 moment as a `<time>`; what cannot be read is shown as it came.
pub(super) fn moment(iso: &str) -> Html {
    let date = Date::new(&JsValue::from_str(iso));
    if date.get_time().is_nan() {
        return html! { <bdi>{ iso.to_owned() }</bdi> };
    }
    let style = Object::new();
    for (key, value) in [("dateStyle", "medium"), ("timeStyle", "short")] {
        // Setting a property of a new object cannot fail.
        let _ = Reflect::set(&style, &key.into(), &value.into());
    }
    let language = web_sys::window().and_then(|window| window.navigator().language());
    let text = date.to_locale_string(language.as_deref().unwrap_or("en"), &style);
    html! { <time datetime={iso.to_owned()}>{ String::from(text) }</time> }
}
