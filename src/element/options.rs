//! The options that `static/element/options.js` reads from the attributes. Invalid values count as absent.

use crate::client::{Credentials, JsJson};
use crate::messages::{MessageKey, Messages};
use crate::session::{Confirm, Layout, Options, given, timeout_ms};
use crate::tallyfy::Json;

/// The options of an element: an object with its properties.
pub(super) fn parse(values: &JsJson) -> Options {
    let text = |key: &str| values.get(key).and_then(|value| value.text());
    let default = Options::default();
    Options {
        org_id: given(text("orgId")),
        task_id: given(text("taskId")),
        api_base: given(text("apiBase")).unwrap_or(default.api_base),
        confirm: named(&Confirm::ALL, Confirm::as_str, text("confirm").as_deref()),
        layout: named(&Layout::ALL, Layout::as_str, text("layout").as_deref()),
        label: given(text("label")),
        // A number already: the property of the element has to return it before the WebAssembly is loaded.
        timeout: timeout_ms(
            values
                .get("timeout")
                .and_then(|seconds| seconds.number())
                .unwrap_or_default(),
        ),
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
