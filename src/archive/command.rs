//! What the machine wants done.

use super::{Operation, State};
use crate::tallyfy::{Problem, Request};

/// Something to do.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Command {
    /// Send a request, and report under this ticket when it is sent and how it ended.
    Send {
        /// Names the request in [`Msg::Sent`](super::Msg::Sent) and [`Msg::Ended`](super::Msg::Ended).
        ticket: u32,
        /// What to send.
        request: Request,
        /// Whether the token that was used last was refused, and a fresh one is needed.
        refresh_token: bool,
        /// Whether nobody asked for it, and so nobody waits for it.
        is_automatic: bool,
    },
    /// Wait, and report under this ticket when it is over.
    Wait {
        /// Names the wait in [`Msg::Elapsed`](super::Msg::Elapsed).
        ticket: u32,
        /// How many milliseconds.
        milliseconds: f64,
    },
    /// Drop the request or wait with this ticket.
    Abort(u32),
    /// Ask the page whether the item may be archived, and report what it says under this number.
    RequestApproval(u32),
    /// Tell the page about this job, or about none where nothing could begin.
    Announce(Option<u32>, Event),
    /// This job has come to rest in this state: tell whoever waits for its operation.
    Resolve(u32, State),
    /// A check that somebody asked for has ended: tell whoever waits for it.
    Checked(u32, State),
}

/// Something the page is told. The item is that of the job.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Event {
    /// The state changed.
    State {
        /// From this.
        previous: State,
        /// To this.
        state: State,
    },
    /// The item is archived.
    Archived {
        /// The status of the answer that proved it; `None` where a read did.
        status: Option<u16>,
        /// Whether it was archived before anything was sent; `None` where that is not known.
        already: Option<bool>,
    },
    /// The item is back.
    Restored {
        /// The status of the answer that proved it; `None` where a read did.
        status: Option<u16>,
    },
    /// It did not happen and will not.
    Refused {
        /// What was refused.
        operation: Operation,
        /// Why.
        problem: Problem,
    },
    /// It may or may not have happened.
    Unknown {
        /// What may have happened.
        operation: Operation,
        /// Why that is not known.
        problem: Problem,
        /// Whether the widget goes on checking by itself.
        checking: bool,
    },
}
