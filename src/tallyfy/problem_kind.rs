//! The sorts of problems.

/// The kinds of problems. Their names are part of what a page sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemKind {
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

impl ProblemKind {
    /// Every kind. `Cancelled` is the last: without one that stands before it, this does not compile.
    pub(crate) const ALL: [Self; Self::Cancelled as usize + 1] = [
        Self::BadInput,
        Self::Unauthenticated,
        Self::Forbidden,
        Self::NotFound,
        Self::LinkedTask,
        Self::Invalid,
        Self::PlanLimit,
        Self::Conflict,
        Self::Locked,
        Self::RateLimited,
        Self::ServerError,
        Self::Unreadable,
        Self::Unexpected,
        Self::Offline,
        Self::Unreachable,
        Self::Blocked,
        Self::Timeout,
        Self::Cancelled,
    ];

    /// The kind of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

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
    pub(crate) fn of_status(status: u16) -> Self {
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
