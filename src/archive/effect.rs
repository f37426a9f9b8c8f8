//! What the machine wants done.

use super::State;
use crate::tallyfy::Request;

/// Something to do.
///
/// ```
/// use tallyfy_archive::archive::{Effect, Input, Machine, Moment};
///
/// let effects = Machine::default().step(Moment { now: 0.0, chance: 0.5 }, Input::Reset);
/// assert_eq!(effects, [Effect::Abort]);
/// ```
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
///
/// ```
/// use tallyfy_archive::archive::{Event, State};
///
/// let change = Event::State { previous: State::Idle, state: State::Finding };
/// assert_ne!(change, Event::Archived);
/// ```
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
