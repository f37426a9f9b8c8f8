//! What happens to an item, decided without a browser, a clock or a socket.
//!
//! The [`Machine`] takes one [`Msg`] after the other and answers with [`Command`]s. It never holds the token.
//!
//! - `table`: what each ending of a change proves. Nothing else decides that.
//! - `ending`: which row of the table an answer, or the lack of one, belongs to.
//! - `reading`: how an item is read, and which column of the table comes of it.
//! - `job`: one item and what is being done about it; `history`: when its changes ended.
//! - `machine`, and `find`, `change`, `verify`, `settle` for the parts of an operation.
//! - `record`: the jobs, written down to go on with them later.
//! - `offer`: what a person can do next.

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

pub(crate) use command::{Command, Event};
pub(crate) use machine::Machine;
pub(crate) use msg::{Env, Msg, Outcome};
pub(crate) use offer::{Action, Offer};
pub(crate) use phase::{Activity, JobView, Phase};
pub use state::{Operation, State};
#[cfg(test)]
pub(crate) use table::{Ending, Observation, Table, Verdict};
pub(crate) use target::Target;
