//! What becomes of a request: it leaves, is executed or not, and is answered or not.

use super::answers::{Heard, ending as end, showing, useless};
use super::oracle::{Column, Ending, Evidence, Expect, Purpose, Row, column_of, column_of_missing, judge};
use super::server::{Ask, Change, LAG, Truth};
use super::world::{Flight, Lawful, Read, Send, World};
use tallyfy_archive::archive::{Msg, Outcome};
use tallyfy_archive::tallyfy::{Kind, Problem};

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
        let kinds = [Kind::Unauthenticated, Kind::Cancelled, Kind::BadInput];
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
        for _ in 0..30 {
            if ending.is_last_copy && copies.late > 0 {
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
            let (least, most) = ending.retry_after.map_or((0.0, 120_000.0), |wait| (wait, wait + 1.0));
            return Expect::Wait(self.now + least, self.now + most);
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
        let is_wanted_useless = match wish {
            Some(column) => column == Column::None,
            None => self.dice.percent(25),
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

    /// The state that a read shows: one that held since it started or, soon after a change, before that.
    fn choose_truth(&mut self, flight: &Flight, change: Change, wish: Option<Column>) -> Truth {
        let wanted = match wish {
            Some(Column::Done) => Some(change.requested()),
            Some(Column::Not) => Some(change.old()),
            Some(Column::Gone) if !self.items[flight.item].is_hidden || self.items[flight.item].is_listed => {
                Some(Truth::Absent)
            }
            Some(Column::Gone) => Some(Truth::Archived),
            _ => None,
        };
        let visible = self.visible(flight);
        match wanted {
            Some(wanted) => {
                if !visible.contains(&wanted) {
                    self.meddle(flight.item, wanted);
                }
                wanted
            }
            None => self.dice.pick(&visible),
        }
    }

    fn visible(&self, flight: &Flight) -> Vec<Truth> {
        let start = flight.sent_at.unwrap_or(self.now);
        let item = &self.items[flight.item];
        let own = self.jobs[&flight.job].op;
        let is_current = own.is_some_and(|op| {
            let last = self.ops[op].sends.last();
            last.is_some_and(|send| matches!(self.sends[*send].ended, Some((_, ending)) if ending.is_last_copy))
        });
        let may_lag = |send: &&Send| {
            let is_recent = send.ended.is_none_or(|(at, _)| start < at + LAG);
            send.item == flight.item && is_recent
        };
        let recent = self.sends.iter().filter(may_lag);
        if is_current {
            // A replica may still show the state before a change of an earlier operation.
            let mut visible = item.between(start, self.now);
            let requested = self.change_of(flight.job).requested();
            let earlier = recent.filter(|send| Some(send.op) != own && send.change.old() == requested);
            visible.extend(earlier.map(|send| send.change.old()).take(1));
            return visible;
        }
        let since = recent.map(|send| send.sent_at).fold(start, f64::min);
        item.between(since, self.now)
    }

    /// What must follow from an answer to a read.
    pub(super) fn hear(&mut self, job: u32, ask: Ask, heard: Heard) -> Expect {
        let can_refresh = self.can_refresh;
        let log = self.jobs.get_mut(&job).expect("a job");
        let Some(read) = log.read.as_mut() else {
            return Expect::Anything;
        };
        match heard {
            Heard::Item(truth) => log.seen = Some(truth),
            Heard::Listed => log.seen = Some(Truth::Archived),
            Heard::ListEnds => log.was_list_read = true,
            _ => {}
        }
        let is_first_401 = match log.op {
            Some(op) if read.purpose != Purpose::Check && read.purpose != Purpose::FollowUp => {
                let is_first = !self.ops[op].met_401;
                self.ops[op].met_401 |= heard == Heard::Unauthorized && can_refresh;
                is_first
            }
            _ => {
                let is_first = !read.met_401;
                read.met_401 |= heard == Heard::Unauthorized && can_refresh;
                is_first
            }
        };
        if heard == Heard::Unauthorized && can_refresh && is_first_401 {
            return Expect::AskAgain;
        }
        let read = *read;
        match (heard, ask) {
            (Heard::ApiNotFound | Heard::OtherNotFound, _) if read.searches => {
                log.read = Some(Read {
                    is_api_not_found: heard == Heard::ApiNotFound,
                    ..read
                });
                return Expect::List(1);
            }
            (Heard::MorePages, Ask::List(page)) => return Expect::List(page + 1),
            (Heard::Busy(_), _) if read.purpose == Purpose::Find => return Expect::Anything,
            _ => {}
        }
        log.read = None;
        match read.purpose {
            Purpose::Find => Expect::Anything,
            Purpose::FollowUp => {
                log.followed_up_at = Some(read.made_at);
                self.after_follow_up(job, read, heard)
            }
            Purpose::Connectivity => self.after_connectivity(job, heard),
            _ => self.after_read(job, read, heard),
        }
    }

    fn after_connectivity(&self, job: u32, heard: Heard) -> Expect {
        match heard {
            Heard::NoAnswer => Expect::Refused,
            Heard::Item(Truth::Archived) if self.change_of(job) == Change::Archive => Expect::Done,
            _ => Expect::SendAgain,
        }
    }

    /// The item has changed back, or it has not.
    fn after_follow_up(&mut self, job: u32, read: Read, heard: Heard) -> Expect {
        let shown = match heard {
            Heard::Item(truth) => Some(truth),
            Heard::Listed => Some(Truth::Archived),
            _ => None,
        };
        self.jobs.get_mut(&job).expect("a job").is_followed_up = shown.is_some();
        let log = &self.jobs[&job];
        let is_news = shown.is_some_and(|shown| log.claim.is_some_and(|(claim, _)| claim != shown));
        let is_recent = |send: &Send| send.ended.is_none_or(|(at, _)| read.made_at < at + LAG);
        let may_lag = self.sends.iter().any(|send| send.item == log.item && is_recent(send));
        // A newer operation on the same item tells its own outcome.
        let is_superseded = self.ops.iter().any(|op| op.item == log.item && !op.settled);
        match is_news {
            _ if may_lag || is_superseded => Expect::Anything,
            true => Expect::ChangedBack,
            false => Expect::Nothing,
        }
    }

    /// A read of a change has ended.
    pub(super) fn after_read(&mut self, job: u32, read: Read, heard: Heard) -> Expect {
        let Some(op) = self.jobs[&job].op else {
            return Expect::Anything;
        };
        let change = self.ops[op].change;
        let column = match heard {
            Heard::Cancelled => Column::None,
            Heard::Item(truth) => column_of(truth == change.requested()),
            Heard::Listed => column_of(change == Change::Archive),
            Heard::ApiNotFound => column_of_missing(change, true, false),
            _ => column_of_missing(change, read.is_api_not_found, heard == Heard::ListEnds),
        };
        let others = self
            .sends
            .iter()
            .filter(|send| send.item == self.ops[op].item && send.op != op);
        let may_lag = others
            .filter_map(|send| send.ended)
            .any(|(at, _)| read.made_at < at + LAG);
        let column = if column == Column::Done && may_lag {
            Column::None
        } else {
            column
        };
        let is_window_closed = read.made_at >= self.window_end(op);
        let last = *self.ops[op].sends.last().expect("a send");
        let row = self.ops[op].row;
        self.ops[op].reads.push((row, column, last));
        judge(Evidence {
            row,
            purpose: read.purpose,
            column,
            is_window_closed,
        })
    }

    /// Until when a copy of a send of this operation may be executed.
    pub(super) fn window_end(&self, op: usize) -> f64 {
        let ends = self.ops[op].sends.iter().map(|send| self.sends[*send].window_end);
        ends.fold(f64::NEG_INFINITY, f64::max)
    }
}
