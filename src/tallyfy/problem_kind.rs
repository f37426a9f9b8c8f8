//! Kinds of problems.

/// The kind of a problem. The names are part of the public interface of the element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProblemKind {
    /// An ID, the token or the base URL is missing or invalid; nothing was sent.
    BadInput,
    /// 401: the token is missing, wrong or expired.
    Unauthenticated,
    /// 403: no permission, or a rule of the organization forbids it.
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
    /// 429, with a wait that is too long or after too many retries.
    RateLimited,
    /// 5xx.
    ServerError,
    /// A 2xx that should contain a task and does not.
    Unreadable,
    /// Any other status.
    Unexpected,
    /// The browser reports that it is offline.
    Offline,
    /// The server could not be reached, or the connection was lost.
    Unreachable,
    /// The server can be reached, but the browser blocks its response (CORS).
    Blocked,
    /// No response before the timeout.
    Timeout,
    /// Cancelled by the user or the page.
    Cancelled,
}

impl ProblemKind {
    /// All kinds. `Cancelled` is the last, so the compiler reports one that is missing.
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
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// The name in events and properties.
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

    /// The kind for a status outside 200–299.
    pub(crate) fn from_status(status: u16) -> Self {
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
