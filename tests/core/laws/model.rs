//! What is written down: the laws, what is in flight, and what was sent.

use super::oracle::{Column, Ending, Purpose, Row};
use super::server::{Change, RequestKind, Truth};

/// A law that did not hold.
#[derive(Clone, Debug)]
pub(super) struct Violation {
    pub(super) law: Law,
    pub(super) what: String,
}

pub(super) type Checked<T = ()> = Result<T, Violation>;

/// What holds in every scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Law {
    /// Only what was shown, or what the page named, is archived.
    Shown,
    /// `archived`, `restored` and `refused` are true.
    True,
    /// Every outcome is told once, with its ids, and every promise resolved.
    Reported,
    /// What is proven is told at once, and checks go on exactly where there is doubt.
    Timely,
    /// Never a second change of an item while one is in flight or unknown.
    Once,
    /// A linked or archived item gets no DELETE.
    Spared,
    /// What arrives under an old ticket changes nothing.
    Stale,
    /// Every operation settles once answers keep coming.
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
    /// Which send of a change it is, once it is sent.
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
    /// When it was executed.
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
    /// The status that is being waited for.
    pub(super) retry: Option<u16>,
    pub(super) has_met_401: bool,
    /// Since when it is unknown, and whether checks go on.
    pub(super) unknown: Option<(f64, bool)>,
    /// How many checks began by themselves.
    pub(super) checks: usize,
    pub(super) settled: bool,
    /// The columns of its reads, each with the last send and the row of that.
    pub(super) reads: Vec<(Row, Column, usize)>,
}

/// A read under way.
#[expect(clippy::struct_excessive_bools, reason = "notes, each of its own")]
#[derive(Clone, Copy, Debug)]
pub(super) struct Read {
    pub(super) purpose: Purpose,
    pub(super) made_at: f64,
    pub(super) searches: bool,
    pub(super) is_requested: bool,
    /// Whether the API itself said that there is no such item.
    pub(super) is_api_not_found: bool,
    pub(super) has_met_401: bool,
}

/// What is known of a job.
#[expect(clippy::struct_excessive_bools, reason = "notes, each of its own")]
#[derive(Clone, Debug)]
pub(super) struct Job {
    pub(super) item: usize,
    pub(super) begun: f64,
    pub(super) is_finding: bool,
    pub(super) op: Option<usize>,
    pub(super) read: Option<Read>,
    /// How the last read showed the item.
    pub(super) observed: Option<Truth>,
    pub(super) was_list_read: bool,
    /// Whether somebody retries for its operation, or for a check.
    pub(super) is_awaited: bool,
    pub(super) is_check_awaited: bool,
    /// What people were told last about the item, and since when that may be out of date.
    pub(super) claim: Option<(Truth, f64)>,
    /// Whether the read that followed up, if there was one, showed the item.
    pub(super) is_followed_up: bool,
    /// When the read began that followed up, where it has just ended.
    pub(super) followed_up_at: Option<f64>,
}
