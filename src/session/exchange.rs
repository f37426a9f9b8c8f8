//! What was sent and what came back, for people who want to see it. The token is no part of it.

use js_sys::{JSON, JsString};
use wasm_bindgen::{JsCast, JsValue};

use crate::tallyfy::Request;

/// How much of a body is kept: 64 KiB.
const MOST: u32 = 65_536;

/// One request and how it ended.
///
/// ```
/// use tallyfy_archive::session::Exchange;
///
/// fn line(exchange: &Exchange) -> String {
///     format!("{} {:?}", exchange.request.method.as_str(), exchange.status)
/// }
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Exchange {
    /// What was sent.
    pub request: Request,
    /// The HTTP status; `None` where no answer arrived.
    pub status: Option<u16>,
    /// `X-Request-Id`.
    pub request_id: Option<String>,
    /// The body, indented where it is JSON, and cut.
    pub body: String,
    /// Whether there was more of it.
    pub cut: bool,
}

impl Exchange {
    pub(super) fn new(request: Request) -> Self {
        Self {
            request,
            status: None,
            request_id: None,
            body: String::new(),
            cut: false,
        }
    }

    /// Keeps a body. A large one is cut before anything is done with it.
    pub(super) fn keep(&mut self, text: &JsString, json: Option<&JsValue>) {
        let small = text.length() <= MOST;
        let pretty = json
            .filter(|_| small)
            .and_then(|json| JSON::stringify_with_replacer_and_space(json, &JsValue::NULL, &JsValue::from(2)).ok());
        let shown = pretty.as_ref().unwrap_or(text);
        self.cut = shown.length() > MOST;
        self.body = String::from(shown.slice(0, MOST).unchecked_ref::<JsString>());
    }
}
