//! The read-only view of the machine.

#[cfg(test)]
use super::State;
use super::job::{Job, Pending, Purpose, Stage, Step};
use super::machine::Front;
use super::{Machine, Operation, Target};
use crate::tallyfy::{Problem, Task};

/// The phase of a job. Times are in milliseconds on the monotonic clock.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Phase {
    /// No operation has been started.
    Idle,
    /// The item was found.
    Review {
        /// Whether the approval of the page is pending.
        is_approval_pending: bool,
    },
    /// An operation is in progress.
    Pending {
        /// The operation.
        operation: Operation,
        /// What it is doing.
        activity: Activity,
        /// When it started.
        since: f64,
    },
    /// The item is archived.
    Archived {
        /// HTTP status of the response that proved it; `None` if a read did.
        status: Option<u16>,
        /// Whether it was archived before anything was sent; `None` if it is not known who did it.
        already: Option<bool>,
    },
    /// The item is restored.
    Restored {
        /// HTTP status of the response that proved it; `None` if a read did.
        status: Option<u16>,
    },
    /// The operation did not happen and will not.
    Refused {
        /// The operation.
        operation: Operation,
        /// Why.
        problem: Problem,
        /// Why the archived list could not be searched, if that failed.
        archive_error: Option<Problem>,
    },
    /// The operation may have happened.
    Unknown {
        /// The operation.
        operation: Operation,
        /// Why that is not known.
        problem: Problem,
        /// Why the last check failed.
        last_check_error: Option<Problem>,
        /// Whether the item is neither among the active ones nor in the archived list.
        is_gone: bool,
        /// Whether a check is in flight.
        is_being_checked: bool,
        /// When the next check starts, if one is scheduled.
        next_check: Option<f64>,
        /// The end of the server's `Retry-After`, if it sent one.
        retry_at: Option<f64>,
        /// When the in-doubt window closes.
        may_complete_until: f64,
    },
}

/// What an operation in progress is doing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Activity {
    /// A request is in flight.
    Sending,
    /// A change is being verified.
    Verifying,
    /// It waits until then because of a 429 or 503.
    WaitingUntil(f64),
}

/// A job in the background.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct JobView<'machine> {
    /// The ID of the job.
    pub id: u32,
    /// The item's IDs.
    pub target: &'machine Target,
    /// The item as last read.
    pub item: Option<&'machine Task>,
    /// The phase.
    pub phase: Phase,
}

impl Machine {
    /// The phase of the job in front.
    pub(crate) fn phase(&self) -> Phase {
        match &self.front {
            Front::Empty => Phase::Idle,
            Front::Rejected(operation, problem) => Phase::Refused {
                operation: *operation,
                problem: problem.clone(),
                archive_error: None,
            },
            Front::Job(job) => phase_of(job),
        }
    }

    /// The operation in front and its problem, if it has one.
    pub(crate) fn problem(&self) -> Option<(Operation, Problem)> {
        match self.phase() {
            Phase::Refused { operation, problem, .. } | Phase::Unknown { operation, problem, .. } => {
                Some((operation, problem))
            }
            _ => None,
        }
    }

    /// The jobs in the background, oldest first.
    pub(crate) fn background(&self) -> impl Iterator<Item = JobView<'_>> {
        self.background.iter().map(view)
    }

    /// The job with this ID, in front or in the background.
    pub(crate) fn job(&self, id: u32) -> Option<JobView<'_>> {
        self.front_job()
            .into_iter()
            .chain(&self.background)
            .find(|job| job.id == id)
            .map(view)
    }

    /// The state of the job with this ID.
    #[cfg(test)]
    pub(crate) fn state_of(&self, id: u32) -> Option<State> {
        self.front_job()
            .into_iter()
            .chain(&self.background)
            .find(|job| job.id == id)
            .map(Job::state)
    }
}

fn view(job: &Job) -> JobView<'_> {
    JobView {
        id: job.id,
        target: &job.target,
        item: job.item.as_ref(),
        phase: phase_of(job),
    }
}

fn phase_of(job: &Job) -> Phase {
    let operation = job.operation;
    match &job.stage {
        Stage::Finding | Stage::Changing => Phase::Pending {
            operation,
            activity: activity_of(&job.pending),
            since: job.started_at,
        },
        Stage::Review { approval } => Phase::Review {
            is_approval_pending: approval.is_some(),
        },
        Stage::Archived { status, already } => Phase::Archived {
            status: *status,
            already: *already,
        },
        Stage::Restored { status } => Phase::Restored { status: *status },
        Stage::Refused { problem, archive_error } => Phase::Refused {
            operation,
            problem: problem.clone(),
            archive_error: archive_error.clone(),
        },
        Stage::Unknown(unverified) => Phase::Unknown {
            operation,
            problem: unverified.problem.clone(),
            last_check_error: unverified.last_check_error.clone(),
            is_gone: unverified.is_gone,
            is_being_checked: matches!(job.pending, Pending::Request { .. }),
            next_check: match job.pending {
                Pending::Wait { until, .. } => Some(until),
                _ => None,
            },
            retry_at: unverified.problem.retry_after.map(|wait| job.sends.ended_at + wait),
            may_complete_until: job.sends.may_complete_until,
        },
    }
}

fn activity_of(pending: &Pending) -> Activity {
    match pending {
        Pending::Request {
            held_until: Some(until),
            ..
        }
        | Pending::Wait { until, .. } => Activity::WaitingUntil(*until),
        Pending::Request {
            step: Step::Read(Purpose::Verify | Purpose::BeforeRetry, _),
            ..
        } => Activity::Verifying,
        _ => Activity::Sending,
    }
}
