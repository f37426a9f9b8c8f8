//! A running widget: keeps the state of one element, feeds the machine, and carries out its commands.
//!
//! - `store`: what an element holds; `entered` and `options` are parts of it.
//! - `event_loop`: feeds messages to the machine and carries out its commands; `in_flight`: those that take time.
//! - `actions`: makes messages of what a person or the page wants, and validates the input.
//! - `host`: whom the widget tells what happened; `details`: in which form.
//! - `record`: what it takes to go on after a crash.

mod actions;
mod details;
mod entered;
mod event_loop;
mod host;
mod in_flight;
mod options;
mod queue;
mod record;
mod requests;
mod store;

use std::cell::{Cell, Ref, RefCell};
use std::rc::Rc;

use yew::Callback;

pub use details::{Details, FieldProblem, ProblemDetails};
pub(crate) use entered::{Entered, Field};
pub use host::Announcement;
pub(crate) use host::{Approval, Host};
pub use options::Confirm;
pub(crate) use options::{Options, timeout_ms};

use crate::archive::{Machine, Msg, Phase, State};
use crate::client::{Client, Credentials, Exchange};
use in_flight::InFlight;
use queue::Queue;
use store::Store;

/// A running widget. Clones share it.
#[derive(Clone)]
pub(crate) struct Session(Rc<Inner>);

struct Inner {
    host: Rc<dyn Host>,
    client: Client,
    store: RefCell<Store>,
    queue: Queue,
    in_flight: RefCell<Vec<InFlight>>,
    /// The last exchange of the job in front.
    exchange: RefCell<Option<Exchange>>,
    observer: Observer,
}

/// Who shows the session, and what it has to know for the focus.
#[derive(Default)]
struct Observer {
    changed: RefCell<Option<Callback<()>>>,
    is_user_initiated: Cell<bool>,
    outcomes: Cell<u32>,
}

impl PartialEq for Session {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Session {
    /// A widget of this host.
    pub(crate) fn new(host: Rc<dyn Host>, options: Options) -> Self {
        Self(Rc::new(Inner {
            client: Client::new(host.clone()),
            host,
            store: RefCell::new(Store::new(options)),
            queue: Queue::default(),
            in_flight: RefCell::default(),
            exchange: RefCell::default(),
            observer: Observer::default(),
        }))
    }

    /// Replaces the options. Changed ids or another API leave the current job behind.
    pub(crate) fn configure(&self, options: Options) {
        let names_another = self.0.store.borrow_mut().configure(options);
        if names_another {
            self.retarget();
        } else {
            self.changed();
        }
    }

    /// Sets the token that the page gives; `None` removes it.
    pub(crate) fn set_token(&self, token: Option<&str>) {
        self.0.client.set_token(token);
        self.changed();
    }

    /// Sets the text of a field. If that changes the ids, the current job is left behind.
    pub(crate) fn enter(&self, field: Field, text: String) {
        self.0.store.borrow_mut().enter(field, text);
        let phase = self.machine().phase();
        // An error stays on the screen while it is being corrected.
        let is_about_ids = field != Field::Token && !matches!(phase, Phase::Refused { .. });
        if is_about_ids {
            self.retarget();
        } else {
            self.changed();
        }
    }

    /// Tells the machine the current ids.
    fn retarget(&self) {
        let target = self.0.store.borrow().target().ok();
        self.dispatch(Msg::Retarget(target));
    }

    /// Calls `watcher` whenever there is something new to show.
    pub(crate) fn watch(&self, watcher: Option<Callback<()>>) {
        *self.0.observer.changed.borrow_mut() = watcher;
    }

    fn changed(&self) {
        self.remember();
        self.notify_watcher();
    }

    fn notify_watcher(&self) {
        let watcher = self.0.observer.changed.borrow().clone();
        if let Some(watcher) = watcher {
            watcher.emit(());
        }
    }

    /// Has the host remember what it would take to go on.
    pub(crate) fn remember(&self) {
        self.0.host.remember(self);
    }

    /// Records whether a person begins the next operation: then the focus follows it.
    pub(crate) fn set_user_initiated(&self, is_user_initiated: bool) {
        self.0.observer.is_user_initiated.set(is_user_initiated);
    }

    /// Whether a person began the last operation.
    pub(crate) fn is_user_initiated(&self) -> bool {
        self.0.observer.is_user_initiated.get()
    }

    /// The connection to the API, and its token.
    pub(crate) fn client(&self) -> &Client {
        &self.0.client
    }

    /// Whether a person has to enter the token.
    pub(crate) fn needs_entered_token(&self) -> bool {
        self.options().credentials == Credentials::Omit && !self.0.client.provides_token()
    }

    /// The state.
    pub(crate) fn state(&self) -> State {
        self.machine().state()
    }

    /// The machine.
    pub(crate) fn machine(&self) -> Ref<'_, Machine> {
        Ref::map(self.0.store.borrow(), |store| &store.machine)
    }

    /// The options.
    pub(crate) fn options(&self) -> Ref<'_, Options> {
        Ref::map(self.0.store.borrow(), |store| &store.options)
    }

    /// The contents of the fields.
    pub(crate) fn entered(&self) -> Ref<'_, Entered> {
        Ref::map(self.0.store.borrow(), |store| &store.entered)
    }

    /// The last request of the job in front, and its response.
    pub(crate) fn exchange(&self) -> Ref<'_, Option<Exchange>> {
        self.0.exchange.borrow()
    }

    /// The number of outcomes so far. It distinguishes an outcome from an equal one before it.
    pub(crate) fn outcomes(&self) -> u32 {
        self.0.observer.outcomes.get()
    }

    /// The problem, with its texts.
    pub(crate) fn problem(&self) -> Option<ProblemDetails> {
        let (operation, problem) = self.machine().problem()?;
        let options = self.options();
        Some(ProblemDetails::of(
            operation,
            &problem,
            &options.messages,
            options.timeout,
        ))
    }
}
