//! Carries out the commands of the machine that take time: requests and timers, by ticket.

use gloo_timers::callback::Timeout;

use super::Session;
use super::pending_command::PendingCommand;
use crate::archive::Msg;
use crate::client::{self, Call, Progress};

impl Session {
    pub(super) fn send(&self, ticket: u32, call: Call) {
        let session = self.clone();
        let request = self
            .0
            .client
            .start(call, move |progress| session.progress(ticket, progress));
        self.0.pending_commands.borrow_mut().push(PendingCommand {
            ticket,
            _request: Some(request),
            _timer: None,
        });
    }

    pub(super) fn wait(&self, ticket: u32, milliseconds: f64) {
        let session = self.clone();
        let timer = Timeout::new(client::whole(milliseconds), move || {
            session.abort(ticket);
            session.dispatch(Msg::Elapsed(ticket));
        });
        self.0.pending_commands.borrow_mut().push(PendingCommand {
            ticket,
            _request: None,
            _timer: Some(timer),
        });
    }

    /// Aborts the request or timer with this ticket.
    pub(super) fn abort(&self, ticket: u32) {
        let mut pending = self.0.pending_commands.borrow_mut();
        let index = pending.iter().position(|one| one.ticket == ticket);
        let dropped = index.map(|index| pending.swap_remove(index));
        drop(pending);
        // After the borrow has ended: aborting calls listeners of the page.
        drop(dropped);
    }

    fn progress(&self, ticket: u32, progress: Progress) {
        match progress {
            Progress::Held(until) => self.dispatch(Msg::Held(ticket, until)),
            Progress::Sent => self.dispatch(Msg::Sent(ticket)),
            Progress::Ended(outcome, exchange) => {
                if exchange.is_some() && self.machine().is_in_front(ticket) {
                    *self.0.exchange.borrow_mut() = exchange;
                }
                self.abort(ticket);
                self.dispatch(Msg::Ended(ticket, outcome));
            }
        }
    }
}
