//! A running widget: holds the state of one element, runs the machine, and executes its commands. Does not know Yew.
//!
//! - `store`: the state of an element; `entered` and `options` are parts of it.
//! - `event_loop`: passes the messages of the `queue` to the machine, and executes its commands.
//! - `requests`: executes the commands that take time; `pending_command`: one of them.
//! - `actions`: the operations that the user or the page starts, and their validation.
//! - `host`: the interface to the element or application; `details`: its data; `event_detail`: the same as JSON.
//! - `record`: serializes a session, to resume it after a crash or a release.

mod actions;
mod details;
mod entered;
mod event_detail;
mod event_loop;
mod host;
mod options;
mod pending_command;
mod queue;
mod record;
mod requests;
mod store;

use std::cell::{Ref, RefCell};
use std::rc::Rc;

pub use details::{Details, FieldProblem, ProblemDetails};
pub(crate) use entered::{Entered, Field};
#[cfg(feature = "element")]
pub(crate) use event_detail::event_detail;
#[cfg(any(feature = "element", feature = "prerender"))]
pub(crate) use event_detail::failure_detail;
pub use host::Announcement;
pub(crate) use host::{Approval, Host};
pub use options::{Confirm, Layout};
pub(crate) use options::{DEFAULT_TIMEOUT, Options, given, timeout_ms};

use crate::archive::{Machine, Msg, Phase, State};
use crate::client::{Client, Credentials, Exchange};
use crate::messages::error_text::ProblemTexts;
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
    /// Renders the session; `None` if nothing does.
    watcher: RefCell<Option<Watcher>>,
}

/// Called with the session on every change, and before anything is sent.
type Recorder = Rc<dyn Fn(&Session)>;

/// Called with what happens in the session.
type Watcher = Rc<dyn Fn(SessionEvent)>;

/// What is reported to the component that renders a session.
pub(crate) enum SessionEvent {
    /// Something that is rendered may have changed.
    Changed,
    /// The job in front has an outcome, possibly the same again.
    Outcome,
    /// The page starts the next operation, not the user.
    CalledByPage,
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
            watcher: RefCell::default(),
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
        self.enter_all([(field, text)]);
    }

    /// Sets the texts of several fields at once: a link has other IDs until it has filled both fields.
    pub(crate) fn enter_all(&self, values: impl IntoIterator<Item = (Field, String)>) {
        let mut is_about_ids = false;
        for (field, text) in values {
            is_about_ids |= field != Field::Token;
            self.0.store.borrow_mut().enter(field, text);
        }
        // The error stays visible while the input is being corrected.
        if is_about_ids && !matches!(self.machine().phase(), Phase::Refused { .. }) {
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

    /// Sets who renders the session.
    pub(crate) fn watch(&self, watcher: Option<Watcher>) {
        *self.0.watcher.borrow_mut() = watcher;
    }

    fn changed(&self) {
        self.remember();
        self.notify(SessionEvent::Changed);
    }

    /// Notifies the watcher of an event.
    pub(crate) fn notify(&self, event: SessionEvent) {
        let watcher = self.0.watcher.borrow().clone();
        if let Some(watcher) = watcher {
            watcher(event);
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

    /// The element or application.
    pub(crate) fn host(&self) -> &dyn Host {
        &*self.0.host
    }

    /// The connection to the API.
    pub(crate) fn client(&self) -> &Client {
        &self.0.client
    }

    /// Whether the user has to enter a token.
    pub(crate) fn needs_entered_token(&self) -> bool {
        self.options().credentials == Credentials::Omit && !self.0.client.provides_token()
    }

    pub(crate) fn state(&self) -> State {
        self.machine().state()
    }

    pub(crate) fn machine(&self) -> Ref<'_, Machine> {
        Ref::map(self.0.store.borrow(), |store| &store.machine)
    }

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

    /// The problem, with its texts.
    pub(crate) fn problem(&self) -> Option<ProblemDetails> {
        let (operation, problem) = self.machine().problem()?;
        let options = self.options();
        let title = self.problem_texts(&options).title(operation, &problem);
        Some(ProblemDetails::of(&problem, title, &options.messages))
    }

    /// The texts of problems with these options, which are those of the session.
    pub(crate) fn problem_texts<'a>(&self, options: &'a Options) -> ProblemTexts<'a> {
        ProblemTexts {
            messages: &options.messages,
            timeout: f64::from(options.timeout),
            needs_entered_token: self.needs_entered_token(),
        }
    }
}
