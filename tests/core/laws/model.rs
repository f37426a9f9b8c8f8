//! The laws, and the model's state of requests, operations and jobs.

use super::oracle::{Column, Ending, Purpose, Row};
use super::server::{Change, RequestKind, Truth};

/// A violated law.
#[derive(Clone, Debug)]
pub(super) struct Violation {
    pub(super) law: Law,
    pub(super) what: String,
}

pub(super) type Checked<T = ()> = Result<T, Violation>;

/// A property of every scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Law {
    /// Only an item that was reviewed, or that the page named, is archived.
    Shown,
    /// `archived`, `restored` and `refused` are never false.
    True,
    /// Every outcome is reported once, with its IDs, and every promise is resolved.
    Reported,
    /// Outcomes are reported as soon as they are proven, and checks continue only while there is doubt.
    Timely,
    /// No second change of an item is sent while one is in flight or unknown.
    Once,
    /// No DELETE is sent for a linked or archived item.
    Spared,
    /// Messages with an old ticket have no effect.
    Stale,
    /// Every operation settles once all requests get useful responses.
    Settles,
}

/// A request in flight.
#[derive(Clone, Debug)]
pub(super) struct InFlight {
    pub(super) ticket: u32,
    pub(super) job: u32,
    pub(super) item: usize,
    pub(super) kind: RequestKind,
    pub(super) sent_at: Option<f64>,
    /// The index of the send, if it is a change that was sent.
    pub(super) send: Option<usize>,
}

/// A timer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Timer {
    pub(super) ticket: u32,
    pub(super) job: u32,
    pub(super) due: f64,
}

/// A change that was sent.
#[derive(Clone, Debug)]
pub(super) struct Send {
    pub(super) item: usize,
    pub(super) op: usize,
    pub(super) change: Change,
    pub(super) sent_at: f64,
    pub(super) ended: Option<(f64, Ending)>,
    /// Until when a copy may be executed.
    pub(super) window_end: f64,
    /// Times of the executions.
    pub(super) executed: Vec<f64>,
}

/// An operation that archives or restores.
#[derive(Clone, Debug)]
pub(super) struct Op {
    pub(super) job: u32,
    pub(super) item: usize,
    pub(super) change: Change,
    pub(super) begun: f64,
    pub(super) sends: Vec<usize>,
    pub(super) row: Row,
    pub(super) retries: u8,
    /// The status of the response that is being retried.
    pub(super) retry: Option<u16>,
    pub(super) has_met_401: bool,
    /// Since when it is unknown, and whether checks continue.
    pub(super) unknown: Option<(f64, bool)>,
    /// Number of automatic checks.
    pub(super) checks: usize,
    pub(super) settled: bool,
    /// Its reads: row and column, and the index of the last send.
    pub(super) reads: Vec<(Row, Column, usize)>,
}

/// A read in progress.
#[expect(clippy::struct_excessive_bools, reason = "independent flags")]
#[derive(Clone, Copy, Debug)]
pub(super) struct Read {
    pub(super) purpose: Purpose,
    pub(super) made_at: f64,
    pub(super) searches: bool,
    pub(super) is_requested: bool,
    /// Whether the item was not found, by the API's own 404.
    pub(super) is_api_not_found: bool,
    pub(super) has_met_401: bool,
}

/// The model of a job.
#[expect(clippy::struct_excessive_bools, reason = "independent flags")]
#[derive(Clone, Debug)]
pub(super) struct Job {
    pub(super) item: usize,
    pub(super) begun: f64,
    pub(super) is_finding: bool,
    pub(super) op: Option<usize>,
    pub(super) read: Option<Read>,
    /// The state of the item in the last read.
    pub(super) observed: Option<Truth>,
    pub(super) was_list_read: bool,
    /// Whether a promise for its operation, or for a check, is pending.
    pub(super) is_awaited: bool,
    pub(super) is_check_awaited: bool,
    /// The last reported state of the item, and since when it may be out of date.
    pub(super) claim: Option<(Truth, f64)>,
    /// Whether the follow-up read, if there was one, showed the item.
    pub(super) is_followed_up: bool,
    /// When the follow-up read started, if it ended in this step.
    pub(super) followed_up_at: Option<f64>,
}
