//! What can be seen of a machine.

#[cfg(test)]
use super::State;
use super::job::{Activity as Doing, Job, Purpose, Stage, Step};
use super::machine::Front;
use super::{Machine, Operation, Target};
use crate::tallyfy::{Problem, Task};

/// Where the job in front, or one in the background, stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Phase {
    /// Nothing has been asked.
    Idle,
    /// The item was found.
    Review {
        /// Whether the page is being asked if it may be archived.
        is_asking: bool,
    },
    /// An operation is in flight.
    Busy {
        /// Which one.
        operation: Operation,
        /// What of it.
        activity: Activity,
        /// Since when, in milliseconds on the monotonic clock.
        since: f64,
    },
    /// The item is archived.
    Archived {
        /// The status of the answer that proved it; `None` where a read did.
        status: Option<u16>,
        /// Whether it was archived before anything was sent; `None` where that is not known.
        already: Option<bool>,
    },
    /// The item is back.
    Restored {
        /// The status of the answer that proved it; `None` where a read did.
        status: Option<u16>,
    },
    /// It did not happen and will not.
    Refused {
        /// What was refused.
        operation: Operation,
        /// Why.
        problem: Problem,
        /// Why the archived list could not be read, where the item was looked for in it.
        archive_error: Option<Problem>,
    },
    /// It may or may not have happened.
    Unknown {
        /// What may have happened.
        operation: Operation,
        /// Why that is not known.
        problem: Problem,
        /// What kept the last check from telling.
        last_check_error: Option<Problem>,
        /// Whether the item is neither among the active ones nor in the archived list.
        is_gone: bool,
        /// Whether a check is in flight.
        is_being_checked: bool,
        /// When the next check begins, in milliseconds on the monotonic clock, where there is one.
        next_check: Option<f64>,
        /// When the server wants to be asked again, in milliseconds on the monotonic clock, where it said so.
        retry_at: Option<f64>,
        /// When the window closes in which the change may still be executed.
        may_complete_until: f64,
    },
}

/// What an operation in flight is doing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Activity {
    /// A request of it is in flight.
    Sending,
    /// It is being read whether the change went through.
    Verifying,
    /// It was told to wait until then, in milliseconds on the monotonic clock.
    WaitingUntil(f64),
}

/// A job in the background.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct JobView<'machine> {
    /// Names the job.
    pub id: u32,
    /// What it is about.
    pub target: &'machine Target,
    /// The item, as it was last seen.
    pub item: Option<&'machine Task>,
    /// Where it stands.
    pub phase: Phase,
}

impl Machine {
    /// Where the job in front stands.
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

    /// The operation and its problem, where there is one.
    pub(crate) fn problem(&self) -> Option<(Operation, Problem)> {
        match self.phase() {
            Phase::Refused { operation, problem, .. } | Phase::Unknown { operation, problem, .. } => {
                Some((operation, problem))
            }
            _ => None,
        }
    }

    /// The jobs that were left behind, oldest first.
    pub(crate) fn background(&self) -> impl Iterator<Item = JobView<'_>> {
        self.background.iter().map(view)
    }

    /// The job with this number, in front or behind.
    pub(crate) fn job(&self, id: u32) -> Option<JobView<'_>> {
        self.front_job()
            .into_iter()
            .chain(&self.background)
            .find(|job| job.id == id)
            .map(view)
    }

    /// The state of the job with this number.
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
        Stage::Finding | Stage::Changing => Phase::Busy {
            operation,
            activity: activity_of(&job.activity),
            since: job.started_at,
        },
        Stage::Review { approval } => Phase::Review {
            is_asking: approval.is_some(),
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
            is_being_checked: matches!(job.activity, Doing::Request { .. }),
            next_check: match job.activity {
                Doing::Wait { until, .. } => Some(until),
                _ => None,
            },
            retry_at: unverified.problem.retry_after.map(|wait| job.sends.ended_at + wait),
            may_complete_until: job.sends.may_complete_until,
        },
    }
}

fn activity_of(activity: &Doing) -> Activity {
    match activity {
        Doing::Request {
            held_until: Some(until),
            ..
        }
        | Doing::Wait { until, .. } => Activity::WaitingUntil(*until),
        Doing::Request {
            step: Step::Read(Purpose::Verify | Purpose::BeforeRetry, _),
            ..
        } => Activity::Verifying,
        _ => Activity::Sending,
    }
}
