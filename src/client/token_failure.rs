//! Errors of the page's `getToken`: logged to the console, and shown as text.

use js_sys::{JSON, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::tallyfy::Secrets;

/// Limit for the text, in characters.
const MAX_CHARS: usize = 300;

/// Limit for the text before redaction, in bytes.
const MAX_READ_LEN: usize = 4_096;

/// Logs the cause, and returns its message: one line, redacted.
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
    // The page may have replaced the console by one that throws.
    let _ = console_error("tallyfy-archive: getToken failed.", &shown);
    reason
}

/// The string, or the message of the error. Anything can be thrown, also objects whose getters throw.
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
