//! `Law::Shown` and `Law::Once`: only an item that was reviewed or named is archived, and nothing is sent twice.

use super::model::{Checked, Job, Law, Op};
use super::oracle::{Expect, Row};
use super::server::{Change, Truth};
use super::world::World;
use crate::archive::{Msg, State, Target};

impl World {
    pub(super) fn place_of(&self, target: &Target) -> usize {
        let index = self.items.iter().position(|item| item.target == *target);
        index.expect("a target of this world")
    }

    /// The item in front.
    pub(super) fn front_item(&self) -> Option<usize> {
        self.machine.target().map(|target| self.place_of(target))
    }

    /// Updates the model for the job or operation that a message starts.
    pub(super) fn begin(&mut self, msg: &Msg, before: State) -> Checked {
        let now = self.now;
        let front = self.front_item();
        if let (Some(id), Some(item)) = (self.machine.current(), front)
            && !self.jobs.contains_key(&id)
        {
            let job = Job {
                item,
                begun: now,
                is_finding: true,
                op: None,
                read: None,
                observed: None,
                was_list_read: false,
                is_awaited: true,
                is_check_awaited: false,
                claim: None,
                is_followed_up: true,
                followed_up_at: None,
            };
            self.jobs.insert(id, job);
        }
        let approval = self.approval;
        let named = match msg {
            Msg::Retarget(target) => target.as_ref(),
            Msg::Find(target) | Msg::Archive(target) => Some(target),
            _ => None,
        };
        let named = named.map(|target| self.place_of(target));
        let is_other = named != self.reviewed.or(self.named);
        match msg {
            Msg::Retarget(_) | Msg::Find(_) | Msg::Archive(_) if is_other => self.revoke_permission(),
            Msg::Reset | Msg::Cancel => self.revoke_permission(),
            Msg::Approval(number, false) if approval.is_some_and(|(pending, _)| pending == *number) => {
                self.revoke_permission();
            }
            Msg::Reject(..) if self.machine.current().is_none() => self.revoke_permission(),
            _ => {}
        }
        if let Msg::Archive(_) = msg {
            self.named = named;
        }
        let state = self.machine.state();
        let begins = |at: State| state == at && before != at && *msg != Msg::Wake;
        match msg {
            Msg::Approval(number, true) if begins(State::Archiving) => {
                let is_permitted = approval.is_some_and(|(pending, item)| pending == *number && Some(item) == front);
                self.law(Law::Shown, is_permitted, || {
                    format!("{front:?} is archived, and {approval:?} was pending")
                })?;
                self.revoke_permission();
                self.begin_op(Change::Archive)
            }
            Msg::Restore if begins(State::Restoring) => {
                let is_archived = matches!(before, State::Archived | State::Refused);
                self.law(Law::Shown, is_archived, || format!("restored from {before:?}"))?;
                self.begin_op(Change::Restore)
            }
            _ => Ok(()),
        }
    }

    fn revoke_permission(&mut self) {
        self.reviewed = None;
        self.named = None;
        self.approval = None;
    }

    fn begin_op(&mut self, change: Change) -> Checked {
        let (Some(job), Some(item)) = (self.machine.current(), self.front_item()) else {
            return Ok(());
        };
        let is_open = self.ops.iter().any(|op| op.item == item && !op.settled);
        self.law(Law::Once, !is_open, || format!("{item} is already being changed"))?;
        let op = self.ops.len();
        self.ops.push(Op {
            job,
            item,
            change,
            begun: self.now,
            sends: Vec::new(),
            row: Row::NothingSent,
            retries: 0,
            retry: None,
            has_met_401: false,
            unknown: None,
            checks: 0,
            settled: false,
            reads: Vec::new(),
        });
        let job = self.jobs.get_mut(&job).expect("a job");
        job.op = Some(op);
        job.read = None;
        Ok(())
    }

    /// Approval is requested only for the item in review, or for one that the page named.
    pub(super) fn check_approval_request(&mut self, number: u32, msg: &Msg) -> Checked {
        let front = self.front_item();
        let is_shown = *msg == Msg::Confirm && self.reviewed.is_some() && self.reviewed == front;
        let is_named = self.named.is_some() && self.named == front;
        self.law(Law::Shown, is_shown || is_named, || {
            format!("approval requested for {front:?} on {msg:?}")
        })?;
        self.law(Law::Shown, number > self.last_approval, || {
            format!("{number} was requested before")
        })?;
        self.last_approval = number;
        self.approval = front.map(|item| (number, item));
        Ok(())
    }

    /// A change is sent only for an approved operation, and again only if the oracle says so.
    pub(super) fn check_change_request(&mut self, job: u32, change: Change, expect: Expect) -> Checked {
        let log = &self.jobs[&job];
        let item = log.item;
        let op = log
            .op
            .filter(|op| !self.ops[*op].settled && self.ops[*op].change == change);
        self.law(Law::Shown, op.is_some(), || {
            format!("{change:?} of {item} out of nothing")
        })?;
        let is_first = op.is_some_and(|op| self.ops[op].sends.is_empty());
        let is_again = expect == Expect::SendAgain;
        self.law(Law::Once, is_first || is_again, || {
            format!("{change:?} of {item} once more")
        })?;
        let is_elsewhere = self
            .in_flight
            .iter()
            .any(|request| request.item == item && request.send.is_some());
        self.law(Law::Once, !is_elsewhere, || format!("{item} is already being changed"))?;
        if change == Change::Archive && is_first {
            let (observed, is_linked) = (self.jobs[&job].observed, self.items[item].is_linked);
            let is_useful = observed == Some(Truth::Active) && !is_linked;
            self.law(Law::Spared, is_useful, || {
                format!("a DELETE of {item}: {observed:?}, linked: {is_linked}")
            })?;
        }
        Ok(())
    }

    /// An item in review was read, is active, and does not belong to a process.
    pub(super) fn review(&mut self) -> Checked {
        self.reviewed = None;
        if self.machine.state() != State::Review {
            return Ok(());
        }
        let (Some(job), Some(item)) = (self.machine.current(), self.front_item()) else {
            return Ok(());
        };
        let log = self.jobs.get_mut(&job).expect("a job");
        log.is_finding = false;
        let (observed, is_it) = (log.observed, log.item == item);
        let is_linked = self.items[item].is_linked;
        self.law(
            Law::Shown,
            is_it && observed == Some(Truth::Active) && !is_linked,
            || format!("{item} is in review: {observed:?}, linked: {is_linked}"),
        )?;
        self.reviewed = Some(item);
        Ok(())
    }
}
