//! A running widget: holds the state of one element, runs the machine, and executes its commands.
//!
//! - `store`: the state of an element; `entered` and `options` are parts of it.
//! - `event_loop`: passes the messages of the `queue` to the machine, and executes its commands.
//! - `requests`: executes the commands that take time; `pending_command`: one of them.
//! - `actions`: the operations that the user or the page starts, and their validation.
//! - `host`: the interface to the element or application; `details`: its data.
//! - `record`: serializes a session, to resume it after a crash or a release.

mod actions;
mod details;
mod entered;
mod event_loop;
mod host;
mod options;
mod pending_command;
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
pub(crate) use options::{DEFAULT_TIMEOUT, Options, timeout_ms};

use crate::archive::{Machine, Msg, Operation, Phase, State};
use crate::client::{Client, Credentials, Exchange};
use crate::messages::error_text;
use crate::tallyfy::Problem;
use pending_command::PendingCommand;
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
    pending_commands: RefCell<Vec<PendingCommand>>,
    /// The last request of the job in front, and its response.
    exchange: RefCell<Option<Exchange>>,
    /// Keeps the record of the session; `None` if nothing outlives it.
    recorder: RefCell<Option<Recorder>>,
    observer: Observer,
}

/// Called with the session on every change, and before anything is sent.
type Recorder = Rc<dyn Fn(&Session)>;

/// The component that renders the session, and what it needs to manage the focus.
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
    /// A new session for this host.
    pub(crate) fn new(host: Rc<dyn Host>, options: Options) -> Self {
        Self(Rc::new(Inner {
            client: Client::new(host.clone()),
            host,
            store: RefCell::new(Store::new(options)),
            queue: Queue::default(),
            pending_commands: RefCell::default(),
            exchange: RefCell::default(),
            recorder: RefCell::default(),
            observer: Observer::default(),
        }))
    }

    /// Replaces the options. Changed IDs or another API move the current job to the background.
    pub(crate) fn configure(&self, options: Options) {
        let names_another = self.0.store.borrow_mut().configure(options);
        if names_another {
            self.retarget();
        } else {
            self.changed();
        }
    }

    /// Sets the token of the page; `None` removes it.
    pub(crate) fn set_token(&self, token: Option<&str>) {
        self.0.client.set_token(token);
        self.changed();
    }

    /// Sets the text of a field. Changed IDs move the current job to the background.
    pub(crate) fn enter(&self, field: Field, text: String) {
        self.0.store.borrow_mut().enter(field, text);
        let phase = self.machine().phase();
        // The error stays visible while the input is being corrected.
        let is_about_ids = field != Field::Token && !matches!(phase, Phase::Refused { .. });
        if is_about_ids {
            self.retarget();
        } else {
            self.changed();
        }
    }

    /// Passes the current IDs to the machine.
    fn retarget(&self) {
        let target = self.0.store.borrow().target().ok();
        self.dispatch(Msg::Retarget(target));
    }

    /// Sets the callback for changes.
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

    /// Sets what keeps the [record](Self::with_record) of the session.
    pub(crate) fn set_recorder(&self, recorder: impl Fn(&Self) + 'static) {
        *self.0.recorder.borrow_mut() = Some(Rc::new(recorder));
    }

    /// Has the record of the session kept.
    pub(crate) fn remember(&self) {
        let recorder = self.0.recorder.borrow().clone();
        if let Some(recorder) = recorder {
            recorder(self);
        }
    }

    /// Sets whether the user starts the next operation: then the focus moves to its outcome.
    pub(crate) fn set_user_initiated(&self, is_user_initiated: bool) {
        self.0.observer.is_user_initiated.set(is_user_initiated);
    }

    /// Whether the user started the last operation.
    pub(crate) fn is_user_initiated(&self) -> bool {
        self.0.observer.is_user_initiated.get()
    }

    /// The connection to the API.
    pub(crate) fn client(&self) -> &Client {
        &self.0.client
    }

    /// Whether the user has to enter a token.
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

    /// The number of outcomes so far, to detect a repeated outcome.
    pub(crate) fn outcomes(&self) -> u32 {
        self.0.observer.outcomes.get()
    }

    /// The problem, with its texts.
    pub(crate) fn problem(&self) -> Option<ProblemDetails> {
        let (operation, problem) = self.machine().problem()?;
        let title = self.problem_text(operation, &problem);
        Some(ProblemDetails::of(&problem, title, &self.options().messages))
    }

    /// The text of a problem: what happened and what to do.
    pub(crate) fn problem_text(&self, operation: Operation, problem: &Problem) -> String {
        let options = self.options();
        let timeout = f64::from(options.timeout);
        error_text::title(
            &options.messages,
            operation,
            problem,
            timeout,
            self.needs_entered_token(),
        )
    }
}
