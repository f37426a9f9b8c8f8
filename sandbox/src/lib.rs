//! A stand-in for Tallyfy on loopback, for trying the widget out and for its tests.
//!
//! It imitates the part of Tallyfy's API that archiving needs, holds a task, process or template for every case worth
//! seeing, and injects faults down to the socket, with work that is done before the answer, some seconds after it,
//! twice, or never. It serves the built page too, with the list of cases on it.
//!
//! ```
//! use sandbox::{Config, Fault, Operation, Reply, Sandbox, case};
//!
//! let sandbox = Sandbox::start(Config::default())?;
//! let plain = case("plain");
//! sandbox.set_fault(&plain.task_id, Operation::Archive, Fault::reply(Reply::Reset).after_work().times(1));
//!
//! // … a client is pointed at `sandbox.api()` …
//!
//! assert!(sandbox.log().is_empty());
//! assert!(!sandbox.task(&plain.task_id).unwrap().is_archived());
//! # Ok::<(), sandbox::StartError>(())
//! ```
#![forbid(unsafe_code)]

mod accounts;
mod address;
mod app;
mod config;
mod control;
mod cors;
mod error;
mod faults;
mod ids;
mod overlay;
mod page;
mod query;
mod recorded;
mod routes;
mod running;
mod seeds;
mod serve;
mod shared;
mod state;
#[cfg(feature = "proxy")]
mod upstream;

pub use accounts::{EXPIRED_TOKEN, ORG, OTHER_ORG, STRANGER_TOKEN, TOKEN, TokenStanding};
pub use config::Config;
pub use cors::{Cors, CorsGap};
pub use error::StartError;
pub use faults::{
    After, Armed, Combination, Fault, LATE, Operation, Reply, Shown, Work, answer_names, combination, combinations,
};
pub use recorded::recorded_answers;
pub use running::{Running, Sandbox};
pub use seeds::{Case, active_run, archived_run, case, cases, plain_tasks};
pub use serve::Disconnect;
pub use state::{
    ArchivedList, Area, Change, Ending, Execution, Folder, Kind, LateChange, Links, LoggedRequest, NewRun, NewTask,
    NewTemplate, NotFound, Owners, ProgressShape, Reads, Reference, References, Run, Success, Task, Template,
    TemplateAnswer, Unrestored, User, WhenActive,
};
