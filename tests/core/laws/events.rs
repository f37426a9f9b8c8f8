//! `Law::True` and `Law::Reported`: events are true, and each is dispatched once.

use super::model::{Checked, Law};
use super::oracle::Row;
use super::server::{Actor, Change, Truth};
use super::world::World;
use crate::archive::{Event, Operation};
use crate::tallyfy::ProblemKind;

impl World {
    /// Checks an event of this job.
    pub(super) fn check_event(&mut self, id: u32, event: &Event) -> Checked {
        let item = self.jobs[&id].item;
        let target = self.machine.job(id).map(|job| job.target.clone());
        let is_named = target.as_ref() == Some(&self.items[item].target);
        self.law(Law::Reported, is_named, || format!("{event:?} about {target:?}"))?;
        if self.jobs[&id].is_finding {
            return self.check_find_event(id, event);
        }
        match self.jobs[&id].op.filter(|op| !self.ops[*op].settled) {
            Some(op) => self.check_change_event(op, event),
            None => self.check_follow_up_event(id, event),
        }
    }

    fn check_find_event(&mut self, id: u32, event: &Event) -> Checked {
        let now = self.now;
        let job = self.jobs.get_mut(&id).expect("a job");
        job.is_finding = false;
        job.read = None;
        if let Event::Archived { .. } = event {
            job.claim = Some((Truth::Archived, now));
        }
        let job = &self.jobs[&id];
        match event {
            Event::Archived { already, .. } => {
                let held = self.items[job.item].between(job.begun, self.now);
                self.law(Law::True, held.contains(&Truth::Archived), || {
                    format!("found archived, and was {held:?}")
                })?;
                self.law(Law::True, *already == Some(true), || format!("already: {already:?}"))
            }
            Event::Refused { operation, problem } => {
                let is_missing = problem.kind == ProblemKind::NotFound;
                self.law(Law::True, !is_missing || job.was_list_read, || {
                    "not found, and the archived list was not read".to_owned()
                })?;
                let is_linked = problem.kind == ProblemKind::LinkedTask;
                let named = if is_linked { Operation::Archive } else { Operation::Find };
                self.law(Law::Reported, *operation == named, || format!("{operation:?} refused"))
            }
            _ => self.law(Law::Reported, false, || format!("found: {event:?}")),
        }
    }

    fn check_change_event(&mut self, op: usize, event: &Event) -> Checked {
        let change = self.ops[op].change;
        let operation = Self::operation_of(change);
        match event {
            Event::Archived { already, .. } if change == Change::Archive => {
                self.check_already(op, *already)?;
                self.prove_done(op)?;
            }
            Event::Restored { .. } if change == Change::Restore => self.prove_done(op)?,
            Event::Refused { operation: named, .. } if *named == operation => self.prove_refused(op)?,
            Event::Unknown {
                operation: named,
                checking,
                ..
            } if *named == operation => {
                let before = self.ops[op].unknown;
                let is_news = before.is_none_or(|(_, was_checking)| was_checking != *checking);
                self.law(Law::Reported, is_news, || "unknown, as before".to_owned())?;
                let since = before.map_or(self.now, |(since, _)| since);
                self.ops[op].unknown = Some((since, *checking));
                return Ok(());
            }
            _ => return self.law(Law::Reported, false, || format!("{event:?} of {operation:?}")),
        }
        let claim = match event {
            Event::Refused { .. } => change.old(),
            _ => change.requested(),
        };
        let now = self.now;
        let job = self.jobs.get_mut(&self.ops[op].job).expect("a job");
        job.claim = Some((claim, now));
        self.ops[op].settled = true;
        Ok(())
    }

    fn prove_done(&self, op: usize) -> Checked {
        let op = &self.ops[op];
        let held = self.items[op.item].between(op.begun, self.now);
        let requested = op.change.requested();
        // After another 2xx, "gone" proves the change: a user without access to the archive cannot see more.
        let is_gone = op.row == Row::OtherSuccess && held.contains(&Truth::Absent);
        self.law(Law::True, held.contains(&requested) || is_gone, || {
            format!("reported {requested:?}, and was {held:?}")
        })
    }

    /// `alreadyArchived` is `None` if it is not known who archived the item.
    fn check_already(&self, op: usize, already: Option<bool>) -> Checked {
        let op = &self.ops[op];
        let status = op
            .sends
            .last()
            .and_then(|send| self.sends[*send].ended)
            .and_then(|(_, ending)| ending.status);
        let holds = match status {
            None if op.sends.is_empty() => already == Some(true),
            Some(400..500) => already.is_none(),
            Some(200..300) => already != Some(true),
            _ => already == Some(false),
        };
        self.law(Law::True, holds, || format!("already: {already:?} after {status:?}"))
    }

    fn prove_refused(&self, op: usize) -> Checked {
        let is_to_come = self.copies.iter().any(|(_, send)| self.sends[*send].op == op);
        self.law(Law::True, !is_to_come, || {
            "refused, and a copy is still to come".to_owned()
        })?;
        let was_changed_by_others = self.was_changed_by_others(op);
        let op = &self.ops[op];
        let Some(last) = op.sends.last() else {
            return Ok(());
        };
        let since = self.sends[*last].ended.map_or(self.now, |(at, _)| at);
        let held = self.items[op.item].between(since, self.now);
        let requested = op.change.requested();
        self.law(Law::True, held.iter().any(|truth| *truth != requested), || {
            format!("refused, and was {held:?}")
        })?;
        let own = |by: Actor| matches!(by, Actor::Send(send) if op.sends.contains(&send));
        let is_executed = self.items[op.item].changed_since(op.begun).any(own);
        self.law(Law::True, was_changed_by_others || !is_executed, || {
            "refused, and it was executed".to_owned()
        })
    }

    /// A follow-up is reported only if the item has changed back.
    fn check_follow_up_event(&mut self, id: u32, event: &Event) -> Checked {
        let job = &self.jobs[&id];
        let truth = match event {
            Event::Archived { .. } => Truth::Archived,
            Event::Restored { .. } => Truth::Active,
            _ => return self.law(Law::Reported, false, || format!("reported twice: {event:?}")),
        };
        let is_as_before = job.claim.is_some_and(|(claim, _)| claim == truth);
        let is_news = !is_as_before && job.followed_up_at.is_some();
        self.law(Law::Reported, is_news, || format!("reported twice: {event:?}"))?;
        let since = job.followed_up_at.unwrap_or(self.now);
        let held = self.items[job.item].between(since, self.now);
        self.law(Law::True, held.contains(&truth), || {
            format!("reported {truth:?} in a follow-up, and was {held:?}")
        })?;
        self.jobs.get_mut(&id).expect("a job").claim = Some((truth, since));
        Ok(())
    }
}
