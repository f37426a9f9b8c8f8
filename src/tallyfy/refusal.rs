//! Error bodies. Tallyfy has several schemas for them, which are tried one after the other.

use super::task::truncate;
use super::{FieldError, Json};

/// Limit for the errors of fields.
const MAX_FIELDS: usize = 50;

/// A parsed error body.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Refusal {
    /// The message, as text.
    pub message: Option<String>,
    /// The error code, such as `RESOURCE_NOT_FOUND`.
    pub code: Option<String>,
    /// Errors of single fields.
    pub fields: Vec<FieldError>,
    /// Whether the body is JSON, as that of the API's own refusals.
    pub is_json: bool,
}

/// Messages of refusals, in lower case. Tallyfy derives its codes from these texts, so both are compared.
const LINKED: &str = "cannot delete linked tasks";
const NOT_FOUND: &str = "resource not found";

/// The beginnings of other messages of refusals.
const KNOWN: [&str; 9] = [
    "unauthenticated",
    "unauthorized",
    "permission denied",
    "you don't have application's permissions",
    "the process is blocked",
    "api endpoint not found",
    "not found. error code",
    "you've reached the hourly limit",
    "trial limit reached",
];

impl Refusal {
    /// Parses Tallyfy's error objects and RFC 9457's `application/problem+json`.
    pub(crate) fn from_json<J: Json>(json: &J) -> Self {
        let error = json.get("error");
        let nested = |key: &str| error.as_ref().and_then(|error| string(error, key));
        let message = string(json, "message")
            .or_else(|| nested("message"))
            .or_else(|| error.as_ref().and_then(J::string))
            .or_else(|| string(json, "detail"))
            .or_else(|| string(json, "title"));
        Self {
            message: message.filter(|text| !is_internal(text)).map(truncate),
            code: string(json, "code").or_else(|| nested("code")).map(truncate),
            fields: json
                .get("errors")
                .map(|errors| read_fields(&errors))
                .unwrap_or_default(),
            is_json: true,
        }
    }

    /// Parses a body that is not JSON. Short plain text is used as the message.
    pub(crate) fn from_text(text: &str) -> Self {
        let text = text.trim();
        let plain = !text.is_empty() && text.len() < 500 && !text.starts_with(['<', '{', '[']) && !is_internal(text);
        Self {
            message: plain.then(|| text.to_owned()),
            ..Self::default()
        }
    }

    /// Whether this is Tallyfy's refusal to archive a task that belongs to a process. Its status is not documented, so
    /// code and message are compared, the message as a whole: other errors may mention linked tasks, too.
    pub(crate) fn is_linked_task(&self) -> bool {
        self.code.as_deref() == Some("CANNOT_DELETE_LINKED_TASK") || self.message_is(LINKED)
    }

    /// Whether this is the API's own 404 for an item. Those of proxies and other routes have other bodies.
    pub(crate) fn is_api_not_found(&self) -> bool {
        self.is_json && (self.code.as_deref() == Some("RESOURCE_NOT_FOUND") || self.message_is(NOT_FOUND))
    }

    /// Whether the message is that of a known refusal.
    pub(super) fn is_known(&self) -> bool {
        let starts_known = |message: &String| {
            let message = message.to_ascii_lowercase();
            KNOWN.iter().any(|known| message.starts_with(known))
        };
        self.is_linked_task() || self.is_api_not_found() || self.message.as_ref().is_some_and(starts_known)
    }

    fn message_is(&self, text: &str) -> bool {
        let message = self.message.as_deref().unwrap_or_default().trim();
        message.trim_end_matches('.').eq_ignore_ascii_case(text)
    }
}

fn string<J: Json>(json: &J, key: &str) -> Option<String> {
    json.get(key)
        .and_then(|value| value.string())
        .filter(|text| !text.trim().is_empty())
}

/// Messages of the database or framework are not shown as the server's message. They remain in the response panel.
fn is_internal(text: &str) -> bool {
    ["SQLSTATE[", "Illuminate\\", "Stack trace"]
        .iter()
        .any(|part| text.contains(part))
}

/// `errors` maps a field to a string, a list of strings or a list of objects.
fn read_fields<J: Json>(errors: &J) -> Vec<FieldError> {
    let mut fields = Vec::new();
    for (field, value) in errors.entries(MAX_FIELDS) {
        let messages = value.items(MAX_FIELDS).unwrap_or_else(|| vec![value]);
        for message in messages
            .iter()
            .filter_map(message_of)
            .take(MAX_FIELDS - fields.len().min(MAX_FIELDS))
        {
            fields.push(FieldError::Server {
                field: truncate(field.clone()),
                message: truncate(message),
            });
        }
    }
    fields
}

fn message_of<J: Json>(value: &J) -> Option<String> {
    value
        .text()
        .or_else(|| ["message", "detail", "title"].iter().find_map(|key| string(value, key)))
}
