//! Pending messages and callbacks.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

use crate::archive::{Msg, State};

/// Called with the state when an operation has settled.
pub(super) type Settled = Box<dyn FnOnce(State)>;

/// Pending messages, and the callbacks for operations and checks.
#[derive(Default)]
pub(super) struct Queue {
    pub(super) entries: RefCell<VecDeque<Entry>>,
    pub(super) is_processing: Cell<bool>,
    /// Callbacks for operations, by job ID.
    pub(super) operations: RefCell<Vec<(u32, Settled)>>,
    /// Callbacks for checks, by job ID.
    pub(super) checks: RefCell<Vec<(u32, Settled)>>,
    /// Whether the host has been notified of a change in flight.
    pub(super) is_host_notified: Cell<bool>,
}

pub(super) enum Entry {
    Msg(Msg),
    /// Registers a callback for the operation that the previous message started.
    WhenSettled(Settled),
    /// Registers a callback for the check that the previous message started.
    WhenChecked(Settled),
}
