//! Failures as values.

use super::json::integer;
use super::{ApiResponse, Content, FieldError, Head, Json, JsonValue, ProblemKind, Refusal};

/// Limit for the fields of one problem; a refusal has fewer.
const MAX_FIELDS: usize = 100;

/// The beginnings of messages of a 401 that is not about the token, in lower case.
const NOT_THE_TOKEN: [&str; 2] = ["unauthorized", "saml is not enabled"];

/// Why an operation failed, or why its outcome is not known.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Problem {
    /// The kind.
    pub kind: ProblemKind,
    /// HTTP status; `None` without a response.
    pub status: Option<u16>,
    /// The message of the server, as text. Without a response, that of the page's `getToken`.
    pub message: Option<String>,
    /// The error code of the server.
    pub code: Option<String>,
    /// Errors of single fields.
    pub fields: Vec<FieldError>,
    /// Request ID, for support.
    pub request_id: Option<String>,
    /// `Retry-After`, in milliseconds.
    pub retry_after: Option<f64>,
}

impl Problem {
    /// A problem without a response.
    pub(crate) fn new(kind: ProblemKind) -> Self {
        Self {
            kind,
            status: None,
            message: None,
            code: None,
            fields: Vec::new(),
            request_id: None,
            retry_after: None,
        }
    }

    /// Deserializes a problem that was serialized as a [`JsonValue`].
    pub(crate) fn from_json<J: Json>(json: &J) -> Option<Self> {
        let string = |key: &str| json.get(key).and_then(|value| value.string());
        let number = |key: &str| json.get(key).and_then(|value| value.number());
        let fields = json.get("fields").and_then(|fields| fields.items(MAX_FIELDS));
        Some(Self {
            kind: ProblemKind::from_name(&string("kind")?)?,
            status: number("status")
                .and_then(integer)
                .and_then(|status| u16::try_from(status).ok()),
            message: string("message"),
            code: string("code"),
            fields: fields
                .unwrap_or_default()
                .iter()
                .filter_map(FieldError::from_json)
                .collect(),
            request_id: string("request_id"),
            retry_after: number("retry_after"),
        })
    }

    /// Invalid input.
    pub(crate) fn bad_input(fields: Vec<FieldError>) -> Self {
        Self {
            fields,
            ..Self::new(ProblemKind::BadInput)
        }
    }

    /// Whether a 401 is not about the token: another one of the same owner would be refused, too.
    pub(crate) fn is_about_permission(&self) -> bool {
        let message = self.message.as_deref().unwrap_or_default().to_ascii_lowercase();
        let is_known = NOT_THE_TOKEN.iter().any(|known| message.starts_with(known))
            || (message.is_empty() && self.code.as_deref() == Some("UNAUTHORIZED"));
        self.status == Some(401) && (is_known || !self.fields.is_empty())
    }

    /// The error of this field.
    pub(crate) fn field_error(&self, name: &str) -> Option<&FieldError> {
        self.fields.iter().find(|error| error.field() == name)
    }

    /// The problem of a response that is an error, or not what was expected.
    pub(crate) fn from_response(response: ApiResponse) -> Self {
        let ApiResponse { head, content } = response;
        let refusal = match content {
            Content::Refusal(refusal) => refusal,
            _ => Refusal::default(),
        };
        Self {
            kind: kind_of(&head, &refusal),
            status: Some(head.status),
            message: refusal.message,
            code: refusal.code,
            fields: refusal.fields,
            request_id: head.request_id,
            retry_after: head.retry_after,
        }
    }
}

impl<'a> From<&'a Problem> for JsonValue<'a> {
    fn from(problem: &'a Problem) -> Self {
        let Problem {
            kind,
            status,
            message,
            code,
            fields,
            request_id,
            retry_after,
        } = problem;
        Self::Object(vec![
            ("kind", Self::String(kind.as_str())),
            ("status", Self::from(*status)),
            ("message", Self::from(message)),
            ("code", Self::from(code)),
            ("fields", Self::List(fields.iter().map(FieldError::to_json).collect())),
            ("request_id", Self::from(request_id)),
            ("retry_after", Self::from(*retry_after)),
        ])
    }
}

fn kind_of(head: &Head, refusal: &Refusal) -> ProblemKind {
    // The message of a 5xx may mention linked tasks, and the change may have been made.
    let refused = head.is_success() || (400..500).contains(&head.status);
    if refused && refusal.is_linked_task() {
        ProblemKind::LinkedTask
    } else if head.is_success() {
        ProblemKind::Unreadable
    } else {
        ProblemKind::from_status(head.status)
    }
}
