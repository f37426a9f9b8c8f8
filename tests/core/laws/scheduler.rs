//! Random steps, in any state of the machine.

use super::model::{Checked, Law};
use super::oracle::Expect;
use super::server::{RequestKind, Truth};
use super::world::World;
use crate::archive::{Msg, Operation, Outcome};
use crate::core_tests::fixtures::with;
use crate::tallyfy::{Problem, ProblemKind};

impl World {
    /// Reports something with an old ticket.
    pub(super) fn report_stale(&mut self) -> Checked {
        let ticket = u32::try_from(self.rng.below(self.last_ticket as usize + 3)).expect("a small number");
        let is_live = |ticket: u32| {
            let in_flight = self.in_flight.iter().map(|request| request.ticket);
            in_flight
                .chain(self.timers.iter().map(|timer| timer.ticket))
                .any(|live| live == ticket)
        };
        if is_live(ticket) {
            return Ok(());
        }
        let answer = with(self.rng.pick(&[200, 204, 401, 403, 503]), "");
        let msg = match self.rng.below(5) {
            0 => Msg::Sent(ticket),
            1 => Msg::Elapsed(ticket),
            2 => Msg::Held(ticket, self.now + 5.0),
            3 => Msg::Ended(ticket, Outcome::NoResponse(ProblemKind::Unreachable)),
            _ => Msg::Ended(ticket, Outcome::Response(answer)),
        };
        let before = format!("{:?}", self.machine);
        self.step(&msg, None, Expect::Nothing)?;
        let after = format!("{:?}", self.machine);
        self.law(Law::Stale, before == after, || format!("{msg:?} changes something"))
    }

    /// One random step.
    pub(super) fn random_step(&mut self) -> Checked {
        let items = self.rng.pick(&[2, 5]);
        let item = self.rng.below(items);
        let ticket = (!self.in_flight.is_empty()).then(|| self.rng.below(self.in_flight.len()));
        let ticket = ticket.map(|index| self.in_flight[index].ticket);
        let timer = (!self.timers.is_empty()).then(|| self.rng.below(self.timers.len()));
        match (self.rng.below(32), ticket, timer) {
            (0, ..) => {
                let other = self.rng.percent(80).then_some(item);
                self.retarget(other)
            }
            (1, ..) => self.request_item(item, false),
            (2 | 3, ..) => self.request_item(item, true),
            (4 | 5, ..) => self.confirm(),
            (6..9, ..) => {
                let number = self.last_approval.saturating_sub(u32::from(self.rng.percent(20)));
                let is_approved = self.rng.percent(80);
                self.approve(number, is_approved)
            }
            (9 | 10, ..) => self.restore(),
            (11, ..) => self.check(),
            (12, ..) => self.wake(),
            (13, ..) => self.cancel(),
            (14, ..) if self.rng.percent(50) => self.step(&Msg::Reset, None, Expect::Anything),
            (14, ..) => {
                let operation = self
                    .rng
                    .pick(&[Operation::Find, Operation::Archive, Operation::Restore]);
                let problem = Problem::new(ProblemKind::BadInput);
                self.step(&Msg::Reject(operation, problem), None, Expect::Anything)
            }
            (15, ..) => self.report_stale(),
            (16, ..) => {
                self.is_online = self.rng.percent(80);
                self.can_refresh = self.rng.percent(50);
                if self.rng.percent(20) {
                    let timeout = self.rng.pick(&[5_000.0, 30_000.0, 60_000.0]);
                    self.set_timeout(timeout);
                }
                Ok(())
            }
            (17, ..) => {
                let truth = self.rng.pick(&[Truth::Active, Truth::Archived, Truth::Absent]);
                self.change_externally(item, truth);
                Ok(())
            }
            (18, ..) => {
                let moment = self.rng.pick(&[1.0, 1_000.0, 5_000.0, 29_999.0, 30_000.0, 60_000.0]);
                self.advance(moment);
                Ok(())
            }
            (19, Some(ticket), _) => {
                let job = self
                    .in_flight
                    .iter()
                    .find(|request| request.ticket == ticket)
                    .map(|request| request.job);
                self.step(&Msg::Held(ticket, self.now + 500.0), job, Expect::Nothing)
            }
            (20, Some(ticket), _) => self.fail_to_send(ticket),
            (21 | 22, Some(ticket), _) => self.send(ticket),
            (23..28, Some(ticket), _) | (28.., Some(ticket), None) => self.end(ticket),
            (19.., _, Some(index)) => {
                let timer = self.timers[index];
                if self.rng.percent(85) {
                    let late = self.rng.pick(&[0.0, 0.0, 100.0]);
                    self.advance(timer.due - self.now + late);
                }
                self.elapse(timer.ticket)
            }
            _ => Ok(()),
        }
    }

    /// Ends a request at random.
    pub(super) fn end(&mut self, ticket: u32) -> Checked {
        let kind = self
            .in_flight
            .iter()
            .find(|request| request.ticket == ticket)
            .map(|request| request.kind);
        match kind {
            Some(RequestKind::Change(_)) => {
                let (row, copies) = self.choose_ending();
                self.end_change(ticket, row, copies)
            }
            _ => self.end_read(ticket, None),
        }
    }
}
