//! What the machine does, command by command: one thing in flight per job, and what must happen happens at once.

use super::oracle::{Expect, Purpose};
use super::records::{Flight, Job, Law, Lawful, Pause, Read};
use super::server::{Ask, Change, ask_of};
use super::world::World;
use crate::archive::{Command, Event, Msg, Operation, State};
use crate::tallyfy::Request;

impl World {
    /// Writes down what a command brings about, and checks it.
    pub(super) fn obey(&mut self, command: &Command, msg: &Msg, job: Option<u32>, expect: Expect) -> Lawful {
        match command {
            Command::Send {
                ticket,
                request,
                refresh_token,
                is_automatic: _,
            } => {
                let job = self.job_to_send(msg, request, job)?;
                let item = self.jobs[&job].item;
                let ask = ask_of(request, &self.items[item].target);
                self.law(Law::Shown, ask.is_some(), || format!("{request:?} is not about {item}"))?;
                let Some(ask) = ask else { return Ok(()) };
                self.take_ticket(*ticket, job)?;
                if expect == Expect::AskAgain {
                    self.law(Law::Prompt, *refresh_token, || {
                        "asked again with the old token".to_owned()
                    })?;
                }
                match ask {
                    Ask::Item => self.begin_read(job, msg, expect),
                    Ask::List(_) => {}
                    Ask::Change(change) => self.permit_change(job, change, expect)?,
                }
                self.flights.push(Flight {
                    ticket: *ticket,
                    job,
                    item,
                    ask,
                    sent_at: None,
                    send: None,
                });
            }
            Command::Wait { ticket, milliseconds } => {
                let Some(job) = job else { return Ok(()) };
                self.law(Law::Prompt, (0.0..=121_000.0).contains(milliseconds), || {
                    format!("a wait of {milliseconds} ms")
                })?;
                self.take_ticket(*ticket, job)?;
                self.pauses.push(Pause {
                    ticket: *ticket,
                    job,
                    due: self.now + milliseconds,
                });
            }
            Command::Abort(ticket) => {
                let is_it = |flight: &&Flight| flight.ticket == *ticket && flight.send.is_some();
                let is_change = self.flights.iter().any(|flight| is_it(&flight));
                self.law(Law::Told, !is_change || *msg == Msg::Cancel, || {
                    format!("{msg:?} aborts a change")
                })?;
                self.flights.retain(|flight| flight.ticket != *ticket);
                self.pauses.retain(|pause| pause.ticket != *ticket);
            }
            Command::RequestApproval(number) => self.permit_question(*number, msg)?,
            Command::Announce(_, Event::State { previous, state }) => {
                let follows = (*previous, *state) == (self.state, self.machine.state()) && previous != state;
                self.law(Law::Told, follows, || format!("{previous:?} to {state:?}"))?;
                self.state = *state;
            }
            Command::Announce(Some(job), event) => self.hear_event(*job, event)?,
            Command::Announce(None, event) => {
                let is_rejected = matches!((msg, event), (Msg::Reject(..), Event::Refused { .. }));
                self.law(Law::Told, is_rejected, || format!("{event:?} about nothing"))?;
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
                self.law(Law::Told, is_so, || format!("checked: {state:?}"))?;
                if let Some(job) = self.jobs.get_mut(job) {
                    job.is_check_awaited = false;
                }
            }
        }
        Ok(())
    }

    /// The job that a request is for. When the page wakes up there may be several.
    fn job_to_send(&mut self, msg: &Msg, request: &Request, job: Option<u32>) -> Lawful<u32> {
        let waking = || {
            let mut jobs = self.jobs.iter().filter(|(_, log)| self.is_unknown(log));
            let found = jobs.find(|(_, log)| ask_of(request, &self.items[log.item].target).is_some());
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

    /// A new ticket, while the job has no other one.
    fn take_ticket(&mut self, ticket: u32, job: u32) -> Lawful {
        let is_new = ticket > self.last_ticket;
        self.law(Law::Stale, is_new, || format!("{ticket} was given before"))?;
        self.last_ticket = self.last_ticket.max(ticket);
        let is_free = self.flight_of(job).is_none() && !self.pauses.iter().any(|pause| pause.job == job);
        self.law(Law::Prompt, is_free, || format!("two things at once for {job}"))
    }

    fn begin_read(&mut self, job: u32, msg: &Msg, expect: Expect) {
        let log = &self.jobs[&job];
        if expect == Expect::AskAgain && log.read.is_some() {
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
        let is_asked_for = matches!(msg, Msg::Check | Msg::Find(_) | Msg::Archive(_)) && purpose == Purpose::Check;
        let is_after_window = op.is_none_or(|(op, _)| self.now >= self.window_end(op));
        let searches = match purpose {
            Purpose::Check => is_asked_for || is_after_window,
            purpose => purpose != Purpose::Connectivity,
        };
        let read = Read {
            purpose,
            made_at: self.now,
            searches,
            is_asked_for,
            is_api_not_found: false,
            met_401: false,
        };
        let log = self.jobs.get_mut(&job).expect("a job");
        log.read = Some(read);
        log.is_check_awaited |= is_asked_for;
    }

    /// What holds between two messages.
    pub(super) fn look_around(&mut self) -> Lawful {
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
            self.law(Law::Told, is_kept, || format!("an operation is lost: {state:?}"))?;
            is_changing |= op.unknown.is_none();
            let is_busy = self.flight_of(op.job).is_some() || self.pauses.iter().any(|pause| pause.job == op.job);
            let must_be_busy = op.unknown.is_none_or(|(_, is_checking)| is_checking);
            self.law(Law::Prompt, is_busy || !must_be_busy, || {
                "nothing is under way".to_owned()
            })?;
        }
        let is_in_flight = self.machine.has_change_in_flight();
        self.law(Law::Told, is_changing == is_in_flight, || {
            format!("a change in flight: {is_in_flight}")
        })?;
        let forgotten = self
            .jobs
            .iter()
            .find(|(id, job)| job.is_check_awaited && self.flight_of(**id).is_none());
        let forgotten = forgotten.map(|(id, _)| *id);
        self.law(Law::Told, forgotten.is_none(), || {
            format!("the check of {forgotten:?} is not told")
        })?;
        self.review()
    }

    /// Every unknown outcome is checked when the page wakes up.
    pub(super) fn wake(&mut self) -> Lawful {
        self.tell(&Msg::Wake, None, Expect::Anything)?;
        let idle = self.jobs.iter().find(|(id, job)| {
            self.is_unknown(job)
                && !matches!(self.flight_of(**id), Some(flight) if !matches!(flight.ask, Ask::Change(_)))
        });
        let idle = idle.map(|(id, _)| *id);
        self.law(Law::Prompt, idle.is_none(), || format!("{idle:?} is not checked"))
    }

    /// The operation that the page knows under this name.
    pub(super) fn operation_of(change: Change) -> Operation {
        match change {
            Change::Archive => Operation::Archive,
            Change::Restore => Operation::Restore,
        }
    }
}
