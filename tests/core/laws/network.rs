//! What becomes of a request: it leaves, is executed or not, and is answered or not.

use super::answers::{Heard, showing, useless};
use super::endings::ending as end;
use super::oracle::{Column, Ending, Expect, Row};
use super::records::{Flight, Lawful, Send};
use super::server::{Ask, Change};
use super::world::World;
use crate::archive::{Msg, Outcome};
use crate::tallyfy::{Problem, ProblemKind};

/// How often a change is executed, before it ends and after.
#[derive(Clone, Copy, Debug)]
pub(super) struct Copies {
    pub(super) before: usize,
    pub(super) late: usize,
}

impl World {
    pub(super) fn flight_of(&self, job: u32) -> Option<&Flight> {
        self.flights.iter().find(|flight| flight.job == job)
    }

    fn take_flight(&mut self, ticket: u32) -> Option<Flight> {
        let place = self.flights.iter().position(|flight| flight.ticket == ticket)?;
        Some(self.flights.remove(place))
    }

    /// The request leaves.
    pub(super) fn send(&mut self, ticket: u32) -> Lawful {
        let now = self.now;
        let Some(flight) = self.flights.iter_mut().find(|flight| flight.ticket == ticket) else {
            return Ok(());
        };
        if flight.sent_at.is_some() {
            return Ok(());
        }
        flight.sent_at = Some(now);
        let (job, item, ask) = (flight.job, flight.item, flight.ask);
        if let (Ask::Change(change), Some(op)) = (ask, self.jobs[&job].op) {
            let send = self.sends.len();
            flight.send = Some(send);
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
        self.tell(&Msg::Sent(ticket), Some(job), Expect::Nothing)
    }

    /// It is not sent at all.
    pub(super) fn fail_to_send(&mut self, ticket: u32) -> Lawful {
        let Some(flight) = self.take_flight(ticket) else {
            return Ok(());
        };
        if flight.sent_at.is_some() {
            self.flights.push(flight);
            return Ok(());
        }
        let kinds = [
            ProblemKind::Unauthenticated,
            ProblemKind::Cancelled,
            ProblemKind::BadInput,
        ];
        let outcome = Outcome::NotSent(Problem::new(self.dice.pick(&kinds)));
        let expect = match flight.ask {
            Ask::Change(_) => self.end_unsent(flight.job),
            ask => self.hear(flight.job, ask, Heard::NoAnswer),
        };
        self.tell(&Msg::Ended(ticket, outcome), Some(flight.job), expect)
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

    /// A change ends in this row, after and before so many executions.
    pub(super) fn end_change(&mut self, ticket: u32, row: Row, copies: Copies) -> Lawful {
        self.end_change_so(ticket, row, copies, false)
    }

    /// The change of a job ends with a request to wait.
    pub(super) fn end_change_busy(&mut self, job: u32) -> Lawful {
        let flight = self
            .flight_of(job)
            .filter(|flight| matches!(flight.ask, Ask::Change(_)));
        let Some(ticket) = flight.map(|flight| flight.ticket) else {
            return Ok(());
        };
        let row = self.dice.pick(&[Row::Refusal, Row::Rest]);
        let late = if row == Row::Rest { self.dice.below(2) } else { 0 };
        let copies = Copies {
            before: self.dice.pick(&[0, 0, 1]),
            late,
        };
        self.end_change_so(ticket, row, copies, true)
    }

    fn end_change_so(&mut self, ticket: u32, row: Row, copies: Copies, is_busy_wanted: bool) -> Lawful {
        self.send(ticket)?;
        let Some(flight) = self.take_flight(ticket) else {
            return Ok(());
        };
        let (Ask::Change(change), Some(send)) = (flight.ask, flight.send) else {
            return Ok(());
        };
        for _ in 0..copies.before {
            self.linger();
            self.execute(send);
        }
        if row == Row::Proven && copies.before == 0 {
            self.execute(send);
        }
        self.linger();
        let op = self.sends[send].op;
        // Nobody says that it is done, unless it is.
        let is_done = self.items[flight.item].truth() == change.requested();
        let row = if row == Row::Proven && !is_done { Row::Rest } else { row };
        let is_first_401 = self.can_refresh && !self.ops[op].met_401;
        let item = &self.items[flight.item];
        let (mut outcome, mut ending) = end(&mut self.dice, row, change, item, is_first_401);
        let is_wanted = |ending: Ending| {
            let may_come = copies.late == 0 || !ending.is_last_copy;
            let is_busy = matches!(ending.status, Some(429 | 503)) && ending.is_waited_for(0);
            if is_busy_wanted { is_busy } else { may_come }
        };
        for _ in 0..100 {
            if !is_wanted(ending) {
                (outcome, ending) = end(&mut self.dice, row, change, item, is_first_401);
            }
        }
        self.end_send(send, ending, copies.late);
        let expect = self.after_change(op, ending);
        let heard = match &self.belief {
            Some(belief) => belief.distort(outcome),
            None => outcome,
        };
        self.tell(&Msg::Ended(ticket, heard), Some(flight.job), expect)
    }

    /// From now on only copies of it can be executed, and only until its window closes.
    pub(super) fn end_send(&mut self, send: usize, ending: Ending, late: usize) {
        let window = if ending.is_last_copy { 0.0 } else { self.window };
        self.sends[send].ended = Some((self.now, ending));
        self.sends[send].window_end = self.now + window;
        if window > 0.0 {
            for _ in 0..late {
                let latest = self.dice.pick(&[3_000.0, window]);
                let at = self.now + self.dice.between(1.0, latest);
                self.copies.push((at, send));
            }
        }
        let op = self.sends[send].op;
        self.ops[op].row = ending.row;
        self.ops[op].met_401 |= ending.status == Some(401) && self.can_refresh;
    }

    fn after_change(&mut self, op: usize, ending: Ending) -> Expect {
        let op = &mut self.ops[op];
        if ending.is_waited_for(op.waits) {
            op.waits += 1;
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

    /// A moment passes, or none.
    pub(super) fn linger(&mut self) {
        let moment = self.dice.pick(&[0.0, 0.0, 50.0, 700.0, 4_000.0]);
        self.pass(moment);
    }

    /// A read ends; if that can be arranged, in this column.
    pub(super) fn end_read(&mut self, ticket: u32, wish: Option<Column>) -> Lawful {
        self.send(ticket)?;
        self.linger();
        let Some(flight) = self.take_flight(ticket) else {
            return Ok(());
        };
        let change = self.change_of(flight.job);
        let is_wanted_useless = match (wish, flight.ask) {
            // Sometimes it is the archived list that helps nobody.
            (Some(Column::None), Ask::Item) => self.dice.percent(60) || !self.may_be_missing(&flight),
            (Some(column), _) => column == Column::None,
            (None, _) => self.dice.percent(25),
        };
        let (outcome, heard) = if is_wanted_useless {
            useless(&mut self.dice, flight.ask)
        } else {
            let truth = self.choose_truth(&flight, change, wish);
            showing(&mut self.dice, flight.ask, &self.items[flight.item], truth, self.pages)
        };
        let expect = self.hear(flight.job, flight.ask, heard);
        self.tell(&Msg::Ended(ticket, outcome), Some(flight.job), expect)
    }

    /// A read ends, and shows what is true.
    pub(super) fn help_read(&mut self, ticket: u32) -> Lawful {
        self.send(ticket)?;
        let Some(flight) = self.take_flight(ticket) else {
            return Ok(());
        };
        let item = &self.items[flight.item];
        let (outcome, heard) = showing(&mut self.dice, flight.ask, item, item.truth(), self.pages);
        let expect = self.hear(flight.job, flight.ask, heard);
        self.tell(&Msg::Ended(ticket, outcome), Some(flight.job), expect)
    }

    /// What the operation of a job is to do.
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
