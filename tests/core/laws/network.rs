//! The model of the network: requests are sent, executed any number of times, and get a response or none.

use super::endings::ending as end;
use super::model::{Checked, InFlight, Send};
use super::oracle::{Column, Ending, Expect, Row};
use super::replies::{Reply, showing, useless};
use super::server::{Change, RequestKind};
use super::world::World;
use crate::archive::{Msg, Outcome};
use crate::tallyfy::{Problem, ProblemKind};

/// How often a change is executed before and after its request ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Copies {
    pub(super) before: usize,
    pub(super) late: usize,
}

impl World {
    pub(super) fn in_flight_of(&self, job: u32) -> Option<&InFlight> {
        self.in_flight.iter().find(|request| request.job == job)
    }

    fn take_in_flight(&mut self, ticket: u32) -> Option<InFlight> {
        let index = self.in_flight.iter().position(|request| request.ticket == ticket)?;
        Some(self.in_flight.remove(index))
    }

    /// Sends the request.
    pub(super) fn send(&mut self, ticket: u32) -> Checked {
        let now = self.now;
        let Some(request) = self.in_flight.iter_mut().find(|request| request.ticket == ticket) else {
            return Ok(());
        };
        if request.sent_at.is_some() {
            return Ok(());
        }
        request.sent_at = Some(now);
        let (job, item, kind) = (request.job, request.item, request.kind);
        if let (RequestKind::Change(change), Some(op)) = (kind, self.jobs[&job].op) {
            let send = self.sends.len();
            request.send = Some(send);
            self.sends.push(Send {
                item,
                op,
                change,
                sent_at: now,
                ended: None,
                window_end: f64::INFINITY,
                executed: Vec::new(),
            });
            self.ops[op].sends.push(send);
            self.ops[op].retry = None;
        }
        self.step(&Msg::Sent(ticket), Some(job), Expect::Nothing)
    }

    /// Ends the request before it is sent.
    pub(super) fn fail_to_send(&mut self, ticket: u32) -> Checked {
        let Some(request) = self.take_in_flight(ticket) else {
            return Ok(());
        };
        if request.sent_at.is_some() {
            self.in_flight.push(request);
            return Ok(());
        }
        let kinds = [
            ProblemKind::Unauthenticated,
            ProblemKind::Cancelled,
            ProblemKind::BadInput,
        ];
        let outcome = Outcome::NotSent(Problem::new(self.rng.pick(&kinds)));
        let expect = match request.kind {
            RequestKind::Change(_) => self.end_unsent(request.job),
            kind => self.expect_after_read(request.job, kind, Reply::NoAnswer),
        };
        self.step(&Msg::Ended(ticket, outcome), Some(request.job), expect)
    }

    /// No further change is sent: the operation ends as its last send ended.
    pub(super) fn end_unsent(&mut self, job: u32) -> Expect {
        let Some(op) = self.jobs[&job].op else {
            return Expect::Anything;
        };
        let op = &mut self.ops[op];
        op.retry = None;
        if op.sends.is_empty() {
            return Expect::Refused;
        }
        if op.row == Row::First401 {
            op.row = Row::Refusal;
        }
        Expect::Read
    }

    /// Ends a change in this row, with these executions.
    pub(super) fn end_change(&mut self, ticket: u32, row: Row, copies: Copies) -> Checked {
        self.end_change_so(ticket, row, copies, false)
    }

    /// Ends the change of a job with a 429 or 503 that is retried.
    pub(super) fn end_change_busy(&mut self, job: u32) -> Checked {
        let request = self
            .in_flight_of(job)
            .filter(|request| matches!(request.kind, RequestKind::Change(_)));
        let Some(ticket) = request.map(|request| request.ticket) else {
            return Ok(());
        };
        let row = self.rng.pick(&[Row::Refusal, Row::Rest]);
        let late = if row == Row::Rest { self.rng.below(2) } else { 0 };
        let copies = Copies {
            before: self.rng.pick(&[0, 0, 1]),
            late,
        };
        self.end_change_so(ticket, row, copies, true)
    }

    fn end_change_so(&mut self, ticket: u32, row: Row, copies: Copies, is_busy_wanted: bool) -> Checked {
        self.send(ticket)?;
        let Some(request) = self.take_in_flight(ticket) else {
            return Ok(());
        };
        let (RequestKind::Change(change), Some(send)) = (request.kind, request.send) else {
            return Ok(());
        };
        for _ in 0..copies.before {
            self.pass_some_time();
            self.execute(send);
        }
        if row == Row::Proven && copies.before == 0 {
            self.execute(send);
        }
        self.pass_some_time();
        let op = self.sends[send].op;
        // A 204 is trusted: the change must have been made.
        let is_done = self.items[request.item].truth() == change.requested();
        let row = if row == Row::Proven && !is_done { Row::Rest } else { row };
        let is_first_401 = self.can_refresh && !self.ops[op].has_met_401;
        let item = &self.items[request.item];
        let (mut outcome, mut ending) = end(&mut self.rng, row, change, item, is_first_401);
        let is_wanted = |ending: Ending| {
            let may_come = copies.late == 0 || !ending.is_last_copy;
            let is_busy = matches!(ending.status, Some(429 | 503)) && ending.is_retried(0);
            if is_busy_wanted { is_busy } else { may_come }
        };
        for _ in 0..100 {
            if !is_wanted(ending) {
                (outcome, ending) = end(&mut self.rng, row, change, item, is_first_401);
            }
        }
        self.end_send(send, ending, copies.late);
        let expect = self.after_change(op, ending);
        let reply = match &self.assumption {
            Some(assumption) => assumption.distort(outcome),
            None => outcome,
        };
        self.step(&Msg::Ended(ticket, reply), Some(request.job), expect)
    }

    /// Ends a send: from now on only copies of it can be executed, until its window closes.
    pub(super) fn end_send(&mut self, send: usize, ending: Ending, late: usize) {
        let window = if ending.is_last_copy { 0.0 } else { self.window };
        self.sends[send].ended = Some((self.now, ending));
        self.sends[send].window_end = self.now + window;
        if window > 0.0 {
            for _ in 0..late {
                let latest = self.rng.pick(&[3_000.0, window]);
                let at = self.now + self.rng.between(1.0, latest);
                self.copies.push((at, send));
            }
        }
        let op = self.sends[send].op;
        self.ops[op].row = ending.row;
        self.ops[op].has_met_401 |= ending.status == Some(401) && self.can_refresh;
    }

    fn after_change(&mut self, op: usize, ending: Ending) -> Expect {
        let op = &mut self.ops[op];
        if ending.is_retried(op.retries) {
            op.retries += 1;
            op.retry = ending.status;
            let (least, limit) = ending.retry_after.map_or((0.0, 120_000.0), |wait| (wait, wait + 1.0));
            return Expect::Wait(self.now + least, self.now + limit);
        }
        if ending.row == Row::Proven {
            Expect::Done
        } else {
            Expect::Read
        }
    }

    /// Advances the time a little, or not at all.
    pub(super) fn pass_some_time(&mut self) {
        let moment = self.rng.pick(&[0.0, 0.0, 50.0, 700.0, 4_000.0]);
        self.advance(moment);
    }

    /// Ends a read, in this column if possible.
    pub(super) fn end_read(&mut self, ticket: u32, goal: Option<Column>) -> Checked {
        self.send(ticket)?;
        self.pass_some_time();
        let Some(request) = self.take_in_flight(ticket) else {
            return Ok(());
        };
        let change = self.change_of(request.job);
        let is_wanted_useless = match (goal, request.kind) {
            // Sometimes the search of the archived list fails instead.
            (Some(Column::None), RequestKind::Item) => self.rng.percent(60) || !self.may_be_missing(&request),
            (Some(column), _) => column == Column::None,
            (None, _) => self.rng.percent(25),
        };
        let (outcome, reply) = if is_wanted_useless {
            useless(&mut self.rng, request.kind)
        } else {
            let truth = self.choose_truth(&request, change, goal);
            showing(
                &mut self.rng,
                request.kind,
                &self.items[request.item],
                truth,
                self.pages,
            )
        };
        let expect = self.expect_after_read(request.job, request.kind, reply);
        self.step(&Msg::Ended(ticket, outcome), Some(request.job), expect)
    }

    /// Ends a read with the true state of the item.
    pub(super) fn serve_read(&mut self, ticket: u32) -> Checked {
        self.send(ticket)?;
        let Some(request) = self.take_in_flight(ticket) else {
            return Ok(());
        };
        let item = &self.items[request.item];
        let (outcome, reply) = showing(&mut self.rng, request.kind, item, item.truth(), self.pages);
        let expect = self.expect_after_read(request.job, request.kind, reply);
        self.step(&Msg::Ended(ticket, outcome), Some(request.job), expect)
    }

    /// The change of a job's operation.
    pub(super) fn change_of(&self, job: u32) -> Change {
        let op = self.jobs[&job].op;
        op.map_or(Change::Archive, |op| self.ops[op].change)
    }

    /// Until when a copy of a send of this operation may be executed.
    pub(super) fn window_end(&self, op: usize) -> f64 {
        let ends = self.ops[op].sends.iter().map(|send| self.sends[*send].window_end);
        ends.fold(f64::NEG_INFINITY, f64::max)
    }
}
