//! The end of every scenario: all requests are served until nothing is in flight.

use super::coverage::Timing;
use super::model::{Checked, Law};
use super::network::Copies;
use super::oracle::Row;
use super::server::{Actor, LAG, RequestKind};
use super::world::World;

/// More steps than any scenario needs.
const MANY: usize = 300;

impl World {
    /// Serves all requests; then every operation must have settled, and every promise be resolved.
    pub(super) fn settle(&mut self) -> Checked {
        self.run_until_idle()?;
        let open: Vec<usize> = (0..self.ops.len()).filter(|op| !self.ops[*op].settled).collect();
        for op in open {
            let wait = self.window_end(op).max(self.now) + LAG - self.now;
            self.advance(wait);
            let item = self.ops[op].item;
            self.retarget(Some(item))?;
            self.check()?;
            self.run_until_idle()?;
            let holds = self.ops[op].settled || self.items[item].is_out_of_sight();
            self.law(Law::Settles, holds, || format!("{:?} is never settled", self.ops[op]))?;
        }
        let awaited = self.jobs.iter().find(|(_, job)| job.is_awaited).map(|(id, _)| *id);
        self.law(Law::Reported, awaited.is_none(), || {
            format!("the promise of {awaited:?} is not kept")
        })?;
        // Late copies must not falsify what was reported.
        self.advance(2.0 * self.window);
        self.compare()?;
        self.count();
        Ok(())
    }

    /// Serves requests and timers until there are none.
    fn run_until_idle(&mut self) -> Checked {
        self.is_online = true;
        for _ in 0..MANY {
            if let Some((number, _)) = self.approval {
                self.approve(number, false)?;
            }
            if let Some(request) = self.in_flight.first() {
                let ticket = request.ticket;
                if let RequestKind::Change(_) = request.kind {
                    self.end_change(ticket, Row::Proven, Copies { before: 1, late: 0 })?;
                } else {
                    self.serve_read(ticket)?;
                }
                continue;
            }
            let soonest = self
                .timers
                .iter()
                .min_by(|one, other| one.due.total_cmp(&other.due))
                .copied();
            let Some(timer) = soonest else { return Ok(()) };
            self.advance(timer.due - self.now);
            self.elapse(timer.ticket)?;
        }
        self.law(Law::Settles, false, || "it goes on for ever".to_owned())
    }

    /// An item that nobody else has changed is in the state that was reported last, unless a copy of the last change
    /// was executed later.
    fn compare(&self) -> Checked {
        for (index, item) in self.items.iter().enumerate() {
            let changes: Vec<Actor> = item.changed_since(0.0).collect();
            let jobs = self.jobs.values().filter(|job| job.item == index);
            if jobs.clone().any(|job| !job.is_followed_up) {
                continue;
            }
            let claims = jobs.filter_map(|job| job.claim);
            let claim = claims.max_by(|one, other| one.1.total_cmp(&other.1));
            let last_op = self.ops.iter().rposition(|op| op.item == index);
            let (Some((claim, at)), Some(last_op)) = (claim, last_op) else {
                continue;
            };
            let is_unsettled = !self.ops[last_op].settled;
            let came_later = item
                .changed_since(at)
                .any(|by| matches!(by, Actor::Send(send) if self.sends[send].op == last_op));
            if is_unsettled || came_later || item.is_out_of_sight() || changes.contains(&Actor::Others) {
                continue;
            }
            self.law(Law::Reported, item.truth() == claim, || {
                format!("{index} is {:?}, and was reported as {claim:?}", item.truth())
            })?;
        }
        Ok(())
    }

    /// Counts the reads of this scenario, at its end, when all executions are known.
    fn count(&mut self) {
        for (row, column, send) in self.ops.iter().flat_map(|op| &op.reads) {
            let send = &self.sends[*send];
            let ended_at = send.ended.map_or(f64::INFINITY, |(at, _)| at);
            let timing = match send.executed.as_slice() {
                [] => Timing::Never,
                [at] if *at <= ended_at => Timing::Before,
                [_] => Timing::Late,
                _ => Timing::Twice,
            };
            self.coverage.add_one(*row, *column, timing);
        }
    }
}
