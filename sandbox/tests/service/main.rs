//! The sandbox from the outside: every route, fault and CORS setting, over real sockets.

mod access;
mod arming;
mod client;
mod combinations;
mod control;
mod cors;
mod faults;
mod fixtures;
mod kinds;
mod late;
mod lifecycle;
mod lists;
mod page;
mod program;
#[cfg(feature = "proxy")]
mod proxy;
mod reads;
mod refused;
mod runs;
mod seeds;
mod sockets;
mod tasks;
mod templates;
mod timing;
