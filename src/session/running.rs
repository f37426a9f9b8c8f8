//! A running widget: the machine, what the page and the person gave it, and what is in the air.

use std::cell::{Cell, Ref, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use yew::Callback;

use super::flight::Flight;
use super::{Entered, Exchange, Field, Host, Options, ProblemDetails};
use crate::archive::{Input, Machine, State};
use crate::tallyfy::{Token, TokenError};

/// The shortest time, in milliseconds, for which a request that was given up may still be carried out. An impatient page
/// does not make a server any quicker.
const SHORTEST_PATIENCE: u32 = 30_000;

/// What waits for an operation to settle.
pub(super) type Settled = Box<dyn FnOnce(State)>;

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
    pub(super) entered: RefCell<Entered>,
    pub(super) inputs: RefCell<VecDeque<Input>>,
    pub(super) working: Cell<bool>,
    pub(super) waiting: RefCell<Vec<Settled>>,
    pub(super) watcher: RefCell<Option<Callback<()>>>,
    pub(super) token_from_page: Cell<bool>,
    pub(super) by_person: Cell<bool>,
    pub(super) busy_since: Cell<f64>,
    pub(super) outcomes: Cell<u32>,
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

    pub(super) fn changed(&self) {
        let watcher = self.0.watcher.borrow().clone();
        if let Some(watcher) = watcher {
            watcher.emit(());
        }
    }
}

fn patience(options: &Options) -> f64 {
    f64::from(options.timeout.max(SHORTEST_PATIENCE))
}
