//! What the machine is told.

use super::{Operation, Target};
use crate::tallyfy::{ApiResponse, Problem, ProblemKind};

/// The circumstances under which a message arrives.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Env {
    /// Milliseconds on a monotonic clock.
    pub now_ms: f64,
    /// A random number from 0 to 1, so that many pages that were told to wait do not come back together.
    pub jitter: f64,
    /// Whether the browser thinks that there is a network (`navigator.onLine`). It may be wrong.
    pub is_online: bool,
    /// Whether a fresh token can be had in place of one that was refused.
    pub can_refresh_token: bool,
}

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Msg {
    /// The ids are other ones now; `None` where they are incomplete or wrong.
    Retarget(Option<Target>),
    /// Somebody wants to see an item.
    Find(Target),
    /// The page names an item and wants it archived: it is found first unless it is the one in review.
    Archive(Target),
    /// The person confirms what is in review.
    Confirm,
    /// The page was asked, under this number, and this is whether the item may be archived.
    Approval(u32, bool),
    /// Somebody wants the archived item back.
    Restore,
    /// Somebody wants to know how an unknown outcome turned out.
    Check,
    /// The network came back, or the page became visible again: a good time to check what is unknown.
    Wake,
    /// Somebody cancels.
    Cancel,
    /// Somebody starts over.
    Reset,
    /// What was asked cannot be asked; nothing was sent.
    Reject(Operation, Problem),
    /// The request with this ticket waits until then, since another widget of the page was told to wait.
    Held(u32, f64),
    /// The request with this ticket is sent: from now on it may be executed.
    Sent(u32),
    /// The request with this ticket came to an end.
    Ended(u32, Outcome),
    /// The wait with this ticket is over.
    Elapsed(u32),
}

/// How a request came to an end.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Outcome {
    /// There was an answer.
    Response(ApiResponse),
    /// It was sent, and there was no answer. It may have been executed, or may yet be.
    NoResponse(ProblemKind),
    /// It was not sent.
    NotSent(Problem),
}
