//! Parses the options that `static/element/options.js` reads from the attributes. Invalid values count as absent.

use crate::client::{Credentials, JsJson};
use crate::messages::{MessageKey, Messages};
use crate::session::{Confirm, Options, timeout_ms};
use crate::tallyfy::Json;

/// The options of an element: an object with its properties.
pub(super) fn parse(values: &JsJson) -> Options {
    let text = |key: &str| values.get(key).and_then(|value| value.text());
    let default = Options::default();
    Options {
        org_id: text("orgId"),
        task_id: text("taskId"),
        api_base: text("apiBase").unwrap_or(default.api_base),
        confirm: named(&Confirm::ALL, Confirm::as_str, text("confirm").as_deref()),
        // The browser's parser: Rust's is larger than the rest of this module.
        timeout: timeout_ms(text("timeout").map_or(0.0, |text| js_sys::parse_float(&text))),
        credentials: named(&Credentials::ALL, Credentials::as_str, text("credentials").as_deref()),
        messages: values.get("messages").map(|texts| messages(&texts)).unwrap_or_default(),
    }
}

/// The value with this name, or the default.
fn named<T: Copy + Default>(all: &[T], name_of: fn(T) -> &'static str, name: Option<&str>) -> T {
    let named = all.iter().find(|value| name == Some(name_of(**value)));
    named.copied().unwrap_or_default()
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
