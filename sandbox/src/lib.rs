//! A fake Tallyfy server on loopback, for manual and automated tests of the widget.
//!
//! It implements the part of Tallyfy's API that archiving needs, holds a task, process or template for every case of
//! interest, and injects faults down to the socket, with work that is done before the response, some seconds after it,
//! twice, or never. It also serves the built page, with a list of the cases.
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
mod app_state;
mod config;
mod control;
mod cors;
mod error;
mod faults;
mod fixtures;
mod ids;
mod kind;
mod overlay;
mod page;
mod query;
mod router;
mod routes;
mod sandbox;
mod seeds;
mod serve;
mod state;
#[cfg(feature = "proxy")]
mod upstream;

pub use accounts::{EXPIRED_TOKEN, ORG, OTHER_ORG, STRANGER_TOKEN, TOKEN, TokenStatus};
pub use config::Config;
pub use cors::{Cors, CorsGap};
pub use error::StartError;
pub use faults::{
    After, Armed, Combination, Fault, LATE, Operation, Reply, Shown, Work, combination, combinations, reply_names,
};
pub use fixtures::fixture_names;
pub use kind::Kind;
pub use sandbox::Sandbox;
pub use seeds::{Case, active_run, archived_run, case, cases, plain_tasks};
pub use serve::Disconnect;
pub use state::{
    ArchivedList, Area, Change, Ending, Execution, Folder, LateChange, Links, LoggedRequest, NewRun, NewTask,
    NewTemplate, NotFound, Owners, ProgressShape, Reads, Reference, References, Run, Success, Task, Template,
    TemplateAnswer, Unrestored, User, WhenActive,
};
