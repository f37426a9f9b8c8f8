//! The data of events: items with the requested IDs, and problems with their texts.

use crate::archive::Machine;
use crate::messages::{Messages, error_text};
use crate::tallyfy::{FieldError, Kind, Problem, ProblemKind, Task};

/// The item of an announcement: the requested IDs, and the item as last read.
///
/// The IDs are absent only if the operation was refused because the input was invalid.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Details {
    /// The kind of the item.
    pub kind: Kind,
    /// Organization ID.
    pub org_id: Option<String>,
    /// The item's ID.
    pub id: Option<String>,
    /// The item as last read; `None` if it was not found.
    pub item: Option<Task>,
}

/// The error of one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldProblem {
    /// `orgId`, `taskId`, `token` or `apiBase`, or the server's name for one of its own fields.
    pub field: String,
    /// The error, in the language of the widget or as the server sent it.
    pub message: String,
}

/// A problem: why an operation was refused, or why its outcome is unknown.
///
/// `title` and the messages of `fields` are for users. `kind` is for code: it stays the same in every language. Tokens are
/// redacted in every text.
#[derive(Clone, Debug, PartialEq)]
pub struct ProblemDetails {
    /// The kind.
    pub kind: ProblemKind,
    /// HTTP status; `None` without a response.
    pub status: Option<u16>,
    /// What happened and what to do, in the language of the widget.
    pub title: String,
    /// The message of the server; without a response, that of the page's `get_token`.
    pub message: Option<String>,
    /// The error code of the server.
    pub code: Option<String>,
    /// Errors of single fields.
    pub fields: Vec<FieldProblem>,
    /// Request ID, for support.
    pub request_id: Option<String>,
    /// `Retry-After`, in seconds.
    pub retry_after: Option<f64>,
}

impl Details {
    /// Those of the job with this ID; empty without one.
    pub(super) fn of(machine: &Machine, job: Option<u32>) -> Self {
        let Some(job) = job.and_then(|job| machine.job(job)) else {
            return Self::default();
        };
        Self {
            kind: Kind::Task,
            org_id: Some(job.target.org.as_str().to_owned()),
            id: Some(job.target.task.as_str().to_owned()),
            item: job.item.cloned(),
        }
    }

    /// Those of the job in front.
    pub(super) fn in_front(machine: &Machine) -> Self {
        Self::of(machine, machine.current())
    }
}

impl ProblemDetails {
    pub(crate) fn of(problem: &Problem, title: String, messages: &Messages) -> Self {
        let field = |error: &FieldError| FieldProblem {
            field: error.field().to_owned(),
            message: error_text::field_error(messages, error),
        };
        Self {
            kind: problem.kind,
            status: problem.status,
            title,
            message: problem.message.clone(),
            code: problem.code.clone(),
            fields: problem.fields.iter().map(field).collect(),
            request_id: problem.request_id.clone(),
            retry_after: problem.retry_after.map(|milliseconds| (milliseconds / 1_000.0).ceil()),
        }
    }
}
