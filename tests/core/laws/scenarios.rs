//! Scenarios: some aim for a combination of ending and read, some are random, and all continue until everything has
//! settled.

use super::coverage::{Goal, Timing};
use super::model::Checked;
use super::network::Copies;
use super::oracle::{Column, ROWS, Row};
use super::server::{Change, RequestKind};
use super::world::World;
use crate::archive::State;

impl World {
    /// A change with the ending and a read with the column of the goal, followed by random steps.
    pub(super) fn run_directed(&mut self, goal: Goal) -> Checked {
        let item = self.rng.pick(&[0, 0, 1, 2]);
        self.can_refresh |= goal.row == Row::First401;
        if goal.column == Column::Gone && self.rng.percent(60) {
            self.items[item].is_hidden = true;
            self.items[item].is_listed = false;
        }
        self.items[item].is_listed |= goal.column == Column::Done;
        // Soon after the previous change, a read of the requested state does not count.
        let is_soon = goal.column != Column::Done || self.rng.percent(10);
        let Some(job) = self.reach_change(item, goal.change, is_soon)? else {
            return self.settle();
        };
        // Sometimes there are retries before.
        if self.rng.percent(5) {
            for _ in 0..self.rng.pick(&[1, 1, 5]) {
                let timeout = self.rng.pick(&[5_000.0, 30_000.0, 60_000.0]);
                self.set_timeout(timeout);
                self.end_change_busy(job)?;
                self.follow(job, Column::Not, 3)?;
            }
        }
        let copies = match goal.timing {
            Timing::Before => Copies { before: 1, late: 0 },
            Timing::Late => Copies { before: 0, late: 1 },
            Timing::Never => Copies { before: 0, late: 0 },
            Timing::Twice => {
                let twice = [(2, 0), (1, 1), (0, 2)].map(|(before, late)| Copies { before, late });
                self.rng.pick(&twice)
            }
        };
        if self.rng.percent(15) {
            let other = self.rng.pick(&[None, Some(3), Some(5)]);
            self.retarget(other)?;
        }
        self.end_change_of(job, goal.row, copies)?;
        self.follow(job, goal.column, 6)?;
        for _ in 0..self.rng.pick(&[0, 0, 3, 12]) {
            self.random_step()?;
        }
        self.settle()
    }

    /// Random steps only.
    pub(super) fn run_random(&mut self) -> Checked {
        for _ in 0..self.rng.pick(&[20, 60, 120]) {
            if self.rng.percent(8) {
                let (item, change) = (self.rng.below(3), self.rng.pick(&[Change::Archive, Change::Restore]));
                self.reach_change(item, change, true)?;
            }
            self.random_step()?;
        }
        self.settle()
    }

    /// Many jobs settle in the background, in random order.
    pub(super) fn run_crowd(&mut self) -> Checked {
        for item in [0, 1, 2, 5, 6, 7, 8, 9] {
            if let Some(job) = self.reach_change(item, Change::Archive, true)?
                && self.rng.percent(40)
            {
                let (row, copies) = self.choose_ending();
                self.end_change_of(job, row, copies)?;
            }
        }
        self.retarget(None)?;
        for _ in 0..10 {
            self.random_step()?;
        }
        self.settle()
    }

    /// Runs until a change of this item is in flight; `None` if that is not reached. `is_soon`: whether a restore may
    /// follow at once.
    fn reach_change(&mut self, item: usize, change: Change, is_soon: bool) -> Checked<Option<u32>> {
        let is_named = self.rng.percent(30);
        self.request_item(item, is_named)?;
        let Some(job) = self.machine.current() else {
            return Ok(None);
        };
        self.serve_reads(job)?;
        if change == Change::Archive || self.machine.state() == State::Review {
            self.archive_reviewed()?;
        }
        if change == Change::Restore && self.is_sending(job) {
            let copies = Copies {
                before: 1,
                late: usize::from(self.rng.percent(25)),
            };
            let row = self.rng.pick(&[Row::Proven, Row::Proven, Row::OtherSuccess, Row::Rest]);
            self.end_change_of(job, row, copies)?;
            self.serve_reads(job)?;
        }
        if change == Change::Restore && self.machine.state() == State::Archived {
            let moments = if is_soon {
                [0.0, 500.0, 6_000.0]
            } else {
                [6_000.0, 29_000.0, 40_000.0]
            };
            let moment = self.rng.pick(&moments);
            self.advance(moment);
            self.restore()?;
        }
        Ok(Some(job).filter(|job| self.is_sending(*job)))
    }

    fn archive_reviewed(&mut self) -> Checked {
        if self.approval.is_none() && self.machine.state() == State::Review {
            self.confirm()?;
        }
        match self.approval {
            Some((number, _)) => self.approve(number, true),
            None => Ok(()),
        }
    }

    fn is_sending(&self, job: u32) -> bool {
        self.in_flight_of(job)
            .is_some_and(|request| matches!(request.kind, RequestKind::Change(_)))
    }

    fn end_change_of(&mut self, job: u32, row: Row, copies: Copies) -> Checked {
        match self
            .in_flight_of(job)
            .filter(|request| matches!(request.kind, RequestKind::Change(_)))
        {
            Some(request) => self.end_change(request.ticket, row, copies),
            None => Ok(()),
        }
    }

    /// Continues a job, with reads of this column, until its change is in flight again or its outcome is reported.
    fn follow(&mut self, job: u32, column: Column, limit: usize) -> Checked {
        for _ in 0..limit {
            let is_over = self.jobs[&job].op.is_none_or(|op| self.ops[op].settled);
            if is_over || self.is_sending(job) {
                break;
            }
            if let Some(request) = self.in_flight_of(job) {
                self.end_read(request.ticket, Some(column))?;
            } else if let Some(timer) = self.timers.iter().find(|timer| timer.job == job).copied() {
                self.advance(timer.due - self.now);
                self.elapse(timer.ticket)?;
            }
        }
        Ok(())
    }

    /// Serves the reads and timers of a job until a change is in flight or nothing is.
    fn serve_reads(&mut self, job: u32) -> Checked {
        for _ in 0..20 {
            if self.is_sending(job) {
                break;
            }
            if let Some(request) = self.in_flight_of(job) {
                self.serve_read(request.ticket)?;
            } else if self.machine.state().is_busy() {
                let Some(timer) = self.timers.iter().find(|timer| timer.job == job).copied() else {
                    break;
                };
                self.advance(timer.due - self.now);
                self.elapse(timer.ticket)?;
            } else {
                break;
            }
        }
        Ok(())
    }

    pub(super) fn choose_copies(&mut self, row: Row) -> Copies {
        let may_be_late = !matches!(row, Row::Refusal | Row::First401) || self.rng.percent(10);
        Copies {
            before: self.rng.pick(&[0, 0, 1, 1, 2]),
            late: if may_be_late {
                self.rng.pick(&[0, 0, 1, 1, 2])
            } else {
                0
            },
        }
    }

    pub(super) fn choose_ending(&mut self) -> (Row, Copies) {
        let row = if self.rng.percent(25) {
            Row::Proven
        } else {
            self.rng.pick(&ROWS)
        };
        (row, self.choose_copies(row))
    }
}
