//! Actions of users and pages, and timers, in any state of the machine.

use super::model::{Checked, Law};
use super::oracle::{Ending, Expect, MAX_CHECKS, Purpose, Row};
use super::replies::Reply;
use super::server::RequestKind;
use super::world::World;
use crate::archive::{Msg, State, Target};

impl World {
    pub(super) fn target(&self, item: usize) -> Target {
        self.items[item].target.clone()
    }

    /// Changes the IDs.
    pub(super) fn retarget(&mut self, item: Option<usize>) -> Checked {
        let target = item.map(|item| self.target(item));
        self.step(&Msg::Retarget(target), None, Expect::Anything)
    }

    /// Finds an item or, if the page names it, archives it.
    pub(super) fn request_item(&mut self, item: usize, is_named: bool) -> Checked {
        let target = self.target(item);
        let msg = if is_named {
            Msg::Archive(target)
        } else {
            Msg::Find(target)
        };
        let op = self.ops.iter().rposition(|op| op.item == item && !op.settled);
        let Some(op) = op else {
            return self.step(&msg, None, Expect::Anything);
        };
        let job = self.ops[op].job;
        let expect = match self.ops[op].unknown {
            Some(_) => self.expect_check(job),
            None => Expect::Nothing,
        };
        self.step(&msg, Some(job), expect)
    }

    /// The expectation for a requested check of an unknown outcome.
    fn expect_check(&mut self, job: u32) -> Expect {
        let log = self.jobs.get_mut(&job).expect("a job");
        let Some(read) = log.read.as_mut() else {
            return Expect::Read;
        };
        read.searches = true;
        read.is_requested = true;
        log.is_check_awaited = true;
        Expect::Nothing
    }

    pub(super) fn check(&mut self) -> Checked {
        let front = self.machine.current();
        let unknown = front.filter(|job| self.is_unknown(&self.jobs[job]));
        let expect = unknown.map_or(Expect::Nothing, |job| self.expect_check(job));
        self.step(&Msg::Check, front, expect)
    }

    pub(super) fn confirm(&mut self) -> Checked {
        self.step(&Msg::Confirm, None, Expect::Nothing)
    }

    /// The page decides the approval with this ID.
    pub(super) fn approve(&mut self, number: u32, is_approved: bool) -> Checked {
        let expect = match self.approval {
            Some((pending, item)) if pending == number && is_approved => self.expect_change(item),
            _ => Expect::Nothing,
        };
        self.step(&Msg::Approval(number, is_approved), None, expect)
    }

    fn expect_change(&self, item: usize) -> Expect {
        if self.is_online || self.items[item].target.base.is_loopback() {
            Expect::SendAgain
        } else {
            Expect::Read
        }
    }

    pub(super) fn restore(&mut self) -> Checked {
        let front = self.front_item();
        let expect = match (self.machine.state(), front) {
            (State::Archived, Some(item)) => self.expect_change(item),
            (State::Refused, _) => Expect::Anything,
            _ => Expect::Nothing,
        };
        self.step(&Msg::Restore, None, expect)
    }

    pub(super) fn cancel(&mut self) -> Checked {
        let Some(front) = self.machine.current() else {
            return self.step(&Msg::Cancel, None, Expect::Nothing);
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
        self.step(&Msg::Cancel, Some(front), expect)
    }

    fn expect_cancel(&mut self, job: u32, op: usize) -> Expect {
        let request = self.in_flight_of(job).map(|request| (request.kind, request.send));
        match (request, self.jobs[&job].read) {
            (Some((RequestKind::Change(_), Some(send))), _) => {
                if self.rng.percent(30) {
                    self.execute(send);
                }
                let ending = Ending {
                    row: Row::Rest,
                    is_last_copy: false,
                    status: None,
                    retry_after: None,
                };
                let late = self.rng.below(3);
                self.end_send(send, ending, late);
                self.ops[op].retry = None;
                Expect::Read
            }
            (Some(_), Some(read)) if read.purpose != Purpose::Connectivity => {
                self.jobs.get_mut(&job).expect("a job").read = None;
                self.after_read(job, read, Reply::Cancelled)
            }
            _ => self.end_unsent(job),
        }
    }

    /// Fires a timer, maybe early.
    pub(super) fn elapse(&mut self, ticket: u32) -> Checked {
        let Some(index) = self.timers.iter().position(|timer| timer.ticket == ticket) else {
            return Ok(());
        };
        let timer = self.timers.remove(index);
        let log = &self.jobs[&timer.job];
        let op = log.op.map(|op| &self.ops[op]);
        let expect = match op {
            _ if self.now < timer.due => Expect::Wait(timer.due, timer.due),
            _ if log.is_finding => Expect::Anything,
            Some(op) if !op.settled && op.unknown.is_none() && op.retry == Some(429) => Expect::SendAgain,
            _ => Expect::Read,
        };
        if let Some(op) = self.jobs[&timer.job].op.filter(|_| expect == Expect::Read) {
            let is_check = self.ops[op].unknown.is_some() && !self.ops[op].settled;
            self.ops[op].checks += usize::from(is_check);
            let checks = self.ops[op].checks;
            self.law(Law::Timely, checks <= MAX_CHECKS, || {
                format!("check {checks} by itself")
            })?;
        }
        self.step(&Msg::Elapsed(ticket), Some(timer.job), expect)
    }
}
