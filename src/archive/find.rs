//! Finds items, and requests approval to archive them.

use super::history::LAG_MS;
use super::job::{Job, Pending, Purpose, Sends, Stage, Step};
use super::machine::Front;
use super::read::{Read, ReadResult};
use super::{Command, Env, Event, Machine, Operation, Target};
use crate::tallyfy::{Problem, ProblemKind, Task};

impl Machine {
    /// Finds an item, and archives it if `then_archive`. Joins an operation on the same item that is in progress.
    pub(super) fn find(&mut self, env: Env, target: Target, then_archive: bool) {
        if !matches!(&self.front, Front::Job(job) if job.target == target) {
            self.leave_front();
            let is_unsettled_job = |job: &Job| job.target == target && job.is_unsettled();
            if self.background.iter().any(is_unsettled_job) {
                self.bring_back(&target);
            }
        }
        match std::mem::replace(&mut self.front, Front::Empty) {
            Front::Job(mut job) if job.target == target => {
                self.find_again(env, &mut job, then_archive);
                self.front = Front::Job(job);
            }
            _ => self.front = Front::Job(Box::new(self.new_job(env, target, then_archive))),
        }
    }

    fn new_job(&mut self, env: Env, target: Target, then_archive: bool) -> Job {
        // Settled jobs of the same item are out of date.
        self.background
            .retain(|job| job.target != target || job.is_unsettled() || job.has_follow_up());
        let mut job = Job {
            id: self.next_id(),
            target,
            item: None,
            operation: Operation::Find,
            stage: Stage::Finding,
            pending: Pending::Nothing,
            ticket: 0,
            then_archive,
            retries: 0,
            has_refreshed_token: false,
            needs_fresh_token: false,
            sends: Sends::default(),
            started_at: env.now_ms,
        };
        self.begin_find(env, &mut job);
        job
    }

    /// Finds or archives the item in front once more.
    fn find_again(&mut self, env: Env, job: &mut Job, then_archive: bool) {
        match &job.stage {
            Stage::Finding => job.then_archive |= then_archive,
            Stage::Review { approval: None } if then_archive => self.request_approval(job),
            Stage::Review { approval: Some(_) } | Stage::Changing => {}
            Stage::Unknown(_) => self.check(env, job, true),
            Stage::Archived { .. } if then_archive => {}
            _ => {
                // The follow-up of the previous operation must still be made.
                if job.has_follow_up() {
                    self.background.push(job.clone());
                }
                *job = self.new_job(env, job.target.clone(), then_archive);
            }
        }
    }

    fn begin_find(&mut self, env: Env, job: &mut Job) {
        self.start_operation(env, job, Operation::Find, Stage::Finding);
        // Soon after a change, a lagging replica may show the state before it.
        let last_change = self.history.others_ended_at(&job.target, job.sends.operation_id);
        let step = Step::Read(Purpose::Find, Read::new(true));
        match last_change.map(|ended_at| ended_at + LAG_MS - env.now_ms) {
            Some(wait) if wait > 0.0 => self.wait(env, job, wait, step),
            _ => self.send(env, job, step),
        }
    }

    /// Starts an operation and resets the state of the previous one.
    pub(super) fn start_operation(&mut self, env: Env, job: &mut Job, operation: Operation, stage: Stage) {
        job.operation = operation;
        job.stage = stage;
        job.retries = 0;
        job.has_refreshed_token = false;
        job.needs_fresh_token = false;
        job.started_at = env.now_ms;
        job.sends = Sends {
            operation_id: self.next_id(),
            known_since: env.now_ms,
            ..Sends::default()
        };
    }

    /// Decides by the item what happens next: an archived one can be restored, a task of a process is refused, any
    /// other one can be archived.
    pub(super) fn handle_find(&mut self, env: Env, job: &mut Job, result: ReadResult) {
        match result {
            ReadResult::Item(task) => self.found(env, job, *task),
            ReadResult::NotFound {
                problem, archive_error, ..
            } => {
                self.settle_refused(env, job, archive_error.clone().unwrap_or(problem), archive_error);
            }
            ReadResult::Failed(problem) => self.settle_refused(env, job, problem, None),
        }
    }

    fn found(&mut self, env: Env, job: &mut Job, task: Task) {
        let is_linked = task.run_id.is_some();
        let is_archived = task.archived_at.is_some();
        job.item = Some(task);
        if is_archived {
            self.settle_archived(env, job, None, Some(true));
        } else if is_linked {
            job.operation = Operation::Archive;
            self.settle_refused(env, job, Problem::new(ProblemKind::LinkedTask), None);
        } else {
            job.stage = Stage::Review { approval: None };
            if job.then_archive {
                self.request_approval(job);
            } else {
                self.commands.push(Command::Resolve(job.id, job.state()));
            }
        }
    }

    /// Asks the page for approval to archive the item in review.
    pub(super) fn request_approval(&mut self, job: &mut Job) {
        if matches!(job.stage, Stage::Review { approval: None }) {
            let number = self.next_id();
            job.stage = Stage::Review { approval: Some(number) };
            self.commands.push(Command::RequestApproval(number));
        }
    }

    pub(super) fn approve(&mut self, env: Env, job: &mut Job, number: u32, is_approved: bool) {
        if job.stage != (Stage::Review { approval: Some(number) }) {
            return;
        }
        if is_approved {
            self.begin_change(env, job, Operation::Archive);
        } else {
            self.return_to_review(job);
        }
    }

    /// Leaves the item in review and finishes the operation.
    pub(super) fn return_to_review(&mut self, job: &mut Job) {
        job.then_archive = false;
        job.stage = Stage::Review { approval: None };
        self.commands.push(Command::Resolve(job.id, job.state()));
    }

    pub(super) fn announce(&mut self, job: &Job, event: Event) {
        self.commands.push(Command::Announce(Some(job.id), event));
    }
}
