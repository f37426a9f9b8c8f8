//! Stories: some lead to a wanted ending and read, some to anything, and all go on until everything has settled.

use super::coverage::{Timing, Wish};
use super::network::Copies;
use super::oracle::{Column, ROWS, Row};
use super::server::{Ask, By, Change, LAG, Truth};
use super::world::{Law, Lawful, World};
use tallyfy_archive::archive::{Msg, State};

/// More steps than any story needs to come to rest.
const MANY: usize = 300;

impl World {
    /// A change that ends as wished, a read that shows what is wished, and then whatever happens.
    pub(super) fn tell_directed(&mut self, wish: Wish) -> Lawful {
        let item = self.dice.pick(&[0, 0, 1, 2]);
        self.can_refresh |= wish.row == Row::First401;
        if wish.column == Column::Gone && self.dice.percent(60) {
            self.items[item].is_hidden = true;
            self.items[item].is_listed = false;
        }
        self.items[item].is_listed |= wish.column == Column::Done;
        // Soon after the change before, no read counts as "done".
        let is_soon = wish.column != Column::Done || self.dice.percent(10);
        let Some(job) = self.reach_change(item, wish.change, is_soon)? else {
            return self.settle();
        };
        // Some send before may have been answered with a request to wait.
        if self.dice.percent(5) {
            let row = self.dice.pick(&[Row::Refusal, Row::Rest]);
            let copies = self.choose_copies(row);
            self.end_change_of(job, row, copies)?;
            self.follow(job, Column::Not, 3)?;
        }
        let copies = match wish.timing {
            Timing::Before => Copies { before: 1, late: 0 },
            Timing::Late => Copies { before: 0, late: 1 },
            Timing::Never => Copies { before: 0, late: 0 },
            Timing::Twice => {
                let twice = [(2, 0), (1, 1), (0, 2)].map(|(before, late)| Copies { before, late });
                self.dice.pick(&twice)
            }
        };
        if self.dice.percent(15) {
            let other = self.dice.pick(&[None, Some(3), Some(5)]);
            self.retarget(other)?;
        }
        self.end_change_of(job, wish.row, copies)?;
        self.follow(job, wish.column, 6)?;
        for _ in 0..self.dice.pick(&[0, 0, 3, 12]) {
            self.act()?;
        }
        self.settle()
    }

    /// Anything may happen, for a while.
    pub(super) fn tell_anything(&mut self) -> Lawful {
        for _ in 0..self.dice.pick(&[20, 60, 120]) {
            if self.dice.percent(8) {
                let (item, change) = (self.dice.below(3), self.dice.pick(&[Change::Archive, Change::Restore]));
                self.reach_change(item, change, true)?;
            }
            self.act()?;
        }
        self.settle()
    }

    /// Many are left behind, and settle in any order.
    pub(super) fn tell_crowd(&mut self) -> Lawful {
        for item in [0, 1, 2, 5, 6, 7, 8, 9] {
            if let Some(job) = self.reach_change(item, Change::Archive, true)?
                && self.dice.percent(40)
            {
                let (row, copies) = self.choose_ending();
                self.end_change_of(job, row, copies)?;
            }
        }
        self.retarget(None)?;
        for _ in 0..10 {
            self.act()?;
        }
        self.settle()
    }

    /// Brings the story to where a change of this item is in flight; `None` where it takes another turn. `is_soon` is
    /// whether a restore may follow at once.
    fn reach_change(&mut self, item: usize, change: Change, is_soon: bool) -> Lawful<Option<u32>> {
        let is_named = self.dice.percent(30);
        self.ask_for(item, is_named)?;
        let Some(job) = self.machine.current() else {
            return Ok(None);
        };
        self.help(job)?;
        if change == Change::Archive || self.machine.state() == State::Review {
            self.archive_reviewed()?;
        }
        if change == Change::Restore && self.is_sending(job) {
            let copies = Copies {
                before: 1,
                late: usize::from(self.dice.percent(25)),
            };
            let row = self
                .dice
                .pick(&[Row::Proven, Row::Proven, Row::OtherSuccess, Row::Rest]);
            self.end_change_of(job, row, copies)?;
            self.help(job)?;
        }
        if change == Change::Restore && self.machine.state() == State::Archived {
            let moments = if is_soon {
                [0.0, 500.0, 6_000.0]
            } else {
                [6_000.0, 29_000.0, 40_000.0]
            };
            let moment = self.dice.pick(&moments);
            self.pass(moment);
            self.restore()?;
        }
        Ok(Some(job).filter(|job| self.is_sending(*job)))
    }

    fn archive_reviewed(&mut self) -> Lawful {
        if self.approval.is_none() && self.machine.state() == State::Review {
            self.confirm()?;
        }
        match self.approval {
            Some((number, _)) => self.approve(number, true),
            None => Ok(()),
        }
    }

    fn is_sending(&self, job: u32) -> bool {
        self.flight_of(job)
            .is_some_and(|flight| matches!(flight.ask, Ask::Change(_)))
    }

    fn end_change_of(&mut self, job: u32, row: Row, copies: Copies) -> Lawful {
        match self
            .flight_of(job)
            .filter(|flight| matches!(flight.ask, Ask::Change(_)))
        {
            Some(flight) => self.end_change(flight.ticket, row, copies),
            None => Ok(()),
        }
    }

    /// Goes on with a job until its change is in flight again or its outcome is told, with reads that show this.
    fn follow(&mut self, job: u32, column: Column, most: usize) -> Lawful {
        for _ in 0..most {
            let is_over = self.jobs[&job].op.is_none_or(|op| self.ops[op].settled);
            if is_over || self.is_sending(job) {
                break;
            }
            if let Some(flight) = self.flight_of(job) {
                self.end_read(flight.ticket, Some(column))?;
            } else if let Some(pause) = self.pauses.iter().find(|pause| pause.job == job).copied() {
                self.pass(pause.due - self.now);
                self.elapse(pause.ticket)?;
            }
        }
        Ok(())
    }

    /// Answers the reads of a job, and waits where it waits, until a change is in flight or nothing is.
    fn help(&mut self, job: u32) -> Lawful {
        for _ in 0..20 {
            if self.is_sending(job) {
                break;
            }
            if let Some(flight) = self.flight_of(job) {
                self.help_read(flight.ticket)?;
            } else if self.machine.state().is_busy() {
                let Some(pause) = self.pauses.iter().find(|pause| pause.job == job).copied() else {
                    break;
                };
                self.pass(pause.due - self.now);
                self.elapse(pause.ticket)?;
            } else {
                break;
            }
        }
        Ok(())
    }

    pub(super) fn choose_copies(&mut self, row: Row) -> Copies {
        let may_be_late = !matches!(row, Row::Refusal | Row::First401) || self.dice.percent(10);
        Copies {
            before: self.dice.pick(&[0, 0, 1, 1, 2]),
            late: if may_be_late {
                self.dice.pick(&[0, 0, 1, 1, 2])
            } else {
                0
            },
        }
    }

    pub(super) fn choose_ending(&mut self) -> (Row, Copies) {
        let row = if self.dice.percent(25) {
            Row::Proven
        } else {
            self.dice.pick(&ROWS)
        };
        (row, self.choose_copies(row))
    }

    /// From now on answers keep coming: every operation settles, and every promise is kept.
    pub(super) fn settle(&mut self) -> Lawful {
        self.rest()?;
        let open: Vec<usize> = (0..self.ops.len()).filter(|op| !self.ops[*op].settled).collect();
        for op in open {
            let patience = self.window_end(op).max(self.now) + LAG - self.now;
            self.pass(patience);
            let item = self.ops[op].item;
            self.retarget(Some(item))?;
            self.check()?;
            self.rest()?;
            let holds = self.ops[op].settled || self.items[item].is_out_of_sight();
            self.law(Law::Settles, holds, || format!("{:?} is never settled", self.ops[op]))?;
        }
        let awaited = self.jobs.iter().find(|(_, job)| job.is_awaited).map(|(id, _)| *id);
        self.law(Law::Told, awaited.is_none(), || {
            format!("the promise of {awaited:?} is not kept")
        })?;
        // Copies that are still to come change nothing of what was told.
        self.pass(2.0 * self.window);
        self.compare()?;
        self.count();
        Ok(())
    }

    /// Helps until nothing is in flight and no timer runs.
    fn rest(&mut self) -> Lawful {
        self.is_online = true;
        for _ in 0..MANY {
            if let Some((number, _)) = self.approval {
                self.approve(number, false)?;
            }
            if let Some(flight) = self.flights.first() {
                let ticket = flight.ticket;
                if let Ask::Change(_) = flight.ask {
                    self.end_change(ticket, Row::Proven, Copies { before: 1, late: 0 })?;
                } else {
                    self.help_read(ticket)?;
                }
                continue;
            }
            let soonest = self
                .pauses
                .iter()
                .min_by(|one, other| one.due.total_cmp(&other.due))
                .copied();
            let Some(pause) = soonest else { return Ok(()) };
            self.pass(pause.due - self.now);
            self.elapse(pause.ticket)?;
        }
        self.law(Law::Settles, false, || "it goes on for ever".to_owned())
    }

    /// Where nobody else changed an item, it is as was told last, unless a copy of the very last change came later.
    fn compare(&self) -> Lawful {
        for (place, item) in self.items.iter().enumerate() {
            let changes: Vec<By> = item.changed_since(0.0).collect();
            let jobs = self.jobs.values().filter(|job| job.item == place);
            if jobs.clone().any(|job| !job.is_followed_up) {
                continue;
            }
            let claims = jobs.filter_map(|job| job.claim);
            let claim = claims.max_by(|one, other| one.1.total_cmp(&other.1));
            let last_op = self.ops.iter().rposition(|op| op.item == place);
            let (Some((claim, at)), Some(last_op)) = (claim, last_op) else {
                continue;
            };
            let is_unsettled = !self.ops[last_op].settled;
            let came_later = item
                .changed_since(at)
                .any(|by| matches!(by, By::Send(send) if self.sends[send].op == last_op));
            if is_unsettled || came_later || item.is_out_of_sight() || changes.contains(&By::Others) {
                continue;
            }
            self.law(Law::Told, item.truth() == claim, || {
                format!("{place} is {:?}, and was told {claim:?}", item.truth())
            })?;
        }
        Ok(())
    }

    /// Forgets what is shown, as a person does who starts over.
    pub(super) fn start_over(&mut self) -> Lawful {
        self.tell(&Msg::Reset, None, super::oracle::Expect::Anything)
    }
}
