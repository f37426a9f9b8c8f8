//! The machine: one job in front, others in the background, and the dispatch of messages to them.

use super::history::History;
use super::job::{Job, Pending, Stage};
use super::table::Table;
use super::{Command, Env, Event, Msg, Operation, State, Target};
use crate::tallyfy::{Problem, Task};

/// Minimum of the in-doubt window, in milliseconds, for pages with a shorter timeout.
const MIN_WINDOW_MS: f64 = 30_000.0;

/// Limit for settled jobs in the background.
const MAX_SETTLED: usize = 5;

/// The jobs, with what they share.
#[derive(Clone, Debug)]
pub(crate) struct Machine {
    pub(super) front: Front,
    /// Jobs whose change was in flight or unknown when another item came to the front, oldest first.
    pub(super) background: Vec<Job>,
    pub(super) history: History,
    pub(super) table: Table,
    pub(super) in_doubt_window: f64,
    pub(super) commands: Vec<Command>,
    /// The last ID of a ticket, job, operation or approval.
    last_id: u32,
}

/// What the widget shows.
#[derive(Clone, Debug)]
pub(super) enum Front {
    Empty,
    /// Invalid input; nothing was sent.
    Rejected(Operation, Problem),
    Job(Box<Job>),
}

impl Default for Machine {
    fn default() -> Self {
        Self {
            front: Front::Empty,
            background: Vec::new(),
            history: History::default(),
            table: Table::default(),
            in_doubt_window: MIN_WINDOW_MS,
            commands: Vec::new(),
            last_id: 0,
        }
    }
}

impl Machine {
    /// A machine with another table, for mutation tests.
    #[cfg(test)]
    pub(crate) fn with_table(table: Table) -> Self {
        Self {
            table,
            ..Self::default()
        }
    }

    /// Sets the timeout of a request, in milliseconds. The in-doubt window is as long, but at least 30 s.
    pub(crate) fn set_timeout(&mut self, milliseconds: f64) {
        self.in_doubt_window = milliseconds.max(MIN_WINDOW_MS);
    }

    /// The public state.
    pub(crate) fn state(&self) -> State {
        match &self.front {
            Front::Empty => State::Idle,
            Front::Rejected(..) => State::Refused,
            Front::Job(job) => job.state(),
        }
    }

    /// The job in front.
    pub(super) fn front_job(&self) -> Option<&Job> {
        match &self.front {
            Front::Job(job) => Some(job),
            Front::Empty | Front::Rejected(..) => None,
        }
    }

    /// The ID of the job in front.
    pub(crate) fn current(&self) -> Option<u32> {
        self.front_job().map(|job| job.id)
    }

    /// Whether this is the ticket of the job in front.
    pub(crate) fn is_in_front(&self, ticket: u32) -> bool {
        self.front_job().is_some_and(|job| job.ticket == ticket)
    }

    /// Whether the operation of the job in front has finished: it has settled, waits for the user, or stays unknown.
    pub(crate) fn is_finished(&self) -> bool {
        self.front_job().is_none_or(Job::is_finished)
    }

    /// Whether an operation on this item is in progress in front. Another request for it joins that operation.
    pub(crate) fn is_busy_with(&self, target: &Target) -> bool {
        self.front_job()
            .is_some_and(|job| job.target == *target && job.is_in_progress())
    }

    /// Whether [`Msg::Restore`] would have an effect.
    pub(crate) fn can_restore(&self) -> bool {
        self.front_job().is_some_and(Job::can_be_restored)
    }

    /// Whether [`Msg::Check`] would start a check.
    pub(crate) fn can_check(&self) -> bool {
        self.front_job().is_some_and(|job| {
            let is_checking = matches!(job.pending, Pending::Request { .. });
            matches!(job.stage, Stage::Unknown(_)) && !is_checking
        })
    }

    /// The item in front, as last read.
    pub(crate) fn item(&self) -> Option<&Task> {
        self.front_job()?.item.as_ref()
    }

    /// The target of the job in front.
    pub(crate) fn target(&self) -> Option<&Target> {
        self.front_job().map(|job| &job.target)
    }

    /// Whether a change is in flight, in front or in the background: leaving the page could lose its outcome.
    pub(crate) fn has_change_in_flight(&self) -> bool {
        let is_changing = |job: &Job| matches!(job.stage, Stage::Changing);
        self.front_job().is_some_and(is_changing) || self.background.iter().any(is_changing)
    }

    /// Processes one message and returns the commands to execute, in order. A message that does not apply to the
    /// current state, or belongs to an old ticket or approval, has no effect.
    pub(crate) fn step(&mut self, env: Env, msg: Msg) -> Vec<Command> {
        let previous = self.state();
        match msg {
            Msg::Retarget(target) => self.retarget(target.as_ref()),
            Msg::Find(target) => self.find(env, target, false),
            Msg::Archive(target) => self.find(env, target, true),
            Msg::Reject(operation, problem) => self.reject(operation, problem),
            Msg::Reset => {
                self.leave_front();
                self.background.retain(|job| job.is_unsettled() || job.has_follow_up());
            }
            Msg::Confirm => self.on_front(Self::request_approval),
            Msg::Approval(number, is_approved) => {
                self.on_front(|machine, job| machine.approve(env, job, number, is_approved));
            }
            Msg::Restore => self.on_front(|machine, job| machine.restore(env, job)),
            Msg::Check => self.on_front(|machine, job| machine.check(env, job, true)),
            Msg::Cancel => self.on_front(|machine, job| machine.cancel(env, job)),
            Msg::Wake => self.for_each_job(|machine, job| machine.check(env, job, false)),
            Msg::Held(ticket, until) => self.on_ticket(ticket, |_, job| {
                if let Pending::Request { held_until, .. } = &mut job.pending {
                    *held_until = Some(until);
                }
            }),
            Msg::Sent(ticket) => self.on_ticket(ticket, |_, job| {
                if let Pending::Request {
                    is_sent, held_until, ..
                } = &mut job.pending
                {
                    *is_sent = true;
                    *held_until = None;
                }
            }),
            Msg::Ended(ticket, outcome) => {
                self.on_ticket(ticket, |machine, job| machine.handle_outcome(env, job, outcome));
            }
            Msg::Elapsed(ticket) => self.on_ticket(ticket, |machine, job| machine.handle_elapsed(env, job)),
        }
        self.insert_state_event(previous)
    }

    /// Inserts the event for a change of state before the first command that the page can observe.
    fn insert_state_event(&mut self, previous: State) -> Vec<Command> {
        let state = self.state();
        let mut commands = std::mem::take(&mut self.commands);
        if state != previous {
            let is_observable = |command: &Command| {
                matches!(
                    command,
                    Command::Announce(..) | Command::RequestApproval(_) | Command::Resolve(..) | Command::Checked(..)
                )
            };
            let index = commands.iter().position(is_observable).unwrap_or(commands.len());
            let event = Event::State { previous, state };
            commands.insert(index, Command::Announce(self.current(), event));
        }
        commands
    }

    /// The last ID that was assigned.
    pub(super) fn last_id(&self) -> u32 {
        self.last_id
    }

    /// Continues after this ID.
    pub(super) fn set_last_id(&mut self, last: u32) {
        self.last_id = last;
    }

    /// A new ID.
    pub(super) fn next_id(&mut self) -> u32 {
        self.last_id += 1;
        self.last_id
    }

    /// Moves the job in front to the background if the IDs have changed, and brings back the job that they identify.
    fn retarget(&mut self, target: Option<&Target>) {
        if self.front_job().is_some_and(|job| Some(&job.target) == target) {
            return;
        }
        self.leave_front();
        if let Some(target) = target {
            self.bring_back(target);
        }
    }

    /// Moves a job of this item from the background to the front, also if it has settled. Returns whether there was
    /// one.
    pub(super) fn bring_back(&mut self, target: &Target) -> bool {
        let index = self.background.iter().rposition(|job| job.target == *target);
        let Some(index) = index else { return false };
        self.front = Front::Job(Box::new(self.background.remove(index)));
        true
    }

    /// Moves the job in front to the background if its change is in flight or unknown, and drops it otherwise.
    pub(super) fn leave_front(&mut self) {
        let Front::Job(mut job) = std::mem::replace(&mut self.front, Front::Empty) else {
            return;
        };
        if job.is_unsettled() || job.has_follow_up() {
            self.background.push(*job);
            return;
        }
        self.abort(&mut job);
        if !job.is_finished() {
            self.commands.push(Command::Resolve(job.id, State::Idle));
        }
    }

    fn reject(&mut self, operation: Operation, problem: Problem) {
        if self.state().is_busy() {
            return;
        }
        self.leave_front();
        self.commands.push(Command::Announce(
            None,
            Event::Refused {
                operation,
                problem: problem.clone(),
            },
        ));
        self.front = Front::Rejected(operation, problem);
    }

    /// Calls `change` with the job in front.
    fn on_front(&mut self, change: impl FnOnce(&mut Self, &mut Job)) {
        match std::mem::replace(&mut self.front, Front::Empty) {
            Front::Job(mut job) => {
                change(self, &mut job);
                self.front = Front::Job(job);
            }
            front => self.front = front,
        }
    }

    /// Calls `change` with the job whose request or wait has this ticket.
    fn on_ticket(&mut self, ticket: u32, change: impl FnOnce(&mut Self, &mut Job)) {
        let has_ticket = |job: &Job| job.ticket == ticket && job.pending != Pending::Nothing;
        if self.front_job().is_some_and(has_ticket) {
            return self.on_front(change);
        }
        if let Some(index) = self.background.iter().position(has_ticket) {
            let mut job = self.background.remove(index);
            change(self, &mut job);
            let id = job.id;
            self.background.insert(index, job);
            self.drop_oldest_settled(id);
        }
    }

    fn for_each_job(&mut self, mut change: impl FnMut(&mut Self, &mut Job)) {
        self.on_front(&mut change);
        for index in 0..self.background.len() {
            let mut job = self.background.remove(index);
            change(self, &mut job);
            self.background.insert(index, job);
        }
    }

    /// Limits the settled jobs in the background. The job `except` stays: its event has yet to be dispatched.
    fn drop_oldest_settled(&mut self, except: u32) {
        let is_settled = |job: &Job| !job.is_unsettled() && !job.has_follow_up();
        let settled = self.background.iter().filter(|job| is_settled(job)).count();
        if settled > MAX_SETTLED
            && let Some(oldest) = self
                .background
                .iter()
                .position(|job| is_settled(job) && job.id != except)
        {
            self.background.remove(oldest);
        }
    }
}
