//! The event loop: processes queued messages one at a time, including those that are queued meanwhile.

use std::cell::RefCell;

use js_sys::Math;
use wasm_bindgen_futures::spawn_local;

use super::queue::{Entry, Settled};
use super::{Announcement, Approval, Details, ProblemDetails, Session, SessionEvent};
use crate::archive::{Command, Env, Event, Msg, Phase, State};
use crate::client::{Call, is_offline, now_ms};

impl Session {
    /// Queues a message, and processes the queue unless that is happening already.
    pub(crate) fn dispatch(&self, msg: Msg) {
        self.enqueue(Entry::Msg(msg));
    }

    /// Calls `settled` with the state once the operation in front has settled.
    pub(crate) fn when_settled(&self, settled: Box<dyn FnOnce(State)>) {
        self.enqueue(Entry::WhenSettled(settled));
    }

    /// Calls `checked` with the state once the check in flight has ended.
    pub(crate) fn when_checked(&self, checked: Box<dyn FnOnce(State)>) {
        self.enqueue(Entry::WhenChecked(checked));
    }

    fn enqueue(&self, entry: Entry) {
        let queue = &self.0.queue;
        queue.entries.borrow_mut().push_back(entry);
        if queue.is_processing.replace(true) {
            return;
        }
        while let Some(entry) = self.next_entry() {
            match entry {
                Entry::Msg(msg) => self.process(msg),
                Entry::WhenSettled(settled) => self.await_operation(settled),
                Entry::WhenChecked(checked) => self.await_check(checked),
            }
        }
        queue.is_processing.set(false);
        self.notify_host();
        self.notify(SessionEvent::Changed);
    }

    fn next_entry(&self) -> Option<Entry> {
        self.0.queue.entries.borrow_mut().pop_front()
    }

    fn await_operation(&self, settled: Settled) {
        let (current, is_finished) = (self.machine().current(), self.machine().is_finished());
        match current {
            Some(job) if !is_finished => self.0.queue.operations.borrow_mut().push((job, settled)),
            _ => settled(self.state()),
        }
    }

    fn await_check(&self, checked: Settled) {
        let is_being_checked = matches!(
            self.machine().phase(),
            Phase::Unknown {
                is_being_checked: true,
                ..
            }
        );
        let current = self.machine().current();
        match current {
            Some(job) if is_being_checked => self.0.queue.checks.borrow_mut().push((job, checked)),
            _ => checked(self.state()),
        }
    }

    fn process(&self, msg: Msg) {
        let before = self.machine().current();
        let env = self.env();
        let commands = self.0.store.borrow_mut().machine.step(env, msg);
        // The exchange belongs to the previous job.
        if self.machine().current() != before {
            *self.0.exchange.borrow_mut() = None;
        }
        self.remember();
        self.execute_all(commands);
    }

    pub(super) fn env(&self) -> Env {
        Env {
            now_ms: now_ms(),
            jitter: Math::random(),
            is_online: !is_offline(),
            can_refresh_token: self.0.client.provides_token(),
        }
    }

    /// What is known comes first, since code of the page can crash the module: promises, whose callbacks run later, then
    /// all announcements at once.
    pub(super) fn execute_all(&self, commands: Vec<Command>) {
        let (mut announcements, mut others) = (Vec::new(), Vec::new());
        for command in commands {
            match command {
                Command::Resolve(job, state) => resolve(&self.0.queue.operations, job, state),
                Command::Checked(job, state) => resolve(&self.0.queue.checks, job, state),
                Command::Announce(job, event) => announcements.push(self.announcement(job, event)),
                command => others.push(command),
            }
        }
        if !announcements.is_empty() {
            self.0.host.announce(announcements);
        }
        for command in others {
            self.execute(command);
        }
    }

    fn execute(&self, command: Command) {
        match command {
            Command::Send {
                ticket,
                request,
                refresh_token,
                is_automatic,
            } => {
                let (timeout, credentials) = (self.options().timeout, self.options().credentials);
                let call = Call {
                    request,
                    refresh_token,
                    is_automatic,
                    timeout,
                    credentials,
                };
                self.send(ticket, call);
            }
            Command::Wait { ticket, milliseconds } => self.wait(ticket, milliseconds),
            Command::Abort(ticket) => self.abort(ticket),
            Command::RequestApproval(number) => self.request_approval(number),
            // Executed before.
            Command::Resolve(..) | Command::Checked(..) | Command::Announce(..) => {}
        }
    }

    /// Asks the host whether the item in review may be archived.
    fn request_approval(&self, number: u32) {
        let details = Details::in_front(&self.machine());
        match self.0.host.approve(details) {
            Approval::Decided(is_approved) => {
                let decision = Entry::Msg(Msg::Approval(number, is_approved));
                self.0.queue.entries.borrow_mut().push_front(decision);
            }
            Approval::Pending(approval) => {
                let session = self.clone();
                spawn_local(async move { session.dispatch(Msg::Approval(number, approval.await)) });
            }
        }
    }

    fn announcement(&self, job: Option<u32>, event: Event) -> Announcement {
        let details = Details::of(&self.machine(), job);
        let options = self.options().clone();
        let problem = |operation, problem| {
            let title = self.problem_texts(&options).title(operation, problem);
            ProblemDetails::of(problem, title, &options.messages)
        };
        let announcement = match event {
            Event::State { previous, state } => Announcement::State { previous, state },
            Event::Archived { status, already } => Announcement::Archived {
                details,
                status,
                already_archived: already,
            },
            Event::Restored { status } => Announcement::Restored { details, status },
            Event::Refused {
                operation,
                problem: why,
            } => Announcement::Refused {
                details,
                operation,
                problem: problem(operation, &why),
            },
            Event::Unknown {
                operation,
                problem: why,
                checking,
            } => Announcement::Unknown {
                details,
                operation,
                problem: problem(operation, &why),
                checking,
            },
        };
        let is_in_front = job.is_none() || job == self.machine().current();
        if is_in_front && !matches!(announcement, Announcement::State { .. }) {
            self.notify(SessionEvent::Outcome);
        }
        announcement
    }

    /// Notifies the host when a change is in flight and when none is left.
    fn notify_host(&self) {
        let is_in_flight = self.machine().has_change_in_flight();
        if self.0.queue.is_host_notified.replace(is_in_flight) != is_in_flight {
            self.0.host.change_in_flight(is_in_flight);
        }
    }
}

fn resolve(waiting: &RefCell<Vec<(u32, Settled)>>, job: u32, state: State) {
    let (done, rest): (Vec<_>, Vec<_>) = waiting.take().into_iter().partition(|(of, _)| *of == job);
    *waiting.borrow_mut() = rest;
    for (_, settled) in done {
        settled(state);
    }
}
