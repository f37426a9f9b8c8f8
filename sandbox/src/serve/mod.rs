//! Serving over sockets the stand-in can break: an accept loop of its own, so that an answer may end its connection.

mod accept;
mod connection;
mod cut;

pub(crate) use accept::{Command, accept, listen};
pub(crate) use cut::Cut;
