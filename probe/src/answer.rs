//! What the service answered: a status, headers and a body, and what of it may be told.

use std::error::Error;

use reqwest::header::{CONTENT_TYPE, HeaderMap};
use serde_json::Value;

/// How deep shapes of bodies are told.
const MAX_DEPTH: usize = 3;

/// The keys whose texts are told, cut to so many characters: they say why something was refused.
const TOLD: [&str; 3] = ["message", "code", "error"];
const MAX_TEXT_LEN: usize = 120;

/// An answer, or why there was none.
#[derive(Clone, Debug, Default)]
pub(crate) struct Answer {
    /// `None` if there was no response.
    pub(crate) status: Option<u16>,
    pub(crate) headers: HeaderMap,
    body: Vec<u8>,
    /// Why there was no response, or its body could not be read.
    error: Option<String>,
}

impl Answer {
    pub(crate) fn none(error: &reqwest::Error) -> Self {
        Self {
            error: Some(cause(error)),
            ..Self::default()
        }
    }

    pub(crate) async fn read(response: reqwest::Response) -> Self {
        let (status, headers) = (Some(response.status().as_u16()), response.headers().clone());
        let (body, error) = match response.bytes().await {
            Ok(body) => (body.to_vec(), None),
            Err(error) => (Vec::new(), Some(cause(&error))),
        };
        Self {
            status,
            headers,
            body,
            error,
        }
    }

    /// Whether the status is 2xx.
    pub(crate) fn is_success(&self) -> bool {
        self.status.is_some_and(|status| (200..300).contains(&status))
    }

    /// Whether the status is 4xx.
    pub(crate) fn is_client_error(&self) -> bool {
        self.status.is_some_and(|status| (400..500).contains(&status))
    }

    pub(crate) fn json(&self) -> Option<Value> {
        serde_json::from_slice(&self.body).ok()
    }

    /// The item of the body, with or without an envelope.
    pub(crate) fn item(&self) -> Option<Value> {
        let json = self.json().filter(|_| self.is_success())?;
        let item = json.get("data").cloned().unwrap_or(json);
        item.get("id").is_some().then_some(item)
    }

    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The status.
    pub(crate) fn status_text(&self) -> String {
        self.status.map_or("none".to_owned(), |status| status.to_string())
    }

    /// What the body is, without the values in it.
    pub(crate) fn body_text(&self) -> String {
        if let Some(error) = &self.error {
            return error.clone();
        }
        if self.body.is_empty() {
            return "empty".to_owned();
        }
        if let Some(json) = self.json() {
            return shape(&json, MAX_DEPTH);
        }
        let kind = self.header(CONTENT_TYPE.as_str()).unwrap_or("unknown type");
        format!("not JSON: {} bytes of {kind}", self.body.len())
    }
}

/// Without the address, which contains IDs.
fn cause(error: &reqwest::Error) -> String {
    let mut cause: &dyn Error = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    match (error.is_timeout(), error.source()) {
        (true, _) => "no response in time".to_owned(),
        (false, Some(_)) => format!("no response: {cause}"),
        (false, None) => "no response".to_owned(),
    }
}

/// The keys and types of a value.
fn shape(value: &Value, depth: usize) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(_) => "boolean".to_owned(),
        Value::Number(_) => "number".to_owned(),
        Value::String(_) => "string".to_owned(),
        Value::Array(items) => match items.first() {
            Some(_) if depth == 0 => "[…]".to_owned(),
            Some(first) => format!("[{}, … {}]", shape(first, depth - 1), items.len()),
            None => "[]".to_owned(),
        },
        Value::Object(_) if depth == 0 => "{…}".to_owned(),
        Value::Object(members) => {
            let member = |(key, value): (&String, &Value)| match value.as_str() {
                Some(text) if TOLD.contains(&key.as_str()) => {
                    format!("{key}: {:?}", text.chars().take(MAX_TEXT_LEN).collect::<String>())
                }
                _ => format!("{key}: {}", shape(value, depth - 1)),
            };
            format!("{{{}}}", members.iter().map(member).collect::<Vec<_>>().join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{MAX_DEPTH, shape};

    #[test]
    fn a_shape_has_keys_and_types_and_only_the_texts_of_errors() {
        for (value, expected) in [
            (
                json!({ "data": { "id": "a", "n": 1, "x": null } }),
                "{data: {id: string, n: number, x: null}}",
            ),
            (
                json!({ "message": "No.", "error": true }),
                "{error: boolean, message: \"No.\"}",
            ),
            (json!([{ "a": [] }, {}]), "[{a: []}, … 2]"),
            (json!({ "a": { "b": { "c": { "d": 1 } } } }), "{a: {b: {c: {…}}}}"),
            (json!("secret"), "string"),
        ] {
            assert_eq!(shape(&value, MAX_DEPTH), expected);
        }
        let long = json!({ "message": "x".repeat(500) });
        assert_eq!(shape(&long, MAX_DEPTH).len(), "{message: \"\"}".len() + 120);
    }
}
