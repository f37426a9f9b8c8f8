//! What the sandbox remembers: tasks, processes, armed faults, and requests. In memory only.

mod change;
mod clock;
mod history;
mod log;
mod reads;
mod run;
mod task;
mod world;

pub use change::{Change, LateChange};
pub use log::{Area, Ending, Execution, LoggedRequest};
pub use reads::{ArchivedList, NotFound, Reads};
pub use run::Run;
pub use task::{NewTask, Owners, Success, Task, User};

pub(crate) use log::Log;
pub(crate) use world::World;
