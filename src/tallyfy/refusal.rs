//! What a server says when it refuses. The shape is not uniform, so every known one is looked for in turn.

use super::task::truncate;
use super::{FieldError, Json};

/// The most field errors that are taken over.
const MAX_FIELDS: usize = 50;

/// The body of an answer that is no success.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Refusal {
    /// What the server says, as text.
    pub message: Option<String>,
    /// A name for programs, such as `RESOURCE_NOT_FOUND`.
    pub code: Option<String>,
    /// What is wrong with single fields.
    pub fields: Vec<FieldError>,
    /// Whether it came as JSON, as the API's own refusals do.
    pub is_json: bool,
}

/// What the service says when it refuses, in lower case. Codes are made from these texts and change with them, so the
/// texts count as well.
const LINKED: &str = "cannot delete linked tasks";
const NOT_FOUND: &str = "resource not found";

/// Other refusals, by how they begin.
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
    /// Reads Tallyfy's several error objects and RFC 9457's `application/problem+json`. [`Json`] has an example.
    pub(crate) fn read<J: Json>(json: &J) -> Self {
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

    /// Reads a body that is not JSON: short plain text is a message, a page of HTML is not.
    pub(crate) fn read_text(text: &str) -> Self {
        let text = text.trim();
        let plain = !text.is_empty() && text.len() < 500 && !text.starts_with(['<', '{', '[']) && !is_internal(text);
        Self {
            message: plain.then(|| text.to_owned()),
            ..Self::default()
        }
    }

    /// Whether this is Tallyfy's refusal to archive a task that belongs to a process. Its status is published nowhere,
    /// so it is known by its code or its words, and by all of them: a failure may speak of linked tasks, too.
    pub(crate) fn is_linked_task(&self) -> bool {
        self.code.as_deref() == Some("CANNOT_DELETE_LINKED_TASK") || self.message_is(LINKED)
    }

    /// Whether this is how the API itself says that there is no such item. Proxies and other routes say it otherwise.
    pub(crate) fn is_api_not_found(&self) -> bool {
        self.is_json && (self.code.as_deref() == Some("RESOURCE_NOT_FOUND") || self.message_is(NOT_FOUND))
    }

    /// Whether the message is one with which the service refuses.
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

/// Database and framework text says nothing to a person and too much to everybody else. It stays in the response.
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
