//! Fault injection. A fault is armed for an item and an operation, and injected into a number of
//! requests. It has two independent parts: the reply, and when the work is done.

mod body;
mod check;
mod combinations;
mod fault;
mod operation;
mod registry;
mod reply;
mod respond;
mod work;

pub use combinations::{Combination, combination, combinations, reply_names};
pub use fault::{Fault, LATE};
pub use operation::Operation;
pub use registry::Armed;
pub use reply::{After, Reply, Shown};
pub use work::Work;

pub(crate) use combinations::find as find_combination;
pub(crate) use fault::in_sequence;
pub(crate) use operation::Target;
pub(crate) use registry::FaultRegistry;
pub(crate) use respond::Subject;
