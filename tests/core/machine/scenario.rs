//! A fluent interface to drive a machine and check its commands and states.

use super::description::{describe, state_of};
use crate::archive::{Command, Env, Machine, Msg, Operation, Outcome};
use crate::core_tests::fixtures::{answer_at, cut, with};
use crate::core_tests::target;
use crate::tallyfy::{ApiResponse, Problem, ProblemKind};

/// A machine, its environment, and its last commands.
#[derive(Clone)]
pub(super) struct Scenario {
    pub(super) machine: Machine,
    pub(super) env: Env,
    /// The ticket of the last request or timer, when that timer is due, and the ID of the last approval.
    pub(super) ticket: u32,
    pub(super) due: f64,
    pub(super) approval: u32,
    pub(super) commands: Vec<Command>,
}

impl Scenario {
    pub(super) fn gets(mut self, msg: Msg) -> Self {
        let commands = self.machine.step(self.env, msg);
        self.carried(commands)
    }

    /// Records the commands of the machine.
    pub(super) fn carried(mut self, commands: Vec<Command>) -> Self {
        self.commands = commands;
        for command in &self.commands {
            match command {
                Command::Send { ticket, .. } => self.ticket = *ticket,
                Command::Wait { ticket, milliseconds } => {
                    self.ticket = *ticket;
                    self.due = self.env.now_ms + milliseconds;
                }
                Command::RequestApproval(number) => self.approval = *number,
                _ => {}
            }
        }
        self
    }

    pub(super) fn finds(self, id: &str) -> Self {
        self.gets(Msg::Find(target(id)))
    }

    /// The page names the task.
    pub(super) fn archives(self, id: &str) -> Self {
        self.gets(Msg::Archive(target(id)))
    }

    pub(super) fn retargets(self, id: &str) -> Self {
        self.gets(Msg::Retarget(Some(target(id))))
    }

    pub(super) fn confirms(self) -> Self {
        self.gets(Msg::Confirm)
    }

    pub(super) fn approved(self) -> Self {
        let number = self.approval;
        self.gets(Msg::Approval(number, true))
    }

    pub(super) fn vetoed(self) -> Self {
        let number = self.approval;
        self.gets(Msg::Approval(number, false))
    }

    pub(super) fn restores(self) -> Self {
        self.gets(Msg::Restore)
    }

    pub(super) fn checks(self) -> Self {
        self.gets(Msg::Check)
    }

    pub(super) fn wakes(self) -> Self {
        self.gets(Msg::Wake)
    }

    pub(super) fn cancels(self) -> Self {
        self.gets(Msg::Cancel)
    }

    pub(super) fn resets(self) -> Self {
        self.gets(Msg::Reset)
    }

    pub(super) fn rejects(self, operation: Operation) -> Self {
        self.gets(Msg::Reject(operation, Problem::new(ProblemKind::BadInput)))
    }

    /// The last request is held back, in milliseconds.
    pub(super) fn held(self, milliseconds: f64) -> Self {
        let (ticket, until) = (self.ticket, self.env.now_ms + milliseconds);
        self.gets(Msg::Held(ticket, until))
    }

    pub(super) fn sent(self) -> Self {
        let ticket = self.ticket;
        self.gets(Msg::Sent(ticket))
    }

    pub(super) fn ends(self, outcome: Outcome) -> Self {
        let ticket = self.ticket;
        self.gets(Msg::Ended(ticket, outcome))
    }

    /// The last timer fires; the time advances to when it is due.
    pub(super) fn elapses(mut self) -> Self {
        self.env.now_ms = self.env.now_ms.max(self.due);
        let ticket = self.ticket;
        self.gets(Msg::Elapsed(ticket))
    }

    /// Responds with a fixture, or `"404"` for that status without a body, or `"200…"` for a truncated body.
    pub(super) fn answers(self, name: &str) -> Self {
        let answer = self.fixture(name);
        self.ends(Outcome::Response(answer))
    }

    pub(super) fn answers_with(self, status: u16, body: &str) -> Self {
        self.ends(Outcome::Response(with(status, body)))
    }

    /// Responds several times.
    pub(super) fn answers_all(self, names: &[&str]) -> Self {
        names.iter().fold(self, |scenario, name| scenario.answers(name))
    }

    pub(super) fn loses(self, kind: ProblemKind) -> Self {
        self.ends(Outcome::NoResponse(kind))
    }

    pub(super) fn was_not_sent(self, kind: ProblemKind) -> Self {
        self.ends(Outcome::NotSent(Problem::new(kind)))
    }

    pub(super) fn after(mut self, milliseconds: f64) -> Self {
        self.env.now_ms += milliseconds;
        self
    }

    pub(super) fn with_jitter(mut self, jitter: f64) -> Self {
        self.env.jitter = jitter;
        self
    }

    pub(super) fn with_fresh_token(mut self) -> Self {
        self.env.can_refresh_token = true;
        self
    }

    pub(super) fn offline(mut self) -> Self {
        self.env.is_online = false;
        self
    }

    /// Continues with an earlier request or timer.
    pub(super) fn back_to(mut self, ticket: u32) -> Self {
        self.ticket = ticket;
        self
    }

    fn fixture(&self, name: &str) -> ApiResponse {
        if let Some(status) = name.strip_suffix('…') {
            cut(status.parse().expect(name))
        } else if let Ok(status) = name.parse() {
            with(status, "")
        } else {
            answer_at(name, self.env.now_ms)
        }
    }

    /// Checks the commands of the last message.
    #[track_caller]
    pub(super) fn does(self, commands: &str) -> Self {
        assert_eq!(self.done(), commands);
        self
    }

    pub(super) fn done(&self) -> String {
        let front = self.machine.current();
        let words = self.commands.iter().map(|command| describe(command, front));
        words.collect::<Vec<_>>().join(", ")
    }

    /// Checks the state and its details.
    #[track_caller]
    pub(super) fn is(self, state: &str) -> Self {
        assert_eq!(self.state(), state);
        self
    }

    pub(super) fn state(&self) -> String {
        state_of(&self.machine.phase(), self.machine.state().as_str())
    }

    /// Checks the states of the jobs in the background.
    #[track_caller]
    pub(super) fn has_behind(self, states: &[&str]) -> Self {
        let behind = self.machine.background().map(|job| {
            let state = self.machine.state_of(job.id).expect("a job");
            state_of(&job.phase, state.as_str())
        });
        assert_eq!(behind.collect::<Vec<_>>(), states);
        self
    }

    pub(super) fn problem(&self) -> Option<Problem> {
        self.machine.problem().map(|(_, problem)| problem)
    }
}
