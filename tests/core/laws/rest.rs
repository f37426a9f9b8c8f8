//! How every story ends: answers keep coming until everything has settled.

use super::network::Copies;
use super::oracle::Row;
use super::records::{Law, Lawful};
use super::server::{Ask, By, LAG};
use super::world::World;

/// More steps than any story needs to come to rest.
const MANY: usize = 300;

impl World {
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
}
