//! Why something did not work, in a form that programs can tell apart.

use super::{Answer, Content, Head, Refusal};

/// The kinds of problems. Their names are part of what a page sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An id, a token or the API's address is missing or cannot be right; nothing was sent.
    BadInput,
    /// 401: the token is missing, wrong or expired.
    Unauthenticated,
    /// 403: not allowed, or a rule against it.
    Forbidden,
    /// 404 or 410.
    NotFound,
    /// The task belongs to a process.
    LinkedTask,
    /// 400 or 422.
    Invalid,
    /// 402.
    PlanLimit,
    /// 409.
    Conflict,
    /// 423.
    Locked,
    /// 429, for longer or more often than is waited for.
    RateLimited,
    /// 5xx.
    ServerError,
    /// A success to the question for a task, but no task in it.
    Unreadable,
    /// Any other status.
    Unexpected,
    /// The browser knows that it has no network.
    Offline,
    /// No server, or the connection broke.
    Unreachable,
    /// The server is up, but the browser refuses its answer (CORS).
    Blocked,
    /// No answer in time.
    Timeout,
    /// Given up by the person or the page.
    Cancelled,
}

impl Kind {
    /// The name a page sees.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::BadInput => "bad-input",
            Self::Unauthenticated => "unauthenticated",
            Self::Forbidden => "forbidden",
            Self::NotFound => "not-found",
            Self::LinkedTask => "linked-task",
            Self::Invalid => "invalid",
            Self::PlanLimit => "plan-limit",
            Self::Conflict => "conflict",
            Self::Locked => "locked",
            Self::RateLimited => "rate-limited",
            Self::ServerError => "server-error",
            Self::Unreadable => "unreadable",
            Self::Unexpected => "unexpected",
            Self::Offline => "offline",
            Self::Unreachable => "unreachable",
            Self::Blocked => "blocked",
            Self::Timeout => "timeout",
            Self::Cancelled => "cancelled",
        }
    }

    /// What a status that is no success means.
    pub fn of_status(status: u16) -> Self {
        match status {
            400 | 422 => Self::Invalid,
            401 => Self::Unauthenticated,
            402 => Self::PlanLimit,
            403 => Self::Forbidden,
            404 | 410 => Self::NotFound,
            409 => Self::Conflict,
            423 => Self::Locked,
            429 => Self::RateLimited,
            500..600 => Self::ServerError,
            _ => Self::Unexpected,
        }
    }
}

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FieldProblem {
    /// The field's name: ours (`orgId`, `taskId`, `token`, `apiBase`) or the server's.
    pub field: String,
    /// What is wrong, in the server's words, or empty where [`Problem::kind`] says it all.
    pub message: String,
}

/// Why something did not work.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// What sort of problem.
    pub kind: Kind,
    /// The HTTP status, where there was an answer.
    pub status: Option<u16>,
    /// What the server said, as text.
    pub message: Option<String>,
    /// The server's name for it.
    pub code: Option<String>,
    /// What is wrong with single fields.
    pub fields: Vec<FieldProblem>,
    /// The id of the request, for support.
    pub request_id: Option<String>,
    /// How many milliseconds the server asked to wait.
    pub retry_after: Option<f64>,
}

impl Problem {
    /// A problem without an answer.
    pub fn new(kind: Kind) -> Self {
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

    /// A wrong input, field by field.
    pub fn bad_input(fields: Vec<FieldProblem>) -> Self {
        Self {
            fields,
            ..Self::new(Kind::BadInput)
        }
    }

    /// What is wrong with the field of this name.
    pub fn about(&self, name: &str) -> Option<&str> {
        let wrong = self.fields.iter().find(|wrong| wrong.field == name);
        wrong.map(|wrong| wrong.message.as_str())
    }

    /// What an answer means that is no success, or not the one hoped for.
    pub fn of_answer(answer: Answer) -> Self {
        let Answer { head, content } = answer;
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

fn kind_of(head: &Head, refusal: &Refusal) -> Kind {
    if head.is_success() {
        Kind::Unreadable
    } else if refusal.is_linked_task() {
        Kind::LinkedTask
    } else {
        Kind::of_status(head.status)
    }
}
