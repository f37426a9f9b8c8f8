//! One request: passes the gate, gets the token, starts the timeout, and sends it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use web_sys::AbortController;

use super::clock::now_ms;
use super::connection::Client;
use super::credentials::Credentials;
use super::exchange::Exchange;
use super::token::token_problem;
use super::{gate, transport};
use crate::archive::Outcome;
use crate::tallyfy::{ProblemKind, Request, TokenError};

/// A request to send.
pub(crate) struct Call {
    pub(crate) request: Request,
    /// Whether the last token was rejected with a 401.
    pub(crate) refresh_token: bool,
    /// Whether no user or page requested it. Then it waits for a token no longer than the timeout.
    pub(crate) is_automatic: bool,
    /// In milliseconds.
    pub(crate) timeout: u32,
    pub(crate) credentials: Credentials,
}

/// The progress of a request.
#[expect(clippy::large_enum_variant, reason = "it is passed on at once and never stored")]
pub(crate) enum Progress {
    /// Held back until then, in milliseconds on the monotonic clock.
    Held(f64),
    /// About to be sent.
    Sent,
    /// Ended. Without an exchange, nothing was sent.
    Ended(Outcome, Option<Exchange>),
}

/// A request in flight. Dropping it aborts the request, without a further report.
#[must_use = "dropping it aborts the request"]
pub(crate) struct InFlight(Rc<Running>);

struct Running {
    call: Call,
    report: Box<dyn Fn(Progress)>,
    /// Aborts the request; `None` once it is complete: wrappers of `fetch` see when its signal is aborted.
    controller: RefCell<Option<AbortController>>,
    timer: RefCell<Option<Timeout>>,
    has_ended: Cell<bool>,
}

impl Client {
    /// Starts a request, and calls `report` with its progress.
    pub(crate) fn start(&self, call: Call, report: impl Fn(Progress) + 'static) -> InFlight {
        let running = Rc::new(Running {
            call,
            report: Box::new(report),
            controller: RefCell::new(AbortController::new().ok()),
            timer: RefCell::default(),
            has_ended: Cell::new(false),
        });
        self.pass_gate(running.clone());
        InFlight(running)
    }

    /// Waits while the gate is closed, then runs the request.
    fn pass_gate(&self, running: Rc<Running>) {
        let now = now_ms();
        // This client's own 429 does not hold back its requests: the machine already waits, or verifies at once.
        let is_of_others = |until: &f64| *until > self.0.rate_limited_until.get();
        let client = self.clone();
        match gate::closed_until(running.call.request.origin(), now).filter(is_of_others) {
            None => spawn_local(async move { client.run(running).await }),
            Some(until) => {
                let held = running.clone();
                running.set_timer(whole(until - now), move || client.pass_gate(held));
                (running.report)(Progress::Held(until));
            }
        }
    }

    async fn run(&self, running: Rc<Running>) {
        let call = &running.call;
        if call.is_automatic {
            let timed_out = running.clone();
            running.set_timer(call.timeout, move || {
                timed_out.end(Outcome::NotSent(token_problem(TokenError::Empty, None)), None);
            });
        }
        let token = self.request_token(call.refresh_token, call.request.origin()).await;
        let token = match token {
            Ok(token) => token,
            Err(problem) => return running.end(Outcome::NotSent(problem), None),
        };
        if running.has_ended.get() {
            return;
        }
        let timed_out = running.clone();
        running.set_timer(call.timeout, move || {
            let exchange = Exchange::new(timed_out.call.request.clone());
            timed_out.end(Outcome::NoResponse(ProblemKind::Timeout), Some(exchange));
        });
        (running.report)(Progress::Sent);
        let signal = running.controller.borrow().as_ref().map(AbortController::signal);
        let secrets = &self.0.secrets;
        let (outcome, exchange) = transport::send(
            &call.request,
            token.as_ref(),
            call.credentials,
            secrets,
            signal.as_ref(),
        )
        .await;
        if running.has_ended.get() {
            return;
        }
        running.controller.take();
        if let Some(until) = gate::record_rate_limit(call.request.origin(), &outcome, now_ms()) {
            self.0.rate_limited_until.set(until);
        }
        running.end(outcome, Some(exchange));
    }
}

impl Running {
    /// Replaces the timer, unless the request has ended.
    fn set_timer(&self, milliseconds: u32, callback: impl FnOnce() + 'static) {
        if !self.has_ended.get() {
            *self.timer.borrow_mut() = Some(Timeout::new(milliseconds, callback));
        }
    }

    /// Reports the outcome, unless the request has already ended.
    fn end(&self, outcome: Outcome, exchange: Option<Exchange>) {
        if !self.has_ended.replace(true) {
            self.timer.take();
            (self.report)(Progress::Ended(outcome, exchange));
        }
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.has_ended.set(true);
        self.0.timer.take();
        if let Some(controller) = self.0.controller.take() {
            controller.abort();
        }
    }
}

/// Whole milliseconds, rounded up: timers must not fire early.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "`as` saturates, as intended"
)]
pub(crate) fn whole(milliseconds: f64) -> u32 {
    milliseconds.ceil() as u32
}
