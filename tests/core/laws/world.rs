//! The machine, its network and its server, step by step.

use super::server::{Ask, Reply, Server, targets};
use crate::recorded::with;
use tallyfy_archive::archive::{Input, Machine, Operation, Outcome, State, Target};
use tallyfy_archive::tallyfy::{Kind, Problem};

pub(super) const TARGETS: usize = 5;

/// How long a request that was given up may still be carried out.
pub(super) const PATIENCE: f64 = 30_000.0;

/// Statuses a server, or what stands before it, may answer with whatever is asked of it.
pub(super) const STATUSES: &[u16] = &[
    400, 401, 402, 403, 404, 409, 410, 418, 422, 423, 429, 500, 502, 503, 504,
];

/// Those of them after which nothing was done, so that they are no answer to what was.
pub(super) const UNDONE: &[u16] = &[400, 401, 402, 403, 422, 423, 429, 503];

/// What people, servers and networks do.
#[derive(Clone, Debug)]
pub(super) enum Action {
    Find(usize),
    Archive(usize),
    Permit(bool),
    Restore,
    Check,
    Cancel,
    Leave,
    Reset,
    Refuse(Operation),
    /// The request leaves.
    Sent,
    /// The server carries it out; once more where a browser sends it again by itself.
    Work,
    /// The server's answer arrives.
    Answer,
    /// Its status arrives, but not all of its body.
    Cut,
    /// This status arrives instead, with this `Retry-After`.
    Status(u16, Option<f64>),
    Lose(Kind),
    NotSent,
    Elapse,
    Pass(f64),
    /// The server carries out a request that was given up, if it still can.
    Late(usize),
    /// Somebody else archives or restores the task.
    Meddle(usize),
    /// Something is reported under a ticket that is not live.
    Stale(u32, u8),
}

#[derive(Clone, Debug)]
pub(super) struct Flight {
    pub(super) ticket: u32,
    pub(super) ask: Ask,
    pub(super) target: usize,
    pub(super) operation: u32,
    pub(super) sent: bool,
    pub(super) reply: Option<Reply>,
}

pub(super) struct World {
    pub(super) targets: Vec<Target>,
    pub(super) machine: Machine,
    pub(super) server: Server,
    pub(super) now: f64,
    pub(super) state: State,
    pub(super) last_ticket: u32,
    pub(super) operation: u32,
    pub(super) flight: Option<Flight>,
    pub(super) wait: Option<(u32, f64)>,
    /// Changes that were given up, and until when they may still be carried out.
    pub(super) given_up: Vec<(Flight, f64)>,
    /// The target that was seen in use, and in no process, since one was chosen.
    pub(super) found: Option<usize>,
    /// What the answer that is just arriving shows: archived or not.
    pub(super) shown: Option<bool>,
}

impl World {
    pub(super) fn new(hides: bool, page: u32) -> Self {
        let mut machine = Machine::default();
        machine.set_patience(PATIENCE);
        let targets = targets();
        Self {
            machine,
            server: Server::new(&targets, hides, page),
            targets,
            now: 0.0,
            state: State::Idle,
            last_ticket: 0,
            operation: 0,
            flight: None,
            wait: None,
            given_up: Vec::new(),
            found: None,
            shown: None,
        }
    }

    pub(super) fn is_busy(&self) -> bool {
        self.machine.state().is_busy()
    }

    pub(super) fn act(&mut self, action: &Action) {
        let target = |index: &usize| self.targets[*index].clone();
        match action {
            Action::Find(index) => self.input(Input::Find(target(index))),
            Action::Archive(index) => self.input(Input::Archive(target(index))),
            Action::Permit(permitted) => self.input(Input::Permitted(*permitted)),
            Action::Restore => self.input(Input::Restore),
            Action::Check => self.input(Input::Check),
            Action::Cancel => self.input(Input::Cancel),
            Action::Leave => self.input(Input::Leave),
            Action::Reset => self.input(Input::Reset),
            Action::Refuse(operation) => self.input(Input::Refuse(*operation, Problem::new(Kind::BadInput))),
            Action::Sent => self.send(),
            Action::Work => self.work(),
            Action::Answer => self.answer(false),
            Action::Cut => self.answer(true),
            Action::Status(status, wait) => self.answer_instead(*status, *wait),
            Action::Lose(kind) => self.lose(*kind),
            Action::NotSent => self.refuse_to_send(),
            Action::Elapse => self.elapse(),
            Action::Pass(milliseconds) => self.now += milliseconds,
            Action::Late(index) => self.work_late(*index),
            Action::Meddle(index) => self.server.meddle(*index),
            Action::Stale(age, what) => self.report_stale(*age, *what),
        }
    }

    fn report_stale(&mut self, age: u32, what: u8) {
        let ticket = age % (self.last_ticket + 2);
        let live = self
            .flight
            .as_ref()
            .map(|flight| flight.ticket)
            .or(self.wait.map(|(ticket, _)| ticket));
        if live == Some(ticket) {
            return;
        }
        let before = self.machine.clone();
        let input = match what {
            0 => Input::Sent(ticket),
            1 => Input::Elapsed(ticket),
            _ => Input::Ended(ticket, Outcome::Answered(with(204, ""))),
        };
        let effects = self.machine.step(self.moment(), input);
        assert_eq!(effects, [], "an answer to a question no longer asked");
        assert_eq!(self.machine.phase(), before.phase());
        assert_eq!(
            (self.machine.task(), self.machine.target()),
            (before.task(), before.target())
        );
    }
}
