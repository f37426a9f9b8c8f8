//! Errors of the page's `getToken` or `token-url`: their texts are logged to the console, and the message is shown.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{JSON, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::tallyfy::Secrets;

/// Limit for the text that is shown, in characters.
const MAX_CHARS: usize = 300;

/// Limit for a text before redaction, in bytes.
const MAX_READ_LEN: usize = 4_096;

/// Limit for the errors that are logged, with their causes: they may be circular.
const MAX_ERRORS: u32 = 10;

/// Logs the error of this source with its causes, and returns its message: one line. Both are redacted.
///
/// The error itself is not logged: consoles show everything that can be reached from it, such as the headers of a
/// request.
pub(super) fn report(source: &str, error: &JsValue, secrets: &RefCell<Rc<Secrets>>) -> String {
    let message = message_of(error).unwrap_or_default();
    let texts = texts_of(error);
    // Only now: reading the error may have called code of the page that sets a token.
    let secrets = secrets.borrow().clone();
    let texts: Vec<_> = texts.iter().map(|text| redacted(text, &secrets)).collect();
    // The page may have replaced the console by one that throws.
    let _ = console_error(
        &format!("tallyfy-archive: {source} failed."),
        &texts.join("\nCaused by: "),
    );
    one_line(&redacted(&message, &secrets))
}

/// The texts of an error, its causes, and the errors that it aggregates.
fn texts_of(error: &JsValue) -> Vec<String> {
    let mut errors = vec![error.clone()];
    let mut texts = Vec::new();
    for _ in 0..MAX_ERRORS {
        let Some(error) = errors.pop() else { break };
        let text = text_of(&error);
        if !texts.contains(&text) {
            texts.push(text);
        }
        if let Some(list) = property(&error, "errors") {
            errors.extend((0..MAX_ERRORS).filter_map(|index| property(&list, index)));
        }
        errors.extend(property(&error, "cause"));
    }
    texts
}

/// The stack of an error, with its name and message. In V8 the stack begins with them. Otherwise its JSON.
fn text_of(error: &JsValue) -> String {
    let stack = property(error, "stack").and_then(|stack| stack.as_string());
    match (message_of(error), stack) {
        (Some(message), Some(stack)) if stack.contains(&message) => stack,
        (Some(message), stack) => {
            let name = property(error, "name").and_then(|name| name.as_string());
            let name = name.map(|name| name + ": ");
            let stack = stack.map(|stack| "\n".to_owned() + &stack);
            [name, Some(message), stack].into_iter().flatten().collect()
        }
        (None, Some(stack)) => stack,
        (None, None) => {
            let json = JSON::stringify(error).ok().and_then(|json| json.as_string());
            json.unwrap_or_default()
        }
    }
}

/// The string, or the message of the error.
fn message_of(error: &JsValue) -> Option<String> {
    error.as_string().or_else(|| property(error, "message")?.as_string())
}

/// A property, unless it is missing. Anything can be thrown, also objects whose getters throw.
fn property(of: &JsValue, key: impl Into<JsValue>) -> Option<JsValue> {
    let value = Reflect::get(of, &key.into()).ok()?;
    (!value.is_undefined()).then_some(value)
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
    fn console_error(text: &str, error: &str) -> Result<(), JsValue>;
}
