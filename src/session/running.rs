//! A running widget: the machine, what the page and the person gave it, and what is in the air.

use std::cell::{Cell, Ref, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use js_sys::{Date, Math};
use yew::Callback;

use super::flight::Flight;
use super::{Announcement, Details, Entered, Exchange, Field, Host, Options, ProblemDetails};
use crate::archive::{Effect, Event, Input, Machine, Moment, Operation, Phase, State, Target};
use crate::reasons;
use crate::tallyfy::{FieldProblem, Problem, Token, TokenError};

/// How many exchanges of one operation are kept.
const MOST_EXCHANGES: usize = 10;

/// The shortest time, in milliseconds, for which a request that was given up may still be carried out. An impatient page
/// does not make a server any quicker.
const SHORTEST_PATIENCE: u32 = 30_000;

/// What waits for an operation to settle.
type Settled = Box<dyn FnOnce(State)>;

/// A running widget. Clones are the same widget.
#[derive(Clone)]
pub struct Session(pub(super) Rc<Inner>);

pub(super) struct Inner {
    pub(super) host: Rc<dyn Host>,
    pub(super) machine: RefCell<Machine>,
    pub(super) options: RefCell<Options>,
    pub(super) token: RefCell<Option<Result<Token, TokenError>>>,
    pub(super) flight: RefCell<Option<Flight>>,
    pub(super) exchanges: RefCell<Vec<Exchange>>,
    entered: RefCell<Entered>,
    inputs: RefCell<VecDeque<Input>>,
    working: Cell<bool>,
    waiting: RefCell<Vec<Settled>>,
    watcher: RefCell<Option<Callback<()>>>,
    token_from_page: Cell<bool>,
    by_person: Cell<bool>,
    busy_since: Cell<f64>,
    outcomes: Cell<u32>,
}

impl PartialEq for Session {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Session {
    /// A widget that belongs to `host`.
    pub fn new(host: Rc<dyn Host>, options: Options) -> Self {
        let mut machine = Machine::default();
        machine.set_patience(patience(&options));
        Self(Rc::new(Inner {
            host,
            machine: RefCell::new(machine),
            options: RefCell::new(options),
            token: RefCell::default(),
            flight: RefCell::default(),
            exchanges: RefCell::default(),
            entered: RefCell::default(),
            inputs: RefCell::default(),
            working: Cell::new(false),
            waiting: RefCell::default(),
            watcher: RefCell::default(),
            token_from_page: Cell::new(false),
            by_person: Cell::new(false),
            busy_since: Cell::new(0.0),
            outcomes: Cell::new(0),
        }))
    }

    /// Takes new options. Other ids or another API make what was asked a question no longer asked.
    pub fn configure(&self, options: Options) {
        self.0.machine.borrow_mut().set_patience(patience(&options));
        let place = |options: &Options| {
            [
                options.org_id.clone(),
                options.task_id.clone(),
                Some(options.api_base.clone()),
            ]
        };
        let new_place = place(&options);
        let old = self.0.options.replace(options);
        if place(&old) != new_place && self.state() != State::Idle {
            self.dispatch(Input::Reset);
        } else {
            self.changed();
        }
    }

    /// Takes a token from the page; `None` takes it away.
    pub fn set_token(&self, token: Option<&str>) {
        self.0.token_from_page.set(token.is_some());
        *self.0.token.borrow_mut() = token.map(Token::parse);
        self.changed();
    }

    /// Whether the page gave the token, so that the person need not.
    pub fn is_token_from_page(&self) -> bool {
        self.0.token_from_page.get()
    }

    /// Whether the next request would have a token.
    pub fn has_token(&self) -> bool {
        self.0.host.gives_token() || matches!(*self.0.token.borrow(), Some(Ok(_)))
    }

    /// Puts a text into a field.
    pub fn enter(&self, field: Field, text: String) {
        self.0.entered.borrow_mut().enter(field, text, &self.0.options.borrow());
        self.changed();
    }

    /// Finds the task.
    pub fn find(&self) {
        let input = self.prepared(Operation::Find, Input::Find);
        self.dispatch(input);
    }

    /// Archives the task; finds it first if that has not been done.
    pub fn archive(&self) {
        let input = self.prepared(Operation::Archive, Input::Archive);
        self.dispatch(input);
    }

    /// Takes any other input.
    pub fn dispatch(&self, input: Input) {
        self.0.inputs.borrow_mut().push_back(input);
        if self.0.working.replace(true) {
            return;
        }
        while let Some(input) = self.next_input() {
            self.work(input);
        }
        self.0.working.set(false);
        self.changed();
        let state = self.state();
        if !state.is_busy() {
            for settled in self.0.waiting.take() {
                settled(state);
            }
        }
    }

    /// Calls `settled` once nothing is under way any more.
    pub fn when_settled(&self, settled: Settled) {
        self.0.waiting.borrow_mut().push(settled);
    }

    /// Calls `watcher` whenever there is something new to show.
    pub fn watch(&self, watcher: Option<Callback<()>>) {
        *self.0.watcher.borrow_mut() = watcher;
    }

    /// Says whether the next operation was begun by the person, who then wants the focus to follow it.
    pub fn set_by_person(&self, by_person: bool) {
        self.0.by_person.set(by_person);
    }

    /// Whether the last operation was begun by the person.
    pub fn is_by_person(&self) -> bool {
        self.0.by_person.get()
    }

    /// The state.
    pub fn state(&self) -> State {
        self.0.machine.borrow().state()
    }

    /// The machine.
    pub fn machine(&self) -> Ref<'_, Machine> {
        self.0.machine.borrow()
    }

    /// What the page decided.
    pub fn options(&self) -> Ref<'_, Options> {
        self.0.options.borrow()
    }

    /// What stands in the fields.
    pub fn entered(&self) -> Ref<'_, Entered> {
        self.0.entered.borrow()
    }

    /// What was sent and answered in the last operation.
    pub fn exchanges(&self) -> Ref<'_, Vec<Exchange>> {
        self.0.exchanges.borrow()
    }

    /// Since when something is under way, milliseconds since 1970.
    pub fn busy_since(&self) -> f64 {
        self.0.busy_since.get()
    }

    /// How many outcomes there were so far, so that one that looks like the last one is still told from it.
    pub fn outcomes(&self) -> u32 {
        self.0.outcomes.get()
    }

    /// The problem, ready for a page.
    pub fn problem(&self) -> Option<ProblemDetails> {
        let options = self.options();
        self.machine()
            .problem()
            .map(|(_, problem)| ProblemDetails::of(problem, &options.words, options.timeout))
    }

    fn next_input(&self) -> Option<Input> {
        self.0.inputs.borrow_mut().pop_front()
    }

    /// The input to begin an operation with, or the one that says why it cannot begin.
    fn prepared(&self, operation: Operation, begin: impl FnOnce(Target) -> Input) -> Input {
        let options = self.options();
        let origin = web_sys::window()
            .and_then(|window| window.location().origin().ok())
            .unwrap_or_default();
        let target = self.entered().target(&options, &origin);
        let token = self.take_entered_token(&options);
        match (target, token) {
            (Ok(target), None) => begin(target),
            (target, token) => {
                let fields = target.err().unwrap_or_default().into_iter().chain(token).collect();
                Input::Refuse(operation, Problem::bad_input(fields))
            }
        }
    }

    /// Moves an entered token out of its field, so that it is in one place only. Answers with what is wrong.
    fn take_entered_token(&self, options: &Options) -> Option<FieldProblem> {
        let entered = self.0.entered.borrow().token.clone();
        if !entered.is_empty() {
            let token = Token::parse(&entered);
            if token.is_ok() {
                self.0.entered.borrow_mut().token.clear();
            }
            *self.0.token.borrow_mut() = Some(token);
        }
        let error = match &*self.0.token.borrow() {
            Some(Err(error)) => error.clone(),
            None if self.asks_for_token(options) => TokenError::Empty,
            _ => return None,
        };
        let message = reasons::of_token(&options.words, &error);
        Some(FieldProblem {
            field: Field::Token.as_str().to_owned(),
            message,
        })
    }

    /// Whether the person has to give the token.
    pub fn asks_for_token(&self, options: &Options) -> bool {
        options.credentials == super::Credentials::Omit && !self.0.host.gives_token()
    }

    fn work(&self, input: Input) {
        if matches!(
            input,
            Input::Find(_) | Input::Archive(_) | Input::Refuse(..) | Input::Reset
        ) {
            self.0.exchanges.borrow_mut().clear();
        }
        let moment = Moment {
            now: Date::now(),
            chance: Math::random(),
        };
        let effects = self.0.machine.borrow_mut().step(moment, input);
        for effect in effects {
            match effect {
                Effect::Send(ticket, request) => self.launch(ticket, request),
                Effect::Wait(ticket, milliseconds) => self.wait(ticket, milliseconds),
                Effect::Abort => drop(self.0.flight.take()),
                Effect::Ask => {
                    let details = Details::of(&self.machine());
                    let permitted = self.0.host.permits(details);
                    self.0.inputs.borrow_mut().push_front(Input::Permitted(permitted));
                }
                Effect::Announce(event) => self.announce(event),
            }
        }
    }

    pub(super) fn record(&self, exchange: Exchange) {
        let mut exchanges = self.0.exchanges.borrow_mut();
        if exchanges.len() == MOST_EXCHANGES {
            exchanges.remove(0);
        }
        exchanges.push(exchange);
    }

    fn announce(&self, event: Event) {
        if let Event::State { previous, state } = event {
            if state.is_busy() && !previous.is_busy() {
                self.0.busy_since.set(Date::now());
            }
            return self.0.host.announce(Announcement::State { previous, state });
        }
        self.0.outcomes.set(self.outcomes() + 1);
        let details = Details::of(&self.machine());
        let problem = self.problem();
        let phase = self.machine().phase().clone();
        let announcement = match (phase, problem) {
            (
                Phase::Archived {
                    status,
                    already: already_archived,
                },
                _,
            ) => Announcement::Archived {
                details,
                status,
                already_archived,
            },
            (Phase::Restored { status }, _) => Announcement::Restored { details, status },
            (Phase::Refused { operation, .. }, Some(problem)) => Announcement::Refused {
                details,
                operation,
                problem,
            },
            (Phase::Unknown { operation, .. }, Some(problem)) => Announcement::Unknown {
                details,
                operation,
                problem,
            },
            _ => return,
        };
        self.0.host.announce(announcement);
    }

    fn changed(&self) {
        let watcher = self.0.watcher.borrow().clone();
        if let Some(watcher) = watcher {
            watcher.emit(());
        }
    }
}

fn patience(options: &Options) -> f64 {
    f64::from(options.timeout.max(SHORTEST_PATIENCE))
}
