//! A running widget: the machine, what the page and the person gave it, and what is in the air.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use yew::Callback;

use super::flight::Flight;
use super::{Entered, Exchange, Field, Host, Options};
use crate::archive::{Input, Machine, State};
use crate::tallyfy::{Token, TokenError};

/// The shortest time, in milliseconds, for which a request that was given up may still be carried out. An impatient page
/// does not make a server any quicker.
const SHORTEST_PATIENCE: u32 = 30_000;

/// What waits for an operation to settle.
pub(super) type Settled = Box<dyn FnOnce(State)>;

/// A running widget. Clones are the same widget.
///
/// ```
/// use tallyfy_archive::session::{Field, Session};
///
/// fn begin(session: &Session) {
///     session.enter(Field::TaskId, "https://go.tallyfy.com/0a1b/tasks/2c3d".to_owned());
///     session.find();
/// }
/// ```
#[derive(Clone)]
pub struct Session(pub(super) Rc<Inner>);

pub(super) struct Inner {
    pub(super) host: Rc<dyn Host>,
    pub(super) machine: RefCell<Machine>,
    pub(super) options: RefCell<Options>,
    pub(super) token: RefCell<Option<Result<Token, TokenError>>>,
    pub(super) flight: RefCell<Option<Flight>>,
    pub(super) exchange: RefCell<Option<Exchange>>,
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
    ///
    /// ```
    /// use std::rc::Rc;
    /// use tallyfy_archive::session::{Host, Options, Session};
    ///
    /// fn of(host: impl Host + 'static) -> Session {
    ///     Session::new(Rc::new(host), Options::default())
    /// }
    /// ```
    pub fn new(host: Rc<dyn Host>, options: Options) -> Self {
        let mut machine = Machine::default();
        machine.set_patience(patience(&options));
        Self(Rc::new(Inner {
            host,
            machine: RefCell::new(machine),
            options: RefCell::new(options),
            token: RefCell::default(),
            flight: RefCell::default(),
            exchange: RefCell::default(),
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
    ///
    /// ```
    /// use tallyfy_archive::session::Options;
    ///
    /// # fn of(session: &tallyfy_archive::session::Session) {
    /// session.configure(Options { org_id: Some("0a1b".to_owned()), ..Options::default() });
    /// # }
    /// ```
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
    ///
    /// ```
    /// # fn of(session: &tallyfy_archive::session::Session) {
    /// session.set_token(Some("secret"));
    /// # }
    /// ```
    pub fn set_token(&self, token: Option<&str>) {
        self.0.token_from_page.set(token.is_some());
        *self.0.token.borrow_mut() = token.map(Token::parse);
        self.changed();
    }

    /// Puts a text into a field.
    ///
    /// ```
    /// use tallyfy_archive::session::Field;
    ///
    /// # fn of(session: &tallyfy_archive::session::Session) {
    /// session.enter(Field::TaskId, "2c3d".to_owned());
    /// # }
    /// ```
    pub fn enter(&self, field: Field, text: String) {
        self.0.entered.borrow_mut().enter(field, text, &self.0.options.borrow());
        self.changed();
    }

    /// Calls `watcher` whenever there is something new to show.
    ///
    /// ```
    /// use yew::Callback;
    ///
    /// # fn of(session: &tallyfy_archive::session::Session) {
    /// session.watch(Some(Callback::from(|()| println!("something changed"))));
    /// # }
    /// ```
    pub fn watch(&self, watcher: Option<Callback<()>>) {
        *self.0.watcher.borrow_mut() = watcher;
    }

    /// Says whether the next operation was begun by the person, who then wants the focus to follow it.
    ///
    /// ```
    /// # fn of(session: &tallyfy_archive::session::Session) {
    /// session.set_by_person(true);
    /// session.find();
    /// # }
    /// ```
    pub fn set_by_person(&self, by_person: bool) {
        self.0.by_person.set(by_person);
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
