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
        if shows_archived(job).is_none() {
            return;
        }
        let open_until = self.history.open_until(&job.target, job.sends.run);
        if let Some(open_until) = open_until.filter(|until| *until > env.now_ms) {
            // Too soon after this operation's own change the item might be shown as it was before.
            let last_end = self.history.last_end(&job.target);
            let start = last_end.map_or(open_until, |end| open_until.max(end + LAG_MS));
            let step = Step::Read(Purpose::FollowUp, Read::new(true));
            self.wait(env, job, start - env.now_ms, step);
        }
    }

    /// An earlier change was executed after all: shows and reports what that made of the item.
    pub(super) fn handle_follow_up(&mut self, env: Env, job: &mut Job, reading: Reading) {
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
