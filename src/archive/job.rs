//! A job: an item and the operation on it.

use super::read::Read;
use super::table::Ending;
use super::{Operation, State, Target};
use crate::tallyfy::{Problem, Task};

/// One item and the operation on it.
#[derive(Clone, Debug)]
pub(super) struct Job {
    pub(super) id: u32,
    pub(super) target: Target,
    /// The item as last read.
    pub(super) item: Option<Task>,
    pub(super) operation: Operation,
    pub(super) stage: Stage,
    pub(super) pending: Pending,
    /// The ticket of the request or timer. Messages with another one are ignored.
    pub(super) ticket: u32,
    /// Whether to archive the item as soon as it is found.
    pub(super) then_archive: bool,
    /// Number of retries after a 429 or 503.
    pub(super) retries: u8,
    /// Whether this operation got a 401 and requested a fresh token.
    pub(super) has_refreshed_token: bool,
    /// Whether the next request needs that token.
    pub(super) needs_fresh_token: bool,
    /// The changes that this operation has sent.
    pub(super) sends: Sends,
    /// When the operation began.
    pub(super) started_at: f64,
}

/// The changes that an operation has sent. Times are in milliseconds on the monotonic clock.
#[derive(Clone, Debug, Default)]
pub(super) struct Sends {
    /// Distinguishes the sends of this operation in the history.
    pub(super) operation_id: u32,
    /// How the last one ended, and its problem.
    pub(super) last: Option<(Ending, Problem)>,
    /// When the last one ended.
    pub(super) ended_at: f64,
    /// When the in-doubt window of the last one closes, if it has one.
    pub(super) last_in_doubt_until: f64,
    /// Until when a copy of one of them may be executed.
    pub(super) may_complete_until: f64,
    /// The same without the last one.
    pub(super) earlier_may_complete_until: f64,
    /// Since when the item may have changed unnoticed: the start of the operation, or of its last read that cannot lag.
    pub(super) known_since: f64,
}

/// The stage of a job, from which the public state follows.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Stage {
    Finding,
    /// The item was found.
    Review {
        /// The ID of the pending approval of the page.
        approval: Option<u32>,
    },
    /// A change is in flight, or is being verified for the first time.
    Changing,
    Unknown(Unverified),
    Archived {
        status: Option<u16>,
        already: Option<bool>,
    },
    Restored {
        status: Option<u16>,
    },
    Refused {
        problem: Problem,
        /// Why the archived list could not be searched, if that failed.
        archive_error: Option<Problem>,
    },
}

/// A change that may have happened.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Unverified {
    /// Why that is not known.
    pub(super) problem: Problem,
    /// Since when it is unknown.
    pub(super) since: f64,
    /// Whether the widget checks again by itself.
    pub(super) is_checking: bool,
    /// Why the last check failed.
    pub(super) last_check_error: Option<Problem>,
    /// Whether the last read found the item neither among the active ones nor in the archived list.
    pub(super) is_gone: bool,
}

/// The request or timer of a job.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Pending {
    Nothing,
    Request {
        step: Step,
        /// Whether it may already be executed.
        is_sent: bool,
        /// Until when it is held back, because another widget is rate limited.
        held_until: Option<f64>,
    },
    Wait {
        until: f64,
        then: Step,
    },
}

/// One step of an operation.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Step {
    /// Archives or restores the item.
    Change,
    /// Reads the item, with one request or several.
    Read(Purpose, Read),
}

/// The purpose of a read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Purpose {
    /// Finds the item.
    Find,
    /// Tests the connection before anything is sent.
    Connectivity,
    /// Verifies a change.
    Verify,
    /// Verifies after a 503 that the change was not made, before it is sent again.
    BeforeRetry,
    /// Checks an unknown outcome, automatically or on request.
    Check { is_requested: bool },
    /// Reads again after the in-doubt window of an earlier change, which may have been executed meanwhile.
    FollowUp,
}

impl Job {
    pub(super) fn state(&self) -> State {
        match (&self.stage, self.operation) {
            (Stage::Finding, _) => State::Finding,
            (Stage::Review { .. }, _) => State::Review,
            (Stage::Changing, Operation::Restore) => State::Restoring,
            (Stage::Changing, _) => State::Archiving,
            (Stage::Unknown(_), _) => State::Unknown,
            (Stage::Archived { .. }, _) => State::Archived,
            (Stage::Restored { .. }, _) => State::Restored,
            (Stage::Refused { .. }, _) => State::Refused,
        }
    }

    /// Whether a change is in flight or unknown: the job must not be dropped, and no other change be sent.
    pub(super) fn is_unsettled(&self) -> bool {
        matches!(self.stage, Stage::Changing | Stage::Unknown(_))
    }

    /// Whether an operation is in progress that another request for the item joins.
    pub(super) fn is_in_progress(&self) -> bool {
        match self.stage {
            Stage::Finding | Stage::Changing | Stage::Review { approval: Some(_) } => true,
            Stage::Unknown(_) => matches!(self.pending, Pending::Request { .. }),
            _ => false,
        }
    }

    /// Whether the item is known to be archived.
    pub(super) fn can_be_restored(&self) -> bool {
        match &self.stage {
            Stage::Archived { .. } => true,
            Stage::Refused { .. } => self.operation == Operation::Restore,
            _ => false,
        }
    }

    /// Whether a follow-up read is scheduled or in flight.
    pub(super) fn has_follow_up(&self) -> bool {
        matches!(
            &self.pending,
            Pending::Wait {
                then: Step::Read(Purpose::FollowUp, _),
                ..
            } | Pending::Request {
                step: Step::Read(Purpose::FollowUp, _),
                ..
            }
        )
    }

    /// Whether the operation has finished: it has settled, waits for the user, or stays unknown.
    pub(super) fn is_finished(&self) -> bool {
        match &self.stage {
            Stage::Finding | Stage::Changing => false,
            Stage::Review { approval } => approval.is_none(),
            Stage::Unknown(unverified) => !unverified.is_checking,
            Stage::Archived { .. } | Stage::Restored { .. } | Stage::Refused { .. } => true,
        }
    }
}
