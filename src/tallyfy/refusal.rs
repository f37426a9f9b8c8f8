//! What a server says when it refuses. The shape is not uniform, so every known one is looked for in turn.

use super::task::cut;
use super::{FieldProblem, Json};

/// The most field errors that are taken over.
const MOST: usize = 50;

/// The body of an answer that is no success.
///
/// ```
/// use tallyfy_archive::tallyfy::Refusal;
///
/// let refusal = Refusal { code: Some("LINKED_TASK".to_owned()), ..Refusal::default() };
/// assert!(refusal.is_linked_task());
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Refusal {
    /// What the server says, as text.
    pub message: Option<String>,
    /// A name for programs, such as `RESOURCE_NOT_FOUND`.
    pub code: Option<String>,
    /// What is wrong with single fields.
    pub fields: Vec<FieldProblem>,
}

impl Refusal {
    /// Reads Tallyfy's several error objects and RFC 9457's `application/problem+json`. [`Json`] has an example.
    pub fn read<J: Json>(json: &J) -> Self {
        let error = json.get("error");
        let nested = |key: &str| error.as_ref().and_then(|error| string(error, key));
        let message = string(json, "message")
            .or_else(|| nested("message"))
            .or_else(|| error.as_ref().and_then(J::string))
            .or_else(|| string(json, "detail"))
            .or_else(|| string(json, "title"));
        Self {
            message: message.filter(|text| !is_internal(text)).map(cut),
            code: string(json, "code").or_else(|| nested("code")).map(cut),
            fields: json
                .get("errors")
                .map(|errors| read_fields(&errors))
                .unwrap_or_default(),
        }
    }

    /// Reads a body that is not JSON: short plain text is a message, a page of HTML is not.
    ///
    /// ```
    /// use tallyfy_archive::tallyfy::Refusal;
    ///
    /// assert_eq!(Refusal::read_text("Too busy").message.as_deref(), Some("Too busy"));
    /// assert_eq!(Refusal::read_text("<h1>502</h1>").message, None);
    /// ```
    pub fn read_text(text: &str) -> Self {
        let text = text.trim();
        let plain = !text.is_empty() && text.len() < 500 && !text.starts_with(['<', '{', '[']) && !is_internal(text);
        Self {
            message: plain.then(|| text.to_owned()),
            ..Self::default()
        }
    }

    /// Whether this is Tallyfy's refusal to archive a task that belongs to a process. Its status is published nowhere,
    /// so it is known by its code or its words.
    ///
    /// ```
    /// use tallyfy_archive::tallyfy::Refusal;
    ///
    /// assert!(Refusal::read_text("Cannot delete linked tasks.").is_linked_task());
    /// ```
    pub fn is_linked_task(&self) -> bool {
        let says = |text: &Option<String>, words| {
            let text = text.as_deref().unwrap_or_default();
            text.to_ascii_lowercase().contains(words)
        };
        says(&self.code, "linked_task") || says(&self.message, "linked task")
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
fn read_fields<J: Json>(errors: &J) -> Vec<FieldProblem> {
    let mut fields = Vec::new();
    for (field, value) in errors.entries(MOST) {
        let messages = value.items(MOST).unwrap_or_else(|| vec![value]);
        for message in messages
            .iter()
            .filter_map(message_of)
            .take(MOST - fields.len().min(MOST))
        {
            fields.push(FieldProblem {
                field: cut(field.clone()),
                message: cut(message),
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
