//! The request or timer of a ticket.

use gloo_timers::callback::Timeout;

use crate::client;

/// A request or a timer in flight. Dropping it aborts the request and clears the timer.
pub(super) struct PendingCommand {
    /// The machine's ID of it.
    pub(super) ticket: u32,
    pub(super) _request: Option<client::InFlight>,
    pub(super) _timer: Option<Timeout>,
}
