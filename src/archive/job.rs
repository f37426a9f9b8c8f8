//! One item, and what is being done about it.

use super::read::Read;
use super::table::Ending;
use super::{Operation, State, Target};
use crate::tallyfy::{Problem, Task};

/// One item and the operation on it.
#[derive(Clone, Debug)]
pub(super) struct Job {
    /// Names the job for as long as it lives.
    pub(super) id: u32,
    pub(super) target: Target,
    /// The item as it was last seen.
    pub(super) item: Option<Task>,
    pub(super) operation: Operation,
    pub(super) stage: Stage,
    pub(super) activity: Activity,
    /// The ticket of the request or wait in flight; what arrives under another one is dropped.
    pub(super) ticket: u32,
    /// Whether the item is to be archived as soon as it is found.
    pub(super) then_archive: bool,
    /// How often this operation waited because it was told to.
    pub(super) retries: u8,
    /// Whether this operation met a 401 and asked for a fresh token.
    pub(super) has_refreshed_token: bool,
    /// Whether the next request is to have that token.
    pub(super) needs_fresh_token: bool,
    /// What this operation has sent so far.
    pub(super) sends: Sends,
    /// When the operation began.
    pub(super) started_at: f64,
}

/// The changes that an operation sent.
#[derive(Clone, Debug, Default)]
pub(super) struct Sends {
    /// Tells this operation's sends from those of others in the history.
    pub(super) operation_id: u32,
    /// How the last one ended, and the problem it ended with.
    pub(super) last: Option<(Ending, Problem)>,
    /// When the last one ended.
    pub(super) ended_at: f64,
    /// When the window of the last one closes, should it be in doubt.
    pub(super) last_in_doubt_until: f64,
    /// Until then a copy of one of them may be executed.
    pub(super) may_complete_until: f64,
    /// Until then a copy of one of them but the last may be executed.
    pub(super) earlier_may_complete_until: f64,
    /// Since when what is known of the item may be out of date: the begin of the operation, or of its last read that
    /// cannot lag.
    pub(super) known_since: f64,
}

/// Where the job stands, as people see it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Stage {
    Finding,
    /// The item was found.
    Review {
        /// The number under which the page is being asked whether it may be archived.
        approval: Option<u32>,
    },
    /// A change is sent, or is being verified for the first time.
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
        /// Why the archived list could not be read, where the item was looked for in it.
        archive_error: Option<Problem>,
    },
}

/// A change of which it is not known whether it happened.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Unverified {
    /// Why it is not known.
    pub(super) problem: Problem,
    /// Since when it counts as unknown.
    pub(super) since: f64,
    /// Whether the widget goes on checking by itself.
    pub(super) is_checking: bool,
    /// What kept the last check from telling.
    pub(super) last_check_error: Option<Problem>,
    /// Whether a read saw neither the item nor anything of it in the archived list.
    pub(super) is_gone: bool,
}

/// What is in flight.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Activity {
    Nothing,
    Request {
        step: Step,
        /// Whether it may be executed already.
        is_sent: bool,
        /// Until when it is held back, since another widget was told to wait.
        held_until: Option<f64>,
    },
    Wait {
        until: f64,
        then: Step,
    },
}

/// One step of an operation: a request, or a read of several.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Step {
    /// Archives or restores the item.
    Change,
    /// Reads the item for this purpose.
    Read(Purpose, Read),
}

/// What a read is for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Purpose {
    /// To find the item.
    Find,
    /// To see whether there is a network, before anything is sent.
    Connectivity,
    /// To verify a change.
    Verify,
    /// To see whether a 503 was executed, before the change is sent again.
    BeforeRetry,
    /// To check an unknown outcome; whether somebody asked for it.
    Check { is_requested: bool },
    /// To see whether an earlier change was executed after all, when its window has closed.
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

    /// Whether a change of it is in flight or unknown: then it must not be dropped, and no other one be sent.
    pub(super) fn is_unsettled(&self) -> bool {
        matches!(self.stage, Stage::Changing | Stage::Unknown(_))
    }

    /// Whether something is being done about it that asking for it once more would only join.
    pub(super) fn is_in_progress(&self) -> bool {
        match self.stage {
            Stage::Finding | Stage::Changing | Stage::Review { approval: Some(_) } => true,
            Stage::Unknown(_) => matches!(self.activity, Activity::Request { .. }),
            _ => false,
        }
    }

    /// Whether it is known to be archived.
    pub(super) fn can_be_restored(&self) -> bool {
        match &self.stage {
            Stage::Archived { .. } => true,
            Stage::Refused { .. } => self.operation == Operation::Restore,
            _ => false,
        }
    }

    /// Whether it is to be read once more when the window of an earlier change has closed.
    pub(super) fn has_follow_up(&self) -> bool {
        matches!(
            &self.activity,
            Activity::Wait {
                then: Step::Read(Purpose::FollowUp, _),
                ..
            } | Activity::Request {
                step: Step::Read(Purpose::FollowUp, _),
                ..
            }
        )
    }

    /// Whether nothing more is to be expected of its operation.
    pub(super) fn is_finished(&self) -> bool {
        match &self.stage {
            Stage::Finding | Stage::Changing => false,
            Stage::Review { approval } => approval.is_none(),
            Stage::Unknown(unverified) => !unverified.is_checking,
            Stage::Archived { .. } | Stage::Restored { .. } | Stage::Refused { .. } => true,
        }
    }
}
