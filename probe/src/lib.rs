//! Asks Tallyfy's service what its documentation leaves open, with a scratch task: reads it, archives it, reads it,
//! searches the archived list, restores it, and reads it again. [`Report`] prints what the service answered, as a block to
//! paste into an issue, without the token, IDs and titles.
//!
//! It calls nothing that cannot be taken back, and restores the task whatever happens in between.
#![forbid(unsafe_code)]

mod answer;
mod options;
mod report;
mod service;
mod steps;

pub use options::Options;
pub use report::Report;
pub use steps::probe;
