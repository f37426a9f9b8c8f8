//! Tasks and problems as the host sees them: with the requested ids, and with texts.

use crate::archive::{Machine, Operation};
use crate::reasons;
use crate::tallyfy::{FieldProblem, Problem, Task};
use crate::words::Words;

/// The task that something is about: the requested ids, and the task as it was last read.
///
/// ```
/// use tallyfy_archive::Details;
///
/// fn title(details: &Details) -> Option<&str> {
///     details.task.as_ref()?.title.as_deref()
/// }
/// assert_eq!(title(&Details::default()), None);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Details {
    /// Organization ID.
    pub org_id: Option<String>,
    /// Task ID.
    pub task_id: Option<String>,
    /// The task as it was last read.
    pub task: Option<Task>,
}

/// A problem with its title.
///
/// ```
/// use tallyfy_archive::ProblemDetails;
///
/// fn is_temporary(problem: &ProblemDetails) -> bool {
///     matches!(problem.kind, "rate-limited" | "server-error" | "offline")
/// }
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct ProblemDetails {
    /// The name of the kind.
    pub kind: &'static str,
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
            org_id: Some(job.target.org.as_str().to_owned()),
            task_id: Some(job.target.task.as_str().to_owned()),
            task: job.item.cloned(),
        }
    }

    /// Of the job in front.
    pub(super) fn in_front(machine: &Machine) -> Self {
        Self::of(machine, machine.current())
    }
}

impl ProblemDetails {
    pub(super) fn of(operation: Operation, problem: &Problem, words: &Words, timeout: u32) -> Self {
        Self {
            kind: problem.kind.as_str(),
            status: problem.status,
            title: reasons::title(words, operation, problem, f64::from(timeout)),
            message: problem.message.clone(),
            code: problem.code.clone(),
            fields: problem.fields.clone(),
            request_id: problem.request_id.clone(),
            retry_after: problem.retry_after.map(|milliseconds| (milliseconds / 1_000.0).ceil()),
        }
    }
}
