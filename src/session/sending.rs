//! How a session sends and waits.

use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use web_sys::{AbortController, AbortSignal};

use super::diagnosis::is_offline;
use super::flight::{Flight, send};
use super::{Exchange, Field, Session};
use crate::archive::{Input, Outcome, Phase};
use crate::reasons;
use crate::tallyfy::{FieldProblem, Kind, Problem, Request, Token, TokenError};
use crate::words::Word;

impl Session {
    pub(super) fn launch(&self, ticket: u32, request: Request) {
        let Ok(controller) = AbortController::new() else {
            return self.dispatch(Input::Ended(ticket, Outcome::NotSent(Problem::new(Kind::Unexpected))));
        };
        let signal = controller.signal();
        let timer = {
            let (session, request) = (self.clone(), request.clone());
            Timeout::new(self.options().timeout, move || session.time_out(ticket, request))
        };
        // Replacing what was in the air before lets go of it.
        *self.0.flight.borrow_mut() = Some(Flight::new(ticket, Some(controller), timer));
        let session = self.clone();
        spawn_local(async move { session.fly(ticket, request, signal).await });
    }

    pub(super) fn wait(&self, ticket: u32, milliseconds: f64) {
        let session = self.clone();
        let timer = Timeout::new(whole(milliseconds), move || session.dispatch(Input::Elapsed(ticket)));
        *self.0.flight.borrow_mut() = Some(Flight::new(ticket, None, timer));
    }

    async fn fly(&self, ticket: u32, request: Request, signal: AbortSignal) {
        let token = self.ask_token().await;
        if !self.is_in_the_air(ticket) {
            return;
        }
        let token = match token {
            Ok(token) => token,
            Err(problem) => return self.land(ticket, Outcome::NotSent(problem)),
        };
        let Some(base) = self.machine().target().map(|target| target.base.clone()) else {
            return;
        };
        if is_offline() && !base.is_loopback() {
            return self.land(ticket, Outcome::NotSent(Problem::new(Kind::Offline)));
        }
        self.dispatch(Input::Sent(ticket));
        let credentials = self.options().credentials;
        let (outcome, exchange) = send(&request, &base, token.as_ref(), credentials, &signal).await;
        if self.is_in_the_air(ticket) {
            self.record(exchange);
            self.land(ticket, outcome);
        }
    }

    /// The token for one request. The host is asked before each, so that it can renew it.
    async fn ask_token(&self) -> Result<Option<Token>, Problem> {
        let given = match self.0.host.token() {
            None => self.0.token.borrow().clone(),
            Some(token) => Some(token.await.map_or(Err(TokenError::Empty), |text| Token::parse(&text))),
        };
        let options = self.options();
        let message = match given {
            None => return Ok(None),
            Some(Ok(token)) => return Ok(Some(token)),
            Some(Err(TokenError::Empty)) => options.words.get(Word::TokenNotGiven).to_owned(),
            Some(Err(error)) => reasons::of_token(&options.words, &error),
        };
        Err(Problem::bad_input(vec![FieldProblem {
            field: Field::Token.as_str().to_owned(),
            message,
        }]))
    }

    fn is_in_the_air(&self, ticket: u32) -> bool {
        self.0
            .flight
            .borrow()
            .as_ref()
            .is_some_and(|flight| flight.ticket == ticket)
    }

    fn land(&self, ticket: u32, outcome: Outcome) {
        drop(self.0.flight.take());
        self.dispatch(Input::Ended(ticket, outcome));
    }

    /// No answer in time. A host that does not come up with a token in that time has had nothing sent.
    fn time_out(&self, ticket: u32, request: Request) {
        let sent = matches!(self.machine().phase(), Phase::Busy(busy) if busy.sent);
        let outcome = if sent {
            self.record(Exchange::new(request));
            Outcome::Lost(Kind::Timeout)
        } else {
            let message = self.options().words.get(Word::TokenNotGiven).to_owned();
            let field = FieldProblem {
                field: Field::Token.as_str().to_owned(),
                message,
            };
            Outcome::NotSent(Problem::bad_input(vec![field]))
        };
        self.land(ticket, outcome);
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
