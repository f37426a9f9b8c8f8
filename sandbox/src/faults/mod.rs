//! What can go wrong, on purpose: a fault is armed for a task and an operation and strikes a number of times.

mod apply;
mod armory;
mod body;
mod dress;
mod fault;
mod operation;
mod reply;

pub use armory::Armed;
pub use fault::Fault;
pub use operation::Operation;
pub use reply::{After, Reply};

pub(crate) use apply::{Struck, WithoutCors, strike};
pub(crate) use armory::Armory;
pub(crate) use operation::Target;
