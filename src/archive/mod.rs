//! Archiving one task, as a state machine: state × input → state + effects.
//!
//! The machine decides and never acts. It is told what happened ([`Input`]) and at what [`Moment`], and answers with
//! what is to be done ([`Effect`]). It knows no browser, no socket and no clock, and it never holds the token.
//!
//! Its laws, which `tests/core/laws` checks for any sequence of inputs: one operation at a time; no DELETE without a
//! find of that very task; `archived` only after a 2xx or a check that saw it; `refused` only when nothing changed;
//! everything else is `unknown`.

mod busy;
mod check;
mod effect;
mod input;
mod machine;
mod operations;
mod settle;
mod state;

pub use busy::{Busy, Doubt, Pause, Step};
pub use effect::{Effect, Event};
pub use input::{Input, Moment, Outcome, Target};
pub use machine::Machine;
pub use state::{Operation, Phase, State};
