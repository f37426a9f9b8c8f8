//! The messages of the machine.

use super::{Operation, Target};
use crate::tallyfy::{ApiResponse, Problem, ProblemKind};

/// The environment when a message is processed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Env {
    /// Milliseconds on a monotonic clock.
    pub now_ms: f64,
    /// A random number from 0 to 1, so that pages which were rate limited together do not retry together.
    pub jitter: f64,
    /// `navigator.onLine`, which may be wrong.
    pub is_online: bool,
    /// Whether a rejected token can be refreshed.
    pub can_refresh_token: bool,
}

/// A message to the machine.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Msg {
    /// The IDs have changed; `None` if they are incomplete or invalid.
    Retarget(Option<Target>),
    /// Find the item.
    Find(Target),
    /// Archive the item that the page names. It is found first, unless it is in review.
    Archive(Target),
    /// The user confirms the item in review. Without IDs: it is never another one.
    Confirm,
    /// The page's decision for the approval with this ID.
    Approval(u32, bool),
    /// Restore the archived item.
    Restore,
    /// Check the unknown outcome.
    Check,
    /// The network is back, or the page is visible again: unknown outcomes are checked.
    Wake,
    /// Cancel the operation.
    Cancel,
    /// Start over.
    Reset,
    /// The input is invalid; nothing was sent.
    Reject(Operation, Problem),
    /// The request with this ticket is held back until then, because another widget of the page is rate limited.
    Held(u32, f64),
    /// The request with this ticket is about to be sent; from now on it may be executed.
    Sent(u32),
    /// The request with this ticket has ended.
    Ended(u32, Outcome),
    /// The timer with this ticket has fired.
    Elapsed(u32),
}

/// How a request ended.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Outcome {
    /// With a response.
    Response(ApiResponse),
    /// It was sent, and there was no response. It may have been executed, or may still be.
    NoResponse(ProblemKind),
    /// It was not sent.
    NotSent(Problem),
}
