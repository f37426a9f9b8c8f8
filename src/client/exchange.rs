//! A request and its response, for display. Never contains the token.

use js_sys::{JSON, JsString};
use wasm_bindgen::{JsCast, JsValue};

use crate::tallyfy::{Request, Secrets};

/// Limit for the body, in UTF-16 code units: 64 Ki.
const MAX_BODY_UNITS: u32 = 65_536;

/// One request and its response.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Exchange {
    /// The request.
    pub(crate) request: Request,
    /// HTTP status; `None` without a response.
    pub(crate) status: Option<u16>,
    /// `X-Request-Id`.
    pub(crate) request_id: Option<String>,
    /// The body, pretty-printed if it is JSON, redacted and truncated.
    pub(crate) body: String,
    /// Whether the body was truncated.
    pub(crate) is_truncated: bool,
}

impl Exchange {
    pub(super) fn new(request: Request) -> Self {
        Self {
            request,
            status: None,
            request_id: None,
            body: String::new(),
            is_truncated: false,
        }
    }

    /// Sets the body, redacted and truncated. A large one is not pretty-printed.
    pub(super) fn set_body(&mut self, text: &JsString, json: Option<&JsValue>, secrets: &Secrets) {
        let small = text.length() <= MAX_BODY_UNITS;
        let pretty = json
            .filter(|_| small)
            .and_then(|json| JSON::stringify_with_replacer_and_space(json, &JsValue::NULL, &JsValue::from(2)).ok());
        let shown = pretty.as_ref().unwrap_or(text);
        self.is_truncated = shown.length() > MAX_BODY_UNITS;
        let body = String::from(shown.slice(0, MAX_BODY_UNITS).unchecked_ref::<JsString>());
        self.body = if self.is_truncated {
            secrets.redact_truncated(&body)
        } else {
            secrets.redact(&body)
        };
    }
}
