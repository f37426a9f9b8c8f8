//! The server: an accept loop of its own, so that a response can reset or close its connection.

mod accept;
mod connection;
mod cut;
mod port;

pub(crate) use accept::{Command, accept};
pub use cut::Disconnect;
pub(crate) use cut::{Cut, Sent};
pub(crate) use port::Port;
