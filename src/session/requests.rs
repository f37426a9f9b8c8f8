//! How the machine's requests are made: gate, token, timeout.

use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use web_sys::{AbortController, AbortSignal};

use super::clock::now_ms;
use super::in_flight::InFlight;
use super::{Exchange, Field, Session, gate, token_failure, transport};
use crate::archive::{Msg, Outcome};
use crate::reasons;
use crate::tallyfy::{FieldProblem, Kind, Problem, Request, Token, TokenError};
use crate::words::Word;

/// One request of the machine.
#[derive(Clone)]
pub(super) struct Wanted {
    pub(super) ticket: u32,
    pub(super) request: Request,
    pub(super) refresh_token: bool,
    /// Whether nobody asked for it: then it waits for a token no longer than the timeout.
    pub(super) is_automatic: bool,
}

impl Session {
    pub(super) fn start(&self, wanted: Wanted) {
        let Ok(controller) = AbortController::new() else {
            let problem = Problem::new(Kind::Unexpected);
            return self.dispatch(Msg::Ended(wanted.ticket, Outcome::NotSent(problem)));
        };
        let signal = controller.signal();
        self.0
            .in_flight
            .borrow_mut()
            .push(InFlight::request(wanted.ticket, controller));
        self.pass_gate(wanted, signal);
    }

    pub(super) fn wait(&self, ticket: u32, milliseconds: f64) {
        let session = self.clone();
        let timer = Timeout::new(whole(milliseconds), move || {
            session.abort(ticket);
            session.dispatch(Msg::Elapsed(ticket));
        });
        self.0.in_flight.borrow_mut().push(InFlight::wait(ticket, timer));
    }

    /// Drops what is in flight under this ticket.
    pub(super) fn abort(&self, ticket: u32) {
        let mut in_flight = self.0.in_flight.borrow_mut();
        let place = in_flight.iter().position(|one| one.ticket == ticket);
        let dropped = place.map(|place| in_flight.swap_remove(place));
        drop(in_flight);
        // Aborting calls the page's listeners.
        drop(dropped);
    }

    fn is_current(&self, ticket: u32) -> bool {
        self.0.in_flight.borrow().iter().any(|one| one.ticket == ticket)
    }

    fn set_timer(&self, ticket: u32, timer: Option<Timeout>) {
        let mut in_flight = self.0.in_flight.borrow_mut();
        if let Some(one) = in_flight.iter_mut().find(|one| one.ticket == ticket) {
            one.set_timer(timer);
        }
    }

    /// Waits while the gate is closed, then runs the request.
    fn pass_gate(&self, wanted: Wanted, signal: AbortSignal) {
        let (ticket, now) = (wanted.ticket, now_ms());
        // What this widget was told itself its machine knows, and reads at once whether the change was made.
        let by_others = |until: &f64| *until > self.0.told_to_wait_until.get();
        let Some(until) = gate::closed_until(wanted.request.origin(), now).filter(by_others) else {
            let session = self.clone();
            return spawn_local(async move { session.run(wanted, signal).await });
        };
        let session = self.clone();
        let pass = Timeout::new(whole(until - now), move || session.pass_gate(wanted, signal));
        self.set_timer(ticket, Some(pass));
        self.dispatch(Msg::Held(ticket, until));
    }

    async fn run(&self, wanted: Wanted, signal: AbortSignal) {
        let Wanted { ticket, request, .. } = &wanted;
        let ticket = *ticket;
        if wanted.is_automatic {
            let session = self.clone();
            let give_up = move || {
                let problem = session.token_problem(&TokenError::Empty, None);
                session.finish(ticket, Outcome::NotSent(problem));
            };
            self.set_timer(ticket, Some(Timeout::new(self.options().timeout, give_up)));
        }
        let token = self.ask_token(wanted.refresh_token).await;
        if !self.is_current(ticket) {
            return;
        }
        let token = match token {
            Ok(token) => token,
            Err(problem) => return self.finish(ticket, Outcome::NotSent(problem)),
        };
        let time_out = {
            let (session, request) = (self.clone(), request.clone());
            move || {
                session.record(ticket, Exchange::new(request));
                session.finish(ticket, Outcome::Lost(Kind::Timeout));
            }
        };
        self.set_timer(ticket, Some(Timeout::new(self.options().timeout, time_out)));
        self.dispatch(Msg::Sent(ticket));
        let credentials = self.options().credentials;
        let secrets = &self.0.secrets;
        let (outcome, exchange) = transport::send(request, token.as_ref(), credentials, secrets, &signal).await;
        if self.is_current(ticket) {
            if let Some(until) = gate::notice(request.origin(), &outcome, now_ms()) {
                self.0.told_to_wait_until.set(until);
            }
            self.record(ticket, exchange);
            self.finish(ticket, outcome);
        }
    }

    /// The token for one request. The host is asked before every request, so that it can renew it.
    async fn ask_token(&self, refresh: bool) -> Result<Option<Token>, Problem> {
        let Some(answer) = self.0.host.token(refresh) else {
            let token = self.0.token.borrow().clone();
            return token.transpose().map_err(|error| self.token_problem(&error, None));
        };
        match answer.await {
            Ok(text) => {
                self.0.secrets.borrow_mut().learn(&text);
                Token::parse(&text)
                    .map(Some)
                    .map_err(|error| self.token_problem(&error, None))
            }
            Err(cause) => {
                let reason = token_failure::report(&cause, &self.0.secrets.borrow());
                Err(self.token_problem(&TokenError::Empty, Some(reason)))
            }
        }
    }

    /// The problem with a token that the page gave, and why it gave none.
    fn token_problem(&self, error: &TokenError, reason: Option<String>) -> Problem {
        let options = self.options();
        let message = match error {
            TokenError::Empty => options.words.get(Word::TokenNotGiven).to_owned(),
            error @ TokenError::Character(..) => reasons::of_token(&options.words, error),
        };
        Problem {
            message: reason.filter(|reason| !reason.is_empty()),
            ..Problem::bad_input(vec![FieldProblem {
                field: Field::Token.as_str().to_owned(),
                message,
            }])
        }
    }

    fn finish(&self, ticket: u32, outcome: Outcome) {
        self.abort(ticket);
        self.dispatch(Msg::Ended(ticket, outcome));
    }

    /// Keeps the exchange if it belongs to the job in front.
    fn record(&self, ticket: u32, exchange: Exchange) {
        if self.machine().is_in_front(ticket) {
            *self.0.exchange.borrow_mut() = Some(exchange);
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "`as` saturates, which is what is meant"
)]
fn whole(milliseconds: f64) -> u32 {
    milliseconds.ceil() as u32
}
