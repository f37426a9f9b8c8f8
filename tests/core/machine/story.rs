//! A machine and what happens to it, as sentences.

use super::told::told;
use crate::recorded::{answer, answer_at, cut, with};
use crate::{ORG, TASK, base, org, task};
use tallyfy_archive::archive::{Effect, Input, Machine, Moment, Operation, Outcome, Phase, Target};
use tallyfy_archive::tallyfy::{Answer, ApiBase, Kind, Problem};

/// When all stories begin, and how long a request may take in them.
const START: f64 = 1_800_000_000_000.0;
pub(super) const PATIENCE: f64 = 30_000.0;

/// A machine, the time, and what it wanted done last.
#[derive(Clone)]
pub(super) struct Story {
    pub(super) machine: Machine,
    now: f64,
    chance: f64,
    ticket: u32,
    done: String,
}

pub(super) fn target(id: &str) -> Target {
    Target {
        base: base(ApiBase::DEFAULT),
        org: org(ORG),
        task: task(id),
    }
}

/// Nothing has happened.
pub(super) fn idle() -> Story {
    let mut machine = Machine::default();
    machine.set_patience(PATIENCE);
    Story {
        machine,
        now: START,
        chance: 0.5,
        ticket: 0,
        done: String::new(),
    }
}

/// The task was found and is in review.
pub(super) fn found() -> Story {
    idle().find().answers("get-200-one-off")
}

/// The task was found, and the DELETE is on its way.
pub(super) fn archiving() -> Story {
    found().archive().permitted(true).sent()
}

/// The task was archived.
pub(super) fn archived() -> Story {
    archiving().answers("archive-204")
}

/// The PUT that restores the task is on its way.
pub(super) fn restoring() -> Story {
    archived().restore().sent()
}

impl Story {
    pub(super) fn input(mut self, input: Input) -> Self {
        let moment = Moment {
            now: self.now,
            chance: self.chance,
        };
        let effects = self.machine.step(moment, input);
        for effect in &effects {
            if let Effect::Send(ticket, _) | Effect::Wait(ticket, _) = effect {
                self.ticket = *ticket;
            }
        }
        self.done = effects.iter().map(told).collect::<Vec<_>>().join(", ");
        self
    }

    pub(super) fn find(self) -> Self {
        self.input(Input::Find(target(TASK)))
    }

    pub(super) fn archive(self) -> Self {
        self.input(Input::Archive(target(TASK)))
    }

    pub(super) fn permitted(self, permitted: bool) -> Self {
        self.input(Input::Permitted(permitted))
    }

    pub(super) fn restore(self) -> Self {
        self.input(Input::Restore)
    }

    pub(super) fn check(self) -> Self {
        self.input(Input::Check)
    }

    pub(super) fn cancel(self) -> Self {
        self.input(Input::Cancel)
    }

    pub(super) fn sent(self) -> Self {
        let ticket = self.ticket;
        self.input(Input::Sent(ticket))
    }

    pub(super) fn ends(self, outcome: Outcome) -> Self {
        let ticket = self.ticket;
        self.input(Input::Ended(ticket, outcome))
    }

    pub(super) fn elapses(self) -> Self {
        let ticket = self.ticket;
        self.input(Input::Elapsed(ticket))
    }

    /// A recorded answer, or `"404"` for one of that status without a body, or `"200…"` for one that broke off.
    pub(super) fn answers(self, name: &str) -> Self {
        let answer = self.recorded(name);
        self.ends(Outcome::Answered(answer))
    }

    pub(super) fn answers_with(self, status: u16, body: &str) -> Self {
        self.ends(Outcome::Answered(with(status, body)))
    }

    pub(super) fn loses(self, kind: Kind) -> Self {
        self.ends(Outcome::Lost(kind))
    }

    pub(super) fn was_not_sent(self, kind: Kind) -> Self {
        self.ends(Outcome::NotSent(Problem::new(kind)))
    }

    pub(super) fn after(mut self, milliseconds: f64) -> Self {
        self.now += milliseconds;
        self
    }

    pub(super) fn by_chance(mut self, chance: f64) -> Self {
        self.chance = chance;
        self
    }

    fn recorded(&self, name: &str) -> Answer {
        if let Some(status) = name.strip_suffix('…') {
            cut(status.parse().expect(name))
        } else if let Ok(status) = name.parse() {
            with(status, "")
        } else {
            answer_at(name, self.now)
        }
    }

    /// What the last input brought about.
    #[track_caller]
    pub(super) fn does(self, effects: &str) -> Self {
        assert_eq!(self.done, effects);
        self
    }

    /// The state, with the operation and the kind of the problem where there is one.
    #[track_caller]
    pub(super) fn is(self, state: &str) -> Self {
        assert_eq!(self.state(), state);
        self
    }

    pub(super) fn state(&self) -> String {
        let state = self.machine.state().as_str();
        let about = match self.machine.phase() {
            Phase::Review { asking } => asking.then(|| "asking".to_owned()),
            Phase::Archived { status, already } => status
                .map(|status| status.to_string())
                .or_else(|| already.then(|| "already".to_owned())),
            Phase::Restored { status } => status.map(|status| status.to_string()),
            _ => self
                .problem()
                .map(|(operation, problem)| format!("{} {}", operation.as_str(), problem.kind.as_str())),
        };
        about.map_or(state.to_owned(), |about| format!("{state}: {about}"))
    }

    pub(super) fn problem(&self) -> Option<(Operation, &Problem)> {
        self.machine.problem()
    }
}

#[test]
fn a_recording_can_be_told_by_name() {
    assert_eq!(idle().recorded("get-200-one-off"), answer("get-200-one-off"));
    assert_eq!(idle().recorded("418").head.status, 418);
}
