//! What people and pages do, and what timers do, in whatever state the machine is.

use super::answers::Heard;
use super::oracle::{Ending, Expect, Purpose, Row};
use super::server::{Ask, Change, Truth};
use super::world::{Law, Lawful, World};
use crate::fixtures::with;
use tallyfy_archive::archive::{Msg, Operation, Outcome, State, Target};
use tallyfy_archive::tallyfy::{Kind, Problem};

impl World {
    pub(super) fn target(&self, item: usize) -> Target {
        self.items[item].target.clone()
    }

    /// Other ids, or none.
    pub(super) fn retarget(&mut self, item: Option<usize>) -> Lawful {
        let target = item.map(|item| self.target(item));
        self.tell(&Msg::Retarget(target), None, Expect::Anything)
    }

    /// Somebody wants to see an item or, where the page itself names it, have it archived.
    pub(super) fn ask_for(&mut self, item: usize, is_named: bool) -> Lawful {
        let target = self.target(item);
        let msg = if is_named {
            Msg::Archive(target)
        } else {
            Msg::Find(target)
        };
        let op = self.ops.iter().rposition(|op| op.item == item && !op.settled);
        let Some(op) = op else {
            return self.tell(&msg, None, Expect::Anything);
        };
        let job = self.ops[op].job;
        let expect = match self.ops[op].unknown {
            Some(_) => self.expect_check(job),
            None => Expect::Nothing,
        };
        self.tell(&msg, Some(job), expect)
    }

    /// Somebody asks for a check of this unknown outcome.
    fn expect_check(&mut self, job: u32) -> Expect {
        let log = self.jobs.get_mut(&job).expect("a job");
        let Some(read) = log.read.as_mut() else {
            return Expect::Read;
        };
        read.searches = true;
        read.is_asked_for = true;
        log.is_check_awaited = true;
        Expect::Nothing
    }

    pub(super) fn check(&mut self) -> Lawful {
        let front = self.machine.current();
        let unknown = front.filter(|job| self.is_unknown(&self.jobs[job]));
        let expect = unknown.map_or(Expect::Nothing, |job| self.expect_check(job));
        self.tell(&Msg::Check, front, expect)
    }

    pub(super) fn confirm(&mut self) -> Lawful {
        self.tell(&Msg::Confirm, None, Expect::Nothing)
    }

    /// The page says whether what it was asked about under this number may be archived.
    pub(super) fn approve(&mut self, number: u32, is_approved: bool) -> Lawful {
        let expect = match self.approval {
            Some((asked, item)) if asked == number && is_approved => self.expect_change(item),
            _ => Expect::Nothing,
        };
        self.tell(&Msg::Approval(number, is_approved), None, expect)
    }

    fn expect_change(&self, item: usize) -> Expect {
        if self.is_online || self.items[item].target.base.is_loopback() {
            Expect::SendAgain
        } else {
            Expect::Read
        }
    }

    pub(super) fn restore(&mut self) -> Lawful {
        let front = self.front_item();
        let expect = match (self.machine.state(), front) {
            (State::Archived, Some(item)) => self.expect_change(item),
            (State::Refused, _) => Expect::Anything,
            _ => Expect::Nothing,
        };
        self.tell(&Msg::Restore, None, expect)
    }

    pub(super) fn cancel(&mut self) -> Lawful {
        let Some(front) = self.machine.current() else {
            return self.tell(&Msg::Cancel, None, Expect::Nothing);
        };
        let log = &self.jobs[&front];
        let running = log
            .op
            .filter(|op| !self.ops[*op].settled && self.ops[*op].unknown.is_none());
        let expect = match running {
            _ if log.is_finding => Expect::Refused,
            Some(op) => self.expect_cancel(front, op),
            None => Expect::Nothing,
        };
        self.tell(&Msg::Cancel, Some(front), expect)
    }

    fn expect_cancel(&mut self, job: u32, op: usize) -> Expect {
        let flight = self.flight_of(job).map(|flight| (flight.ask, flight.send));
        match (flight, self.jobs[&job].read) {
            (Some((Ask::Change(_), Some(send))), _) => {
                if self.dice.percent(30) {
                    self.execute(send);
                }
                let ending = Ending {
                    row: Row::Rest,
                    is_last_copy: false,
                    status: None,
                    retry_after: None,
                };
                let late = self.dice.below(3);
                self.end_send(send, ending, late);
                self.ops[op].retry = None;
                Expect::Read
            }
            (Some(_), Some(read)) if read.purpose != Purpose::Connectivity => {
                self.jobs.get_mut(&job).expect("a job").read = None;
                self.after_read(job, read, Heard::Cancelled)
            }
            _ => self.end_unsent(job),
        }
    }

    /// A timer fires; it may be early.
    pub(super) fn elapse(&mut self, ticket: u32) -> Lawful {
        let Some(place) = self.pauses.iter().position(|pause| pause.ticket == ticket) else {
            return Ok(());
        };
        let pause = self.pauses.remove(place);
        let log = &self.jobs[&pause.job];
        let op = log.op.map(|op| &self.ops[op]);
        let expect = match op {
            _ if self.now < pause.due => Expect::Wait(pause.due, pause.due),
            _ if log.is_finding => Expect::Anything,
            Some(op) if !op.settled && op.unknown.is_none() && op.retry == Some(429) => Expect::SendAgain,
            _ => Expect::Read,
        };
        self.tell(&Msg::Elapsed(ticket), Some(pause.job), expect)
    }

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
            3 => Msg::Ended(ticket, Outcome::Lost(Kind::Unreachable)),
            _ => Msg::Ended(ticket, Outcome::Answered(answer)),
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
                let problem = Problem::new(Kind::BadInput);
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
            Some(Ask::Change(Change::Archive | Change::Restore)) => {
                let (row, copies) = self.choose_ending();
                self.end_change(ticket, row, copies)
            }
            _ => self.end_read(ticket, None),
        }
    }
}
