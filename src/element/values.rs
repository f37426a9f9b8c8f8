//! Parses the options that JavaScript passes. Invalid values count as absent.

use crate::session::{Confirm, Credentials, Options, Value};
use crate::tallyfy::Json;
use crate::words::{Word, Words};

/// The options of an element: an object with its properties.
pub(super) fn options(values: &Value) -> Options {
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
        timeout: text("timeout")
            .and_then(|text| milliseconds(&text))
            .unwrap_or(default.timeout),
        credentials: match text("credentials").as_deref() {
            Some("same-origin") => Credentials::SameOrigin,
            Some("include") => Credentials::Include,
            _ => Credentials::Omit,
        },
        words: values
            .get("messages")
            .map(|messages| words(&messages))
            .unwrap_or_default(),
    }
}

/// The milliseconds of a `timeout` in seconds; `None` if it is not positive or more than a day.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the bounds are checked first"
)]
fn milliseconds(text: &str) -> Option<u32> {
    // The browser's reader: Rust's would weigh more than the rest of this module.
    let seconds = js_sys::parse_float(text);
    (seconds > 0.0 && seconds <= 86_400.0).then(|| (seconds * 1_000.0).ceil() as u32)
}

fn words(messages: &Value) -> Words {
    let mut replaced = Vec::new();
    for word in Word::ALL {
        if let Some(text) = messages.get(word.key()).and_then(|text| text.string()) {
            replaced.push((*word, text));
        }
    }
    Words::with(replaced)
}
