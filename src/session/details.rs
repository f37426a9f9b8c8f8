//! Items and problems as the host sees them: with the requested IDs, and with texts.

use crate::archive::{Machine, Operation};
use crate::messages::{Messages, error_text};
use crate::tallyfy::{FieldError, Kind, Problem, ProblemKind, Task};

/// The item that something is about: the requested IDs, and the item as it was last read.
///
/// ```
/// use tallyfy_archive::Details;
///
/// fn title(details: &Details) -> Option<&str> {
///     details.item.as_ref()?.title.as_deref()
/// }
/// assert_eq!(title(&Details::default()), None);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Details {
    /// What sort of item it is.
    pub kind: Kind,
    /// Organization ID.
    pub org_id: Option<String>,
    /// The item's ID.
    pub id: Option<String>,
    /// The item as it was last read.
    pub item: Option<Task>,
}

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldProblem {
    /// The field's name: ours (`orgId`, `taskId`, `token`, `apiBase`) or the server's.
    pub field: String,
    /// What is wrong with it.
    pub message: String,
}

/// A problem with its title.
///
/// ```
/// use tallyfy_archive::{ProblemDetails, ProblemKind};
///
/// fn is_temporary(problem: &ProblemDetails) -> bool {
///     matches!(problem.kind, ProblemKind::RateLimited | ProblemKind::ServerError | ProblemKind::Offline)
/// }
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct ProblemDetails {
    /// What sort of problem.
    pub kind: ProblemKind,
    /// HTTP status; `None` without a response.
    pub status: Option<u16>,
    /// What happened and what to do.
    pub title: String,
    /// The message of the server, as text.
    pub message: Option<String>,
    /// The error code of the server.
    pub code: Option<String>,
    /// Errors of single fields.
    pub fields: Vec<FieldProblem>,
    /// Request ID, for support.
    pub request_id: Option<String>,
    /// Seconds that the server asked to wait.
    pub retry_after: Option<f64>,
}

impl Details {
    /// Of the job with this number; empty without one.
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

    /// Of the job in front.
    pub(super) fn in_front(machine: &Machine) -> Self {
        Self::of(machine, machine.current())
    }
}

impl ProblemDetails {
    /// `timeout` is how many milliseconds a request may take.
    pub(super) fn of(operation: Operation, problem: &Problem, messages: &Messages, timeout: u32) -> Self {
        let field = |error: &FieldError| FieldProblem {
            field: error.field().to_owned(),
            message: error_text::of_field(messages, error),
        };
        Self {
            kind: problem.kind,
            status: problem.status,
            title: error_text::title(messages, operation, problem, f64::from(timeout)),
            message: problem.message.clone(),
            code: problem.code.clone(),
            fields: problem.fields.iter().map(field).collect(),
            request_id: problem.request_id.clone(),
            retry_after: problem.retry_after.map(|milliseconds| (milliseconds / 1_000.0).ceil()),
        }
    }
}
