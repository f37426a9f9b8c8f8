//! What people and pages do, and what timers do, in whatever state the machine is.

use super::answers::Heard;
use super::oracle::{Ending, Expect, MAX_CHECKS, Purpose, Row};
use super::records::{Law, Lawful};
use super::server::Ask;
use super::world::World;
use crate::archive::{Msg, State, Target};

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
        if let Some(op) = self.jobs[&pause.job].op.filter(|_| expect == Expect::Read) {
            let is_check = self.ops[op].unknown.is_some() && !self.ops[op].settled;
            self.ops[op].checks += usize::from(is_check);
            let checks = self.ops[op].checks;
            self.law(Law::Prompt, checks <= MAX_CHECKS, || {
                format!("check {checks} by itself")
            })?;
        }
        self.tell(&Msg::Elapsed(ticket), Some(pause.job), expect)
    }
}
