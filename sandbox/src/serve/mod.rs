//! Serving over sockets the stand-in can break: an accept loop of its own, so that an answer may end its connection.

mod accept;
mod connection;
mod cut;
mod port;

pub(crate) use accept::{Command, accept};
pub(crate) use cut::Cut;
pub(crate) use port::Port;
