//! Settles operations, and reads again after the in-doubt window of an earlier change.

use super::history::LAG_MS;
use super::job::{Job, Purpose, Stage, Step};
use super::read::{Read, ReadResult};
use super::{Command, Env, Event, Machine, Operation};
use crate::tallyfy::{Problem, Task};

impl Machine {
    /// Settles an operation whose response proves it. `shown` is the item in that response.
    pub(super) fn settle_proven(&mut self, env: Env, job: &mut Job, status: Option<u16>, shown: Option<Task>) {
        if let Some(task) = shown {
            job.item = Some(task);
        }
        if job.operation == Operation::Restore {
            if let Some(item) = &mut job.item {
                item.archived_at = None;
            }
            self.settle_restored(env, job, status);
        } else {
            self.settle_archived(env, job, status, Some(false));
        }
    }

    pub(super) fn settle_archived(&mut self, env: Env, job: &mut Job, status: Option<u16>, already: Option<bool>) {
        job.stage = Stage::Archived { status, already };
        self.announce(job, Event::Archived { status, already });
        self.finish(env, job);
    }

    pub(super) fn settle_restored(&mut self, env: Env, job: &mut Job, status: Option<u16>) {
        job.stage = Stage::Restored { status };
        self.announce(job, Event::Restored { status });
        self.finish(env, job);
    }

    pub(super) fn settle_refused(&mut self, env: Env, job: &mut Job, problem: Problem, archive_error: Option<Problem>) {
        let event = Event::Refused {
            operation: job.operation,
            problem: problem.clone(),
        };
        job.stage = Stage::Refused { problem, archive_error };
        self.announce(job, event);
        self.finish(env, job);
    }

    fn finish(&mut self, env: Env, job: &mut Job) {
        self.commands.push(Command::Resolve(job.id, job.state()));
        self.schedule_follow_up(env, job);
    }

    /// Schedules a follow-up read if an earlier change may have been executed since the item was read.
    pub(super) fn schedule_follow_up(&mut self, env: Env, job: &mut Job) {
        if shows_archived(job).is_none() {
            return;
        }
        // The window may have closed since the item was read.
        let may_complete_until = self
            .history
            .others_may_complete_until(&job.target, job.sends.operation_id);
        if let Some(until) = may_complete_until.filter(|until| *until > job.sends.known_since) {
            self.follow_up(env, job, until);
        }
    }

    /// Schedules a follow-up read at this time, but not while a replica may lag.
    fn follow_up(&mut self, env: Env, job: &mut Job, at: f64) {
        let last_change = self.history.last_ended_at(&job.target).unwrap_or(at - LAG_MS);
        let wait = at.max(last_change + LAG_MS) - env.now_ms;
        self.wait(env, job, wait.max(0.0), Step::Read(Purpose::FollowUp, Read::new(true)));
    }

    /// Reports the state of the item if an earlier change was executed after all.
    pub(super) fn handle_follow_up(&mut self, env: Env, job: &mut Job, started_at: f64, result: ReadResult) {
        // A newer operation on the item reports its own outcome.
        let is_newer = |other: &Job| other.target == job.target && other.is_unsettled();
        if self.front_job().into_iter().chain(&self.background).any(is_newer) {
            return;
        }
        let last_change = self.history.last_ended_at(&job.target);
        if last_change.is_some_and(|ended_at| started_at < ended_at + LAG_MS) {
            return self.follow_up(env, job, started_at);
        }
        job.sends.known_since = started_at;
        let (Some(was_archived), ReadResult::Item(task)) = (shows_archived(job), result) else {
            return;
        };
        let is_archived = task.archived_at.is_some();
        if is_archived == was_archived {
            return;
        }
        job.item = Some(*task);
        if is_archived {
            job.operation = Operation::Archive;
            self.settle_archived(env, job, None, None);
        } else {
            job.operation = Operation::Restore;
            self.settle_restored(env, job, None);
        }
    }
}

/// Whether the job reported the item as archived; `None` if it reported neither.
fn shows_archived(job: &Job) -> Option<bool> {
    match (&job.stage, job.operation) {
        (Stage::Archived { .. }, _) | (Stage::Refused { .. }, Operation::Restore) => Some(true),
        (Stage::Restored { .. }, _) | (Stage::Refused { .. }, Operation::Archive) => Some(false),
        _ => None,
    }
}
