//! Observes the commands of the machine, and updates the model.

use super::model::{Checked, InFlight, Job, Law, Read, Timer};
use super::oracle::{Expect, Purpose};
use super::server::{Change, RequestKind, kind_of};
use super::world::World;
use crate::archive::{Command, Event, Msg, Operation, State};
use crate::tallyfy::Request;

impl World {
    /// Updates the model for a command, and checks it.
    pub(super) fn observe(&mut self, command: &Command, msg: &Msg, job: Option<u32>, expect: Expect) -> Checked {
        match command {
            Command::Send {
                ticket,
                request,
                refresh_token,
                is_automatic: _,
            } => {
                let job = self.job_to_send(msg, request, job)?;
                let item = self.jobs[&job].item;
                let kind = kind_of(request, &self.items[item].target);
                self.law(Law::Shown, kind.is_some(), || {
                    format!("{request:?} is not about {item}")
                })?;
                let Some(kind) = kind else { return Ok(()) };
                self.take_ticket(*ticket, job)?;
                if expect == Expect::RequestAgain {
                    self.law(Law::Timely, *refresh_token, || "repeated with the old token".to_owned())?;
                }
                match kind {
                    RequestKind::Item => self.begin_read(job, msg, expect),
                    RequestKind::List(_) => {}
                    RequestKind::Change(change) => self.check_change_request(job, change, expect)?,
                }
                self.in_flight.push(InFlight {
                    ticket: *ticket,
                    job,
                    item,
                    kind,
                    sent_at: None,
                    send: None,
                });
            }
            Command::Wait { ticket, milliseconds } => {
                let Some(job) = job else { return Ok(()) };
                self.law(Law::Timely, (0.0..=121_000.0).contains(milliseconds), || {
                    format!("a wait of {milliseconds} ms")
                })?;
                self.take_ticket(*ticket, job)?;
                self.timers.push(Timer {
                    ticket: *ticket,
                    job,
                    due: self.now + milliseconds,
                });
            }
            Command::Abort(ticket) => {
                let is_it = |request: &&InFlight| request.ticket == *ticket && request.send.is_some();
                let is_change = self.in_flight.iter().any(|request| is_it(&request));
                self.law(Law::Reported, !is_change || *msg == Msg::Cancel, || {
                    format!("{msg:?} aborts a change")
                })?;
                self.in_flight.retain(|request| request.ticket != *ticket);
                self.timers.retain(|timer| timer.ticket != *ticket);
            }
            Command::RequestApproval(number) => self.check_approval_request(*number, msg)?,
            Command::Announce(_, Event::State { previous, state }) => {
                let follows = (*previous, *state) == (self.state, self.machine.state()) && previous != state;
                self.law(Law::Reported, follows, || format!("{previous:?} to {state:?}"))?;
                self.state = *state;
            }
            Command::Announce(Some(job), event) => self.check_event(*job, event)?,
            Command::Announce(None, event) => {
                let is_rejected = matches!((msg, event), (Msg::Reject(..), Event::Refused { .. }));
                self.law(Law::Reported, is_rejected, || format!("{event:?} about nothing"))?;
            }
            Command::Resolve(job, _) => {
                if self.machine.current() == Some(*job) {
                    self.named = None;
                }
                if let Some(job) = self.jobs.get_mut(job) {
                    job.is_awaited = false;
                }
            }
            Command::Checked(job, state) => {
                let is_so = self.machine.state_of(*job) == Some(*state);
                self.law(Law::Reported, is_so, || format!("checked: {state:?}"))?;
                if let Some(job) = self.jobs.get_mut(job) {
                    job.is_check_awaited = false;
                }
            }
        }
        Ok(())
    }

    /// The job of a request. After `Msg::Wake` there may be several.
    fn job_to_send(&mut self, msg: &Msg, request: &Request, job: Option<u32>) -> Checked<u32> {
        let waking = || {
            let mut jobs = self.jobs.iter().filter(|(_, log)| self.is_unknown(log));
            let found = jobs.find(|(_, log)| kind_of(request, &self.items[log.item].target).is_some());
            found.map(|(id, _)| *id)
        };
        let job = if *msg == Msg::Wake { waking() } else { job };
        self.law(Law::Once, job.is_some(), || {
            "a request that belongs to nothing".to_owned()
        })?;
        Ok(job.unwrap_or_default())
    }

    pub(super) fn is_unknown(&self, job: &Job) -> bool {
        job.op
            .is_some_and(|op| self.ops[op].unknown.is_some() && !self.ops[op].settled)
    }

    /// Registers a new ticket. The job must have no other one.
    fn take_ticket(&mut self, ticket: u32, job: u32) -> Checked {
        let is_new = ticket > self.last_ticket;
        self.law(Law::Stale, is_new, || format!("{ticket} was given before"))?;
        self.last_ticket = self.last_ticket.max(ticket);
        let is_free = self.in_flight_of(job).is_none() && !self.timers.iter().any(|timer| timer.job == job);
        self.law(Law::Timely, is_free, || format!("two things at once for {job}"))
    }

    fn begin_read(&mut self, job: u32, msg: &Msg, expect: Expect) {
        let log = &self.jobs[&job];
        if expect == Expect::RequestAgain && log.read.is_some() {
            return;
        }
        let op = log.op.map(|op| (op, &self.ops[op])).filter(|(_, op)| !op.settled);
        let purpose = match op {
            _ if log.is_finding => Purpose::Find,
            None => Purpose::FollowUp,
            Some((_, op)) if op.unknown.is_some() => Purpose::Check,
            Some((_, op)) if op.sends.is_empty() => Purpose::Connectivity,
            Some((_, op)) if op.retry == Some(503) => Purpose::BeforeRetry,
            _ => Purpose::First,
        };
        let is_requested = matches!(msg, Msg::Check | Msg::Find(_) | Msg::Archive(_)) && purpose == Purpose::Check;
        let is_after_window = op.is_none_or(|(op, _)| self.now >= self.window_end(op));
        let searches = match purpose {
            Purpose::Check => is_requested || is_after_window,
            purpose => purpose != Purpose::Connectivity,
        };
        let read = Read {
            purpose,
            made_at: self.now,
            searches,
            is_requested,
            is_api_not_found: false,
            has_met_401: false,
        };
        let log = self.jobs.get_mut(&job).expect("a job");
        log.read = Some(read);
        log.is_check_awaited |= is_requested;
    }

    /// Checks the laws that hold between two steps.
    pub(super) fn check_between_steps(&mut self) -> Checked {
        if self.truth_only {
            return Ok(());
        }
        if let Some(front) = self.machine.current()
            && !self.machine.is_finished()
            && let Some(job) = self.jobs.get_mut(&front)
        {
            job.is_awaited = true;
        }
        let mut is_changing = false;
        for op in self.ops.iter().filter(|op| !op.settled) {
            let state = self.machine.state_of(op.job);
            let is_kept = matches!(state, Some(State::Archiving | State::Restoring | State::Unknown));
            self.law(Law::Reported, is_kept, || format!("an operation is lost: {state:?}"))?;
            is_changing |= op.unknown.is_none();
            let is_busy = self.in_flight_of(op.job).is_some() || self.timers.iter().any(|timer| timer.job == op.job);
            let must_be_busy = op.unknown.is_none_or(|(_, is_checking)| is_checking);
            self.law(Law::Timely, is_busy || !must_be_busy, || {
                "nothing is in flight".to_owned()
            })?;
        }
        let is_in_flight = self.machine.has_change_in_flight();
        self.law(Law::Reported, is_changing == is_in_flight, || {
            format!("a change in flight: {is_in_flight}")
        })?;
        let forgotten = self
            .jobs
            .iter()
            .find(|(id, job)| job.is_check_awaited && self.in_flight_of(**id).is_none());
        let forgotten = forgotten.map(|(id, _)| *id);
        self.law(Law::Reported, forgotten.is_none(), || {
            format!("the check of {forgotten:?} is not resolved")
        })?;
        self.review()
    }

    /// The page wakes up: every unknown outcome is checked.
    pub(super) fn wake(&mut self) -> Checked {
        self.step(&Msg::Wake, None, Expect::Anything)?;
        let idle = self.jobs.iter().find(|(id, job)| {
            self.is_unknown(job)
                && !matches!(self.in_flight_of(**id), Some(request) if !matches!(request.kind, RequestKind::Change(_)))
        });
        let idle = idle.map(|(id, _)| *id);
        self.law(Law::Timely, idle.is_none(), || format!("{idle:?} is not checked"))
    }

    /// The operation of a change.
    pub(super) fn operation_of(change: Change) -> Operation {
        match change {
            Change::Archive => Operation::Archive,
            Change::Restore => Operation::Restore,
        }
    }
}
