//! Stories: some lead to a wanted ending and read, some to anything, and all go on until everything has settled.

use super::coverage::{Timing, Wish};
use super::network::Copies;
use super::oracle::{Column, ROWS, Row};
use super::records::Lawful;
use super::server::{Ask, Change};
use super::world::World;
use crate::archive::State;

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
            for _ in 0..self.dice.pick(&[1, 1, 5]) {
                let timeout = self.dice.pick(&[5_000.0, 30_000.0, 60_000.0]);
                self.set_timeout(timeout);
                self.end_change_busy(job)?;
                self.follow(job, Column::Not, 3)?;
            }
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
    fn follow(&mut self, job: u32, column: Column, limit: usize) -> Lawful {
        for _ in 0..limit {
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
}
