//! Why the page gave no token: in the console for its author, and as text for people.

use js_sys::{JSON, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::tallyfy::Secrets;

/// The most characters of the text.
const MAX_CHARS: usize = 300;

/// The most bytes of a text that are looked at.
const MAX_READ_LEN: usize = 4_096;

/// Writes the cause to the console, and returns its text: one line, without any token.
pub(super) fn report(cause: &JsValue, secrets: &Secrets) -> String {
    let text = text_of(cause);
    let reason = one_line(&redacted(&text, secrets));
    let stack = property(cause, "stack").unwrap_or_default();
    let properties = JSON::stringify(cause).ok().and_then(|json| json.as_string());
    let is_clean = |text: &str| secrets.redact(text) == text;
    let shown = if [text, stack, properties.unwrap_or_default()]
        .iter()
        .all(|text| is_clean(text))
    {
        cause.clone()
    } else {
        JsValue::from_str(&reason)
    };
    // Pages replace the console, and theirs may throw.
    let _ = console_error("tallyfy-archive: getToken failed.", &shown);
    reason
}

/// A string, or what an error says. Anything may be thrown: getters that throw, and objects that say nothing.
fn text_of(cause: &JsValue) -> String {
    cause
        .as_string()
        .or_else(|| property(cause, "message"))
        .unwrap_or_default()
}

fn property(of: &JsValue, name: &str) -> Option<String> {
    of.is_object()
        .then(|| Reflect::get(of, &name.into()).ok())
        .flatten()
        .and_then(|value| value.as_string())
}

fn redacted(text: &str, secrets: &Secrets) -> String {
    if text.len() > MAX_READ_LEN {
        secrets.redact_truncated(&text[..text.floor_char_boundary(MAX_READ_LEN)])
    } else {
        secrets.redact(text)
    }
}

fn one_line(text: &str) -> String {
    let words = text.split(|character: char| character.is_whitespace() || character.is_control());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ").chars().take(MAX_CHARS).collect()
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = console, js_name = error)]
    fn console_error(text: &str, cause: &JsValue) -> Result<(), JsValue>;
}
