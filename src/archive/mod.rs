//! The state machine of the widget. It uses no browser, clock or socket.
//!
//! [`Machine::step`] takes a [`Msg`] and returns [`Command`]s. The machine never contains the token.
//! Times are in milliseconds on the monotonic clock of [`Env`], and durations in milliseconds.
//!
//! - `table`: what each ending of a change proves. Nothing else decides that.
//! - `ending`: the row of the table for a response, or for none.
//! - `read`: how an item is read, and the column of the table that results.
//! - `job`: an item and the operation on it; `target`: its IDs; `history`: when its changes ended.
//! - `machine`: dispatches messages to jobs; `find`, `change`, `verify` and `settle`: the parts of an operation.
//! - `record`: serializes the jobs, to resume them later.
//! - `phase`: the read-only view of a job; `offer`: the possible actions.

mod change;
mod command;
mod ending;
mod find;
mod history;
mod job;
mod machine;
mod msg;
mod offer;
mod phase;
mod read;
mod record;
mod settle;
mod state;
mod table;
mod target;
mod verify;

pub(crate) use change::MAX_WAIT_MS;
pub(crate) use command::{Command, Event};
pub(crate) use machine::Machine;
pub(crate) use msg::{Env, Msg, Outcome};
pub(crate) use offer::{Action, Offer};
pub(crate) use phase::{Activity, JobView, Phase};
pub use state::{Operation, State};
#[cfg(test)]
pub(crate) use table::{Ending, Observation, Table, Verdict};
pub(crate) use target::Target;
