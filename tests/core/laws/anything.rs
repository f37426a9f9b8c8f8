//! Anything may happen, in whatever state the machine is.

use super::oracle::Expect;
use super::records::{Law, Lawful};
use super::server::{Ask, Truth};
use super::world::World;
use crate::archive::{Msg, Operation, Outcome};
use crate::core_tests::fixtures::with;
use crate::tallyfy::{Problem, ProblemKind};

impl World {
    /// Something is reported under a ticket that is not live.
    pub(super) fn report_stale(&mut self) -> Lawful {
        let ticket = u32::try_from(self.dice.below(self.last_ticket as usize + 3)).expect("a small number");
        let is_live = |ticket: u32| {
            let in_flight = self.flights.iter().map(|flight| flight.ticket);
            in_flight
                .chain(self.pauses.iter().map(|pause| pause.ticket))
                .any(|live| live == ticket)
        };
        if is_live(ticket) {
            return Ok(());
        }
        let answer = with(self.dice.pick(&[200, 204, 401, 403, 503]), "");
        let msg = match self.dice.below(5) {
            0 => Msg::Sent(ticket),
            1 => Msg::Elapsed(ticket),
            2 => Msg::Held(ticket, self.now + 5.0),
            3 => Msg::Ended(ticket, Outcome::NoResponse(ProblemKind::Unreachable)),
            _ => Msg::Ended(ticket, Outcome::Response(answer)),
        };
        let before = format!("{:?}", self.machine);
        self.tell(&msg, None, Expect::Nothing)?;
        let after = format!("{:?}", self.machine);
        self.law(Law::Stale, before == after, || format!("{msg:?} changes something"))
    }

    /// Anything may happen.
    pub(super) fn act(&mut self) -> Lawful {
        let items = self.dice.pick(&[2, 5]);
        let item = self.dice.below(items);
        let ticket = (!self.flights.is_empty()).then(|| self.dice.below(self.flights.len()));
        let ticket = ticket.map(|place| self.flights[place].ticket);
        let pause = (!self.pauses.is_empty()).then(|| self.dice.below(self.pauses.len()));
        match (self.dice.below(32), ticket, pause) {
            (0, ..) => {
                let other = self.dice.percent(80).then_some(item);
                self.retarget(other)
            }
            (1, ..) => self.ask_for(item, false),
            (2 | 3, ..) => self.ask_for(item, true),
            (4 | 5, ..) => self.confirm(),
            (6..9, ..) => {
                let number = self.last_approval.saturating_sub(u32::from(self.dice.percent(20)));
                let is_approved = self.dice.percent(80);
                self.approve(number, is_approved)
            }
            (9 | 10, ..) => self.restore(),
            (11, ..) => self.check(),
            (12, ..) => self.wake(),
            (13, ..) => self.cancel(),
            (14, ..) if self.dice.percent(50) => self.tell(&Msg::Reset, None, Expect::Anything),
            (14, ..) => {
                let operation = self
                    .dice
                    .pick(&[Operation::Find, Operation::Archive, Operation::Restore]);
                let problem = Problem::new(ProblemKind::BadInput);
                self.tell(&Msg::Reject(operation, problem), None, Expect::Anything)
            }
            (15, ..) => self.report_stale(),
            (16, ..) => {
                self.is_online = self.dice.percent(80);
                self.can_refresh = self.dice.percent(50);
                if self.dice.percent(20) {
                    let timeout = self.dice.pick(&[5_000.0, 30_000.0, 60_000.0]);
                    self.set_timeout(timeout);
                }
                Ok(())
            }
            (17, ..) => {
                let truth = self.dice.pick(&[Truth::Active, Truth::Archived, Truth::Absent]);
                self.meddle(item, truth);
                Ok(())
            }
            (18, ..) => {
                let moment = self.dice.pick(&[1.0, 1_000.0, 5_000.0, 29_999.0, 30_000.0, 60_000.0]);
                self.pass(moment);
                Ok(())
            }
            (19, Some(ticket), _) => {
                let job = self
                    .flights
                    .iter()
                    .find(|flight| flight.ticket == ticket)
                    .map(|flight| flight.job);
                self.tell(&Msg::Held(ticket, self.now + 500.0), job, Expect::Nothing)
            }
            (20, Some(ticket), _) => self.fail_to_send(ticket),
            (21 | 22, Some(ticket), _) => self.send(ticket),
            (23..28, Some(ticket), _) | (28.., Some(ticket), None) => self.end(ticket),
            (19.., _, Some(place)) => {
                let pause = self.pauses[place];
                if self.dice.percent(85) {
                    let late = self.dice.pick(&[0.0, 0.0, 100.0]);
                    self.pass(pause.due - self.now + late);
                }
                self.elapse(pause.ticket)
            }
            _ => Ok(()),
        }
    }

    /// A request ends somehow.
    pub(super) fn end(&mut self, ticket: u32) -> Lawful {
        let ask = self
            .flights
            .iter()
            .find(|flight| flight.ticket == ticket)
            .map(|flight| flight.ask);
        match ask {
            Some(Ask::Change(_)) => {
                let (row, copies) = self.choose_ending();
                self.end_change(ticket, row, copies)
            }
            _ => self.end_read(ticket, None),
        }
    }
}
