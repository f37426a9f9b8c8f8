//! How operations begin, go on and end. How answers are judged is in `settle` and `check`.

use super::{Busy, Doubt, Effect, Event, Machine, Moment, Operation, Outcome, Pause, Phase, Step, Target};
use crate::tallyfy::{Kind, Problem};

impl Machine {
    pub(super) fn find(&mut self, target: Target, then_archive: bool) {
        self.target = Some(target);
        self.task = None;
        self.start(Busy {
            then_archive,
            ..Busy::new(Operation::Find, Step::Read)
        });
    }

    pub(super) fn archive(&mut self, target: Target) {
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

    pub(super) fn permit(&mut self, permitted: bool) {
        if permitted {
            self.start(Busy::new(Operation::Archive, Step::Change));
        } else {
            self.phase = Phase::Review { asking: false };
        }
    }

    /// Only what is known to be archived is restored; where that is not known, [`Input::Check`] comes first.
    pub(super) fn restore(&mut self) {
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

    pub(super) fn check(&mut self) {
        if let Phase::Unknown { operation, doubt } = &self.phase {
            self.start(Busy::new(*operation, Step::Reread(doubt.clone())));
        }
    }

    pub(super) fn reset(&mut self) {
        self.ticket += 1;
        self.effects.push(Effect::Abort);
        self.phase = Phase::Idle;
        self.target = None;
        self.task = None;
    }

    /// Cancelling does not undo: a change that is on its way is looked after, unless nobody is left to be told.
    pub(super) fn give_up(&mut self, moment: Moment, look_after: bool) {
        let Phase::Busy(busy) = &self.phase else {
            return;
        };
        let busy = busy.clone();
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

    pub(super) fn resume(&mut self) {
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
        let pause = Some(Pause {
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

    pub(super) fn judge(&mut self, moment: Moment, outcome: Outcome) {
        let Phase::Busy(busy) = &self.phase else {
            return;
        };
        let busy = busy.clone();
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
