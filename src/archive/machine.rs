//! The machine: what people and pages ask of it. How answers are judged is in `settle` and `check`.

use super::{Busy, Doubt, Effect, Event, Input, Moment, Operation, Outcome, Phase, State, Step, Target};
use crate::tallyfy::{Kind, Problem, Task};

/// Archives one task at a time.
#[derive(Clone, Debug)]
pub struct Machine {
    pub(super) phase: Phase,
    pub(super) target: Option<Target>,
    pub(super) task: Option<Task>,
    pub(super) effects: Vec<Effect>,
    ticket: u32,
    /// When the input at hand arrived.
    now: f64,
    /// How many milliseconds a request that was given up may still be carried out.
    pub(super) patience: f64,
}

impl Default for Machine {
    fn default() -> Self {
        Self {
            phase: Phase::Idle,
            target: None,
            task: None,
            effects: Vec::new(),
            ticket: 0,
            now: 0.0,
            patience: 30_000.0,
        }
    }
}

impl Machine {
    /// The state a page sees.
    pub fn state(&self) -> State {
        self.phase.state()
    }

    /// The state, with what belongs to it.
    pub fn phase(&self) -> &Phase {
        &self.phase
    }

    /// The task as it was last seen.
    pub fn task(&self) -> Option<&Task> {
        self.task.as_ref()
    }

    /// Which task was asked for.
    pub fn target(&self) -> Option<&Target> {
        self.target.as_ref()
    }

    /// The operation and its problem, where there is one.
    pub fn problem(&self) -> Option<(Operation, &Problem)> {
        match &self.phase {
            Phase::Refused { operation, problem } => Some((*operation, problem)),
            Phase::Unknown { operation, doubt } => Some((*operation, &doubt.problem)),
            _ => None,
        }
    }

    /// What kept the last look at the task from telling how an unknown outcome turned out.
    pub fn obstacle(&self) -> Option<&Problem> {
        match &self.phase {
            Phase::Unknown { doubt, .. } => doubt.obstacle.as_ref(),
            _ => None,
        }
    }

    /// Says how many milliseconds one request may take, which is also how long one that was given up may live on.
    pub fn set_patience(&mut self, milliseconds: f64) {
        self.patience = milliseconds;
    }

    /// Takes one input, and answers with what is to be done, in this order. An input that makes no sense in the
    /// current state, or answers a question no longer asked, changes nothing.
    pub fn step(&mut self, moment: Moment, input: Input) -> Vec<Effect> {
        let previous = self.state();
        self.now = moment.now;
        match input {
            Input::Find(target) if !previous.is_busy() => self.find(target, false),
            Input::Archive(target) if !previous.is_busy() => self.archive(target),
            Input::Permitted(permitted) if self.phase == (Phase::Review { asking: true }) => {
                self.permit(permitted);
            }
            Input::Restore => self.restore(),
            Input::Check => self.check(),
            Input::Cancel => self.give_up(moment, true),
            Input::Leave => self.give_up(moment, false),
            Input::Reset => self.reset(),
            Input::Refuse(operation, problem) if !previous.is_busy() => {
                self.target = None;
                self.task = None;
                self.settle(Phase::Refused { operation, problem });
            }
            Input::Sent(ticket) if ticket == self.ticket => {
                if let Phase::Busy(busy) = &mut self.phase {
                    busy.sent = true;
                }
            }
            Input::Ended(ticket, outcome) if ticket == self.ticket => self.judge(moment, outcome),
            Input::Elapsed(ticket) if ticket == self.ticket => self.resume(),
            _ => {}
        }
        let state = self.state();
        let mut effects = core::mem::take(&mut self.effects);
        if state != previous {
            let first_event = effects
                .iter()
                .position(|effect| matches!(effect, Effect::Announce(_) | Effect::Ask));
            let change = Effect::Announce(Event::State { previous, state });
            effects.insert(first_event.unwrap_or(effects.len()), change);
        }
        effects
    }

    fn find(&mut self, target: Target, then_archive: bool) {
        self.target = Some(target);
        self.task = None;
        self.start(Busy {
            then_archive,
            ..Busy::new(Operation::Find, Step::Read)
        });
    }

    fn archive(&mut self, target: Target) {
        let same = self.target.as_ref() == Some(&target);
        match self.phase {
            Phase::Review { .. } if same => self.ask(),
            Phase::Archived { .. } if same => {}
            _ => self.find(target, true),
        }
    }

    pub(super) fn ask(&mut self) {
        self.phase = Phase::Review { asking: true };
        self.effects.push(Effect::Ask);
    }

    fn permit(&mut self, permitted: bool) {
        if permitted {
            self.start(Busy::new(Operation::Archive, Step::Change));
        } else {
            self.phase = Phase::Review { asking: false };
        }
    }

    /// Only what is known to be archived is restored; where that is not known, [`Input::Check`] comes first.
    fn restore(&mut self) {
        let is_archived = matches!(
            self.phase,
            Phase::Archived { .. }
                | Phase::Refused {
                    operation: Operation::Restore,
                    ..
                }
        );
        if is_archived && self.task.is_some() {
            self.start(Busy::new(Operation::Restore, Step::Change));
        }
    }

    fn check(&mut self) {
        if let Phase::Unknown { operation, doubt } = &self.phase {
            self.start(Busy::new(*operation, Step::Reread(doubt.clone())));
        }
    }

    fn reset(&mut self) {
        self.ticket += 1;
        self.effects.push(Effect::Abort);
        self.phase = Phase::Idle;
        self.target = None;
        self.task = None;
    }

    /// Cancelling does not undo: a change that is on its way is looked after, unless nobody is left to be told.
    fn give_up(&mut self, moment: Moment, look_after: bool) {
        let Phase::Busy(busy) = self.phase.clone() else {
            return;
        };
        self.ticket += 1;
        self.effects.push(Effect::Abort);
        let cancelled = Problem::new(Kind::Cancelled);
        let operation = busy.operation;
        match busy.step {
            Step::Change if busy.sent && busy.pause.is_none() => {
                let doubt = Doubt {
                    problem: cancelled,
                    open_until: moment.now + self.patience,
                    obstacle: None,
                };
                if look_after {
                    self.start(Busy::new(operation, Step::Reread(doubt)));
                } else {
                    self.settle(Phase::Unknown { operation, doubt });
                }
            }
            Step::Reread(doubt) | Step::Research(_, doubt) => {
                self.settle(Phase::Unknown { operation, doubt });
            }
            _ => self.settle(Phase::Refused {
                operation,
                problem: cancelled,
            }),
        }
    }

    fn resume(&mut self) {
        if let Phase::Busy(busy) = &self.phase
            && busy.pause.is_some()
        {
            self.start(Busy {
                pause: None,
                sent: false,
                ..busy.clone()
            });
        }
    }

    /// Sends the request of this step under a new ticket, so that whatever is still to come under an older one is
    /// dropped.
    pub(super) fn start(&mut self, busy: Busy) {
        let Some(target) = &self.target else { return };
        self.ticket += 1;
        self.effects
            .push(Effect::Send(self.ticket, busy.request(target, self.task.as_ref())));
        self.phase = Phase::Busy(Busy {
            asked: self.now,
            ..busy
        });
    }

    /// Sends the request of the next step of the same operation.
    pub(super) fn go_on(&mut self, busy: &Busy, step: Step) {
        self.start(Busy {
            step,
            sent: false,
            ..busy.clone()
        });
    }

    fn pause(&mut self, moment: Moment, wait: f64, busy: Busy) {
        self.ticket += 1;
        self.effects.push(Effect::Wait(self.ticket, wait));
        let pause = Some(super::Pause {
            until: moment.now + wait,
        });
        self.phase = Phase::Busy(Busy {
            pause,
            waits: busy.waits + 1,
            ..busy
        });
    }

    /// Comes to an end, and says so.
    pub(super) fn settle(&mut self, phase: Phase) {
        let event = match &phase {
            Phase::Archived { .. } => Some(Event::Archived),
            Phase::Restored { .. } => Some(Event::Restored),
            Phase::Refused { .. } => Some(Event::Refused),
            Phase::Unknown { .. } => Some(Event::Unknown),
            Phase::Idle | Phase::Review { .. } | Phase::Busy(_) => None,
        };
        self.phase = phase;
        self.effects.extend(event.map(Effect::Announce));
    }

    fn judge(&mut self, moment: Moment, outcome: Outcome) {
        let Phase::Busy(busy) = self.phase.clone() else {
            return;
        };
        if busy.pause.is_some() {
            return;
        }
        if let Outcome::Answered(answer) = &outcome
            && let Some(wait) = busy.wait_after(&answer.head, moment)
        {
            return self.pause(moment, wait, busy);
        }
        match busy.step.clone() {
            Step::Read => self.judge_read(&busy, outcome),
            Step::Search(page, missing) => self.judge_search(&busy, page, missing, outcome),
            Step::Change => self.judge_change(moment, busy.operation, outcome),
            Step::Reread(doubt) => self.judge_reread(&busy, doubt, outcome),
            Step::Research(page, doubt) => self.judge_research(&busy, page, doubt, outcome),
        }
    }
}
