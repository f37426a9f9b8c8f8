//! Pending messages and callbacks.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

use crate::archive::{Msg, State};

/// Called with the state when an operation has settled.
pub(super) type Settled = Box<dyn FnOnce(State)>;

/// Pending messages, and the callbacks for operations and checks.
#[derive(Default)]
pub(super) struct Queue {
    pub(super) items: RefCell<VecDeque<Item>>,
    pub(super) is_processing: Cell<bool>,
    /// Callbacks for the operations of jobs, by job number.
    pub(super) operations: RefCell<Vec<(u32, Settled)>>,
    /// Callbacks for the checks of jobs, by job number.
    pub(super) checks: RefCell<Vec<(u32, Settled)>>,
    /// Whether the host knows that a change is in flight.
    pub(super) is_host_notified: Cell<bool>,
}

pub(super) enum Item {
    Msg(Msg),
    /// Calls back when the operation that the previous message began has settled.
    WhenSettled(Settled),
    /// Calls back when the check that the previous message began has ended.
    WhenChecked(Settled),
}
