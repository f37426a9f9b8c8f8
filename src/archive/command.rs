//! The commands of the machine.

use super::{Operation, State};
use crate::tallyfy::{Problem, Request};

/// A side effect that the machine requests.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Command {
    /// Send a request, and report with this ticket when it is sent and how it ended.
    Send {
        /// Identifies the request in [`Msg::Sent`](super::Msg::Sent) and [`Msg::Ended`](super::Msg::Ended).
        ticket: u32,
        /// What to send.
        request: Request,
        /// Whether the last token was rejected and has to be refreshed.
        refresh_token: bool,
        /// Whether it is sent without a user or page having requested it.
        is_automatic: bool,
    },
    /// Start a timer, and report with this ticket when it fires.
    Wait {
        /// Identifies the timer in [`Msg::Elapsed`](super::Msg::Elapsed).
        ticket: u32,
        /// Delay in milliseconds.
        milliseconds: f64,
    },
    /// Abort the request or timer with this ticket.
    Abort(u32),
    /// Ask the page whether the item may be archived, and report its decision with this ID.
    RequestApproval(u32),
    /// Dispatch an event of this job; of none if the input was invalid.
    Announce(Option<u32>, Event),
    /// The operation of this job has finished in this state: resolve its promises.
    Resolve(u32, State),
    /// A check that was requested has ended in this state: resolve its promises.
    Checked(u32, State),
}

/// An event for the page, about the item of the job.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Event {
    /// The state changed.
    State {
        /// The state before.
        previous: State,
        /// The state now.
        state: State,
    },
    /// The item is archived.
    Archived {
        /// HTTP status of the response that proved it; `None` if a read did.
        status: Option<u16>,
        /// Whether it was archived before anything was sent; `None` if it is not known who did it.
        already: Option<bool>,
    },
    /// The item is restored.
    Restored {
        /// HTTP status of the response that proved it; `None` if a read did.
        status: Option<u16>,
    },
    /// The operation did not happen and will not.
    Refused {
        /// The operation.
        operation: Operation,
        /// Why.
        problem: Problem,
    },
    /// The operation may have happened.
    Unknown {
        /// The operation.
        operation: Operation,
        /// Why that is not known.
        problem: Problem,
        /// Whether the widget checks again by itself.
        checking: bool,
    },
}
