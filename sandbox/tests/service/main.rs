//! The stand-in seen from its clients: every route, every fault, every cross-origin setting, over real sockets.

mod access;
mod arming;
mod client;
mod control;
mod cors;
mod faults;
mod lifecycle;
mod lists;
mod page;
mod program;
#[cfg(feature = "proxy")]
mod proxy;
mod recorded;
mod runs;
mod seeds;
mod sockets;
mod tasks;
mod timing;
