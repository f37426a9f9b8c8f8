//! How an operation settles, and the read that follows where an earlier change may still be executed.

use super::history::LAG_MS;
use super::job::{Job, Purpose, Standing, Step};
use super::reading::{Read, Reading};
use super::{Command, Env, Event, Machine, Operation};
use crate::tallyfy::{Problem, Task};

impl Machine {
    /// The answer to the change proves it.
    pub(super) fn proven(&mut self, env: Env, job: &mut Job, status: Option<u16>, shown: Option<Task>) {
        if let Some(task) = shown {
            job.item = Some(task);
        }
        if job.operation == Operation::Restore {
            if let Some(item) = &mut job.item {
                item.archived_at = None;
            }
            self.restored(env, job, status);
        } else {
            self.archived(env, job, status, Some(false));
        }
    }

    pub(super) fn archived(&mut self, env: Env, job: &mut Job, status: Option<u16>, already: Option<bool>) {
        job.standing = Standing::Archived { status, already };
        self.announce(job, Event::Archived { status, already });
        self.settled(env, job);
    }

    pub(super) fn restored(&mut self, env: Env, job: &mut Job, status: Option<u16>) {
        job.standing = Standing::Restored { status };
        self.announce(job, Event::Restored { status });
        self.settled(env, job);
    }

    pub(super) fn refuse(&mut self, env: Env, job: &mut Job, problem: Problem, unread: Option<Problem>) {
        let event = Event::Refused {
            operation: job.operation,
            problem: problem.clone(),
        };
        job.standing = Standing::Refused { problem, unread };
        self.announce(job, event);
        self.settled(env, job);
    }

    fn settled(&mut self, env: Env, job: &mut Job) {
        self.commands.push(Command::Resolve(job.id, job.state()));
        self.follow_up_open_windows(env, job);
    }

    /// Has the item read once more if an earlier change of it may have been executed since it was read.
    pub(super) fn follow_up_open_windows(&mut self, env: Env, job: &mut Job) {
        if shows_archived(job).is_none() {
            return;
        }
        // The window may have closed since the item was read.
        let open_until = self.history.open_until(&job.target, job.sends.run);
        if let Some(until) = open_until.filter(|until| *until > job.sends.known_since) {
            self.follow_up(env, job, until);
        }
    }

    /// Reads the item once more at this time, but not so soon after a change that it may be shown as it was before.
    fn follow_up(&mut self, env: Env, job: &mut Job, at: f64) {
        let last_change = self.history.last_ended(&job.target).unwrap_or(at - LAG_MS);
        let wait = at.max(last_change + LAG_MS) - env.now_ms;
        self.wait(env, job, wait.max(0.0), Step::Read(Purpose::FollowUp, Read::new(true)));
    }

    /// An earlier change was executed after all: shows and reports what that made of the item.
    pub(super) fn handle_follow_up(&mut self, env: Env, job: &mut Job, started_at: f64, reading: Reading) {
        // A newer operation on the item tells its own outcome.
        let is_newer = |other: &Job| other.target == job.target && other.is_unsettled();
        if self.front_job().into_iter().chain(&self.background).any(is_newer) {
            return;
        }
        let last_change = self.history.last_ended(&job.target);
        if last_change.is_some_and(|ended_at| started_at < ended_at + LAG_MS) {
            return self.follow_up(env, job, started_at);
        }
        job.sends.known_since = started_at;
        let (Some(was_archived), Reading::Item(task)) = (shows_archived(job), reading) else {
            return;
        };
        let is_archived = task.archived_at.is_some();
        if is_archived == was_archived {
            return;
        }
        job.item = Some(*task);
        if is_archived {
            job.operation = Operation::Archive;
            self.archived(env, job, None, None);
        } else {
            job.operation = Operation::Restore;
            self.restored(env, job, None);
        }
    }
}

/// Whether people see the item as archived; `None` where they are told neither.
fn shows_archived(job: &Job) -> Option<bool> {
    match (&job.standing, job.operation) {
        (Standing::Archived { .. }, _) | (Standing::Refused { .. }, Operation::Restore) => Some(true),
        (Standing::Restored { .. }, _) | (Standing::Refused { .. }, Operation::Archive) => Some(false),
        _ => None,
    }
}
