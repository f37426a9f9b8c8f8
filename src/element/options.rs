//! Parses the options that `static/element/options.js` reads from the attributes. Invalid values count as absent.

use crate::client::{Credentials, JsJson};
use crate::messages::{MessageKey, Messages};
use crate::session::{Confirm, Options, timeout_ms};
use crate::tallyfy::Json;

/// The options of an element: an object with its properties.
pub(super) fn parse(values: &JsJson) -> Options {
    let text = |key: &str| values.get(key).and_then(|value| value.text());
    let given = |key: &str| text(key).filter(|text| !text.trim().is_empty());
    let default = Options::default();
    Options {
        org_id: given("orgId"),
        task_id: given("taskId"),
        api_base: given("apiBase").unwrap_or(default.api_base),
        confirm: if text("confirm").as_deref() == Some("none") {
            Confirm::None
        } else {
            Confirm::Review
        },
        // The browser's parser: Rust's is larger than the rest of this module.
        timeout: timeout_ms(text("timeout").map_or(0.0, |text| js_sys::parse_float(&text))),
        credentials: match text("credentials").as_deref() {
            Some("same-origin") => Credentials::SameOrigin,
            Some("include") => Credentials::Include,
            _ => Credentials::Omit,
        },
        messages: values.get("messages").map(|texts| messages(&texts)).unwrap_or_default(),
    }
}

fn messages(texts: &JsJson) -> Messages {
    let mut replaced = Vec::new();
    for key in MessageKey::ALL {
        if let Some(text) = texts.get(key.key()).and_then(|text| text.string()) {
            replaced.push((*key, text));
        }
    }
    Messages::with(replaced)
}
