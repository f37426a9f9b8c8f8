//! The sandbox from the outside: every route, fault and CORS setting, over real sockets.

mod access;
mod client;
mod combinations;
mod command_line;
mod control;
mod cors;
mod fault_queue;
mod faults;
mod fixtures;
mod kinds;
mod late_work;
mod lifecycle;
mod lists;
mod page;
#[cfg(feature = "proxy")]
mod proxy;
mod reads;
mod rejected;
mod runs;
mod seeds;
mod sockets;
mod tasks;
mod templates;
mod timing;
