//! What the stand-in remembers: tasks, processes, armed faults and what it was asked. In memory only.

mod clock;
mod log;
mod run;
mod task;
mod world;

pub use log::{Area, Ending, LoggedRequest, TokenStanding};
pub use run::Run;
pub use task::{NewTask, Owners, Success, Task, User};

pub(crate) use log::Log;
pub(crate) use world::World;
