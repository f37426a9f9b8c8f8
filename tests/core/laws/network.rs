//! What becomes of a request: it leaves, is carried out, is answered, or is lost.

use super::server::{Ask, Reply};
use super::world::{Flight, PATIENCE, UNDONE, World};
use crate::recorded::{cut, read, with};
use tallyfy_archive::archive::{Input, Outcome};
use tallyfy_archive::tallyfy::{Head, Kind, Problem};

impl World {
    pub(super) fn send(&mut self) {
        if let Some(flight) = self.flight.as_mut().filter(|flight| !flight.sent) {
            flight.sent = true;
            let ticket = flight.ticket;
            self.input(Input::Sent(ticket));
        }
    }

    pub(super) fn work(&mut self) {
        if let Some(flight) = self.flight.as_mut().filter(|flight| flight.sent) {
            flight.reply = Some(self.server.work(flight.ask, flight.target, flight.operation));
        }
    }

    pub(super) fn answer(&mut self, broken: bool) {
        self.send();
        if self.flight.as_ref().is_some_and(|flight| flight.reply.is_none()) {
            self.work();
        }
        let Some(flight) = self.flight.take() else { return };
        let Reply {
            status,
            body,
            shows_archived,
        } = flight.reply.expect("worked");
        let done = (200..300).contains(&status);
        self.shown = match flight.ask {
            Ask::Archive | Ask::Restore => done.then_some(flight.ask == Ask::Archive),
            Ask::Find | Ask::List(_) => shows_archived.filter(|_| !broken),
        };
        if flight.ask == Ask::Find && self.shown == Some(false) && !self.server.is_linked(flight.target) {
            self.found = Some(flight.target);
        }
        let head = Head {
            status,
            ..Head::default()
        };
        let answer = if broken { cut(status) } else { read(head, &body) };
        self.input(Input::Ended(flight.ticket, Outcome::Answered(answer)));
    }

    pub(super) fn answer_instead(&mut self, status: u16, wait: Option<f64>) {
        self.send();
        if self.flight.as_ref().is_some_and(|flight| flight.reply.is_some()) && UNDONE.contains(&status) {
            return self.answer(false);
        }
        let Some(flight) = self.flight.take() else { return };
        let ticket = flight.ticket;
        if status == 504 {
            self.give_up(flight);
        }
        let mut answer = with(status, "");
        answer.head.retry_after = wait;
        self.input(Input::Ended(ticket, Outcome::Answered(answer)));
    }

    pub(super) fn lose(&mut self, kind: Kind) {
        let Some(flight) = self.flight.take() else { return };
        let ticket = flight.ticket;
        if matches!(kind, Kind::Timeout | Kind::Cancelled | Kind::Offline) {
            self.give_up(flight);
        }
        self.input(Input::Ended(ticket, Outcome::Lost(kind)));
    }

    pub(super) fn refuse_to_send(&mut self) {
        if self.flight.as_ref().is_some_and(|flight| flight.sent) {
            return;
        }
        if let Some(flight) = self.flight.take() {
            let outcome = Outcome::NotSent(Problem::new(Kind::BadInput));
            self.input(Input::Ended(flight.ticket, outcome));
        }
    }

    /// A change that was sent and not carried out still can be.
    pub(super) fn give_up(&mut self, flight: Flight) {
        if flight.sent && flight.ask.is_change() && flight.reply.is_none() {
            self.given_up.push((flight, self.now + PATIENCE));
        }
    }

    pub(super) fn work_late(&mut self, index: usize) {
        let now = self.now;
        self.given_up.retain(|(_, until)| now < *until);
        if index < self.given_up.len() {
            let (flight, _) = self.given_up.remove(index);
            self.server.work(flight.ask, flight.target, flight.operation);
        }
    }

    pub(super) fn elapse(&mut self) {
        if let Some((ticket, until)) = self.wait.take() {
            self.now = self.now.max(until);
            self.input(Input::Elapsed(ticket));
        }
    }
}
