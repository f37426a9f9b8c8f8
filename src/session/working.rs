//! How inputs are worked through: one at a time, whoever sends the next one meanwhile.

use js_sys::{Date, Math};

use super::running::Settled;
use super::{Announcement, Details, Exchange, Session};
use crate::archive::{Effect, Event, Input, Moment, Operation, Phase};

impl Session {
    /// Finds the task.
    ///
    /// ```
    /// # fn of(session: &tallyfy_archive::session::Session) {
    /// session.find();
    /// # }
    /// ```
    pub fn find(&self) {
        let input = self.prepared(Operation::Find, Input::Find);
        self.dispatch(input);
    }

    /// Archives the task; finds it first if that has not been done.
    ///
    /// ```
    /// # fn of(session: &tallyfy_archive::session::Session) {
    /// session.archive();
    /// # }
    /// ```
    pub fn archive(&self) {
        let input = self.prepared(Operation::Archive, Input::Archive);
        self.dispatch(input);
    }

    /// Takes any other input.
    ///
    /// ```
    /// use tallyfy_archive::archive::Input;
    ///
    /// # fn of(session: &tallyfy_archive::session::Session) {
    /// session.dispatch(Input::Cancel);
    /// # }
    /// ```
    pub fn dispatch(&self, input: Input) {
        self.0.inputs.borrow_mut().push_back(input);
        if self.0.working.replace(true) {
            return;
        }
        while let Some(input) = self.next_input() {
            self.work(input);
        }
        self.0.working.set(false);
        self.changed();
        let state = self.state();
        if !state.is_busy() {
            for settled in self.0.waiting.take() {
                settled(state);
            }
        }
    }

    /// Calls `settled` once nothing is under way any more.
    ///
    /// ```
    /// # fn of(session: &tallyfy_archive::session::Session) {
    /// session.when_settled(Box::new(|state| println!("{}", state.as_str())));
    /// # }
    /// ```
    pub fn when_settled(&self, settled: Settled) {
        self.0.waiting.borrow_mut().push(settled);
    }

    fn next_input(&self) -> Option<Input> {
        self.0.inputs.borrow_mut().pop_front()
    }

    fn work(&self, input: Input) {
        if matches!(
            input,
            Input::Find(_) | Input::Archive(_) | Input::Refuse(..) | Input::Reset
        ) {
            *self.0.exchange.borrow_mut() = None;
        }
        let moment = Moment {
            now: Date::now(),
            chance: Math::random(),
        };
        let effects = self.0.machine.borrow_mut().step(moment, input);
        for effect in effects {
            match effect {
                Effect::Send(ticket, request) => self.launch(ticket, request),
                Effect::Wait(ticket, milliseconds) => self.wait(ticket, milliseconds),
                Effect::Abort => drop(self.0.flight.take()),
                Effect::Ask => {
                    let details = Details::of(&self.machine());
                    let permitted = self.0.host.permits(details);
                    self.0.inputs.borrow_mut().push_front(Input::Permitted(permitted));
                }
                Effect::Announce(event) => self.announce(event),
            }
        }
    }

    pub(super) fn record(&self, exchange: Exchange) {
        *self.0.exchange.borrow_mut() = Some(exchange);
    }

    fn announce(&self, event: Event) {
        if let Event::State { previous, state } = event {
            if state.is_busy() && !previous.is_busy() {
                self.0.busy_since.set(Date::now());
            }
            return self.0.host.announce(Announcement::State { previous, state });
        }
        self.0.outcomes.set(self.outcomes() + 1);
        if let Some(announcement) = self.outcome() {
            self.0.host.announce(announcement);
        }
    }

    /// How the operation ended, as the page is told.
    fn outcome(&self) -> Option<Announcement> {
        let machine = self.machine();
        let details = Details::of(&machine);
        Some(match machine.phase() {
            Phase::Archived { status, already } => Announcement::Archived {
                details,
                status: *status,
                already_archived: *already,
            },
            Phase::Restored { status } => Announcement::Restored {
                details,
                status: *status,
            },
            Phase::Refused { operation, .. } => Announcement::Refused {
                details,
                operation: *operation,
                problem: self.problem()?,
            },
            Phase::Unknown { operation, .. } => Announcement::Unknown {
                details,
                operation: *operation,
                problem: self.problem()?,
            },
            Phase::Idle | Phase::Review { .. } | Phase::Busy(_) => return None,
        })
    }
}
