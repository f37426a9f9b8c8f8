//! The model of replicas: a read shows the true state or, soon after a change, an older one.

use super::model::{InFlight, Send};
use super::oracle::Column;
use super::server::{Change, LAG, Truth};
use super::world::World;

impl World {
    /// The state that a read shows: one since it started or, soon after a change, an older one.
    pub(super) fn choose_truth(&mut self, request: &InFlight, change: Change, goal: Option<Column>) -> Truth {
        let wanted = match goal {
            Some(Column::Done) => Some(change.requested()),
            Some(Column::Not) => Some(change.old()),
            Some(Column::None) if self.items[request.item].is_hidden => Some(Truth::Archived),
            Some(Column::None) => Some(Truth::Absent),
            Some(Column::Gone) if !self.items[request.item].is_hidden || self.items[request.item].is_listed => {
                Some(Truth::Absent)
            }
            Some(Column::Gone) => Some(Truth::Archived),
            _ => None,
        };
        let visible = self.visible(request);
        match wanted {
            Some(wanted) => {
                if !visible.contains(&wanted) {
                    self.change_externally(request.item, wanted);
                }
                wanted
            }
            None => self.rng.pick(&visible),
        }
    }

    /// Whether the read may get the API's 404.
    pub(super) fn may_be_missing(&self, request: &InFlight) -> bool {
        let wanted = if self.items[request.item].is_hidden {
            Truth::Archived
        } else {
            Truth::Absent
        };
        self.visible(request).contains(&wanted)
    }

    fn visible(&self, request: &InFlight) -> Vec<Truth> {
        let start = request.sent_at.unwrap_or(self.now);
        let item = &self.items[request.item];
        let own = self.jobs[&request.job].op;
        let is_current = own.is_some_and(|op| {
            let last = self.ops[op].sends.last();
            last.is_some_and(|send| matches!(self.sends[*send].ended, Some((_, ending)) if ending.is_last_copy))
        });
        let may_lag = |send: &&Send| {
            let is_recent = send.ended.is_none_or(|(at, _)| start < at + LAG);
            send.item == request.item && is_recent
        };
        let recent = self.sends.iter().filter(may_lag);
        if is_current {
            // A replica may still show the state before a change of an earlier operation.
            let mut visible = item.between(start, self.now);
            let requested = self.change_of(request.job).requested();
            let earlier = recent.filter(|send| Some(send.op) != own && send.change.old() == requested);
            visible.extend(earlier.map(|send| send.change.old()).take(1));
            return visible;
        }
        let since = recent.map(|send| send.sent_at).fold(start, f64::min);
        item.between(since, self.now)
    }
}
