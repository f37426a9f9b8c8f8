//! What the machine wants done.

use super::State;
use crate::tallyfy::Request;

/// Something to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Send a request, and report under this ticket when it is on its way and how it ended.
    Send(u32, Request),
    /// Wait so many milliseconds, and report under this ticket when they are over.
    Wait(u32, f64),
    /// Let go of whatever was sent or waited for earlier.
    Abort,
    /// Ask the page whether the task may be archived, and report what it says.
    Ask,
    /// Tell the page.
    Announce(Event),
}

/// Something the page is told. What goes with it is in the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The state changed.
    State {
        /// From this.
        previous: State,
        /// To this.
        state: State,
    },
    /// The task is archived.
    Archived,
    /// The task is back.
    Restored,
    /// It did not work, and nothing changed.
    Refused,
    /// It may or may not have worked.
    Unknown,
}
