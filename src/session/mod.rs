//! The shell around the machine: keeps what an element or component needs, and carries out the machine's commands with
//! the browser's fetch and timers.
//!
//! - `event_loop` feeds messages to the machine and carries out its commands; `validate` makes messages of what was
//!   entered.
//! - `transport` makes one request, and removes the tokens from its response; `in_flight` keeps those that are under way; `gate` holds them back where any
//!   widget of the page was told to wait.

mod browser;
mod clock;
mod diagnosis;
mod entered;
mod event_loop;
mod exchange;
mod gate;
mod host;
mod in_flight;
mod options;
mod record;
mod requests;
mod snapshot;
mod token_failure;
mod transport;
mod validate;

use std::cell::{Cell, Ref, RefCell};
use std::rc::Rc;

use yew::Callback;

#[cfg(feature = "element")]
pub(crate) use browser::Value;
pub(crate) use clock::{now_ms, wall_ms_at};
pub use diagnosis::{cors_headers, page_origin};
pub use entered::{Entered, Field};
pub use exchange::Exchange;
pub use host::{Announcement, Approval, Host, TokenAnswer};
pub use options::{Confirm, Credentials, Options, timeout_ms};
pub use snapshot::{Details, ProblemDetails};

use crate::archive::{Machine, Msg, Phase, State};
use crate::tallyfy::{Secrets, Token, TokenError};
use event_loop::Queue;
use in_flight::InFlight;

/// A running widget. Clones share it.
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
pub struct Session(Rc<Inner>);

struct Inner {
    host: Rc<dyn Host>,
    machine: RefCell<Machine>,
    options: RefCell<Options>,
    entered: RefCell<Entered>,
    token: RefCell<Option<Result<Token, TokenError>>>,
    /// Every token that this widget was given: none of them is shown where a server or the page sends it back.
    secrets: RefCell<Secrets>,
    is_token_from_page: Cell<bool>,
    in_flight: RefCell<Vec<InFlight>>,
    /// Until when a 429 told this widget to wait, on the monotonic clock.
    told_to_wait_until: Cell<f64>,
    /// The last exchange of the job in front.
    exchange: RefCell<Option<Exchange>>,
    queue: Queue,
    watcher: RefCell<Option<Callback<()>>>,
    is_by_person: Cell<bool>,
    outcomes: Cell<u32>,
}

impl PartialEq for Session {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Session {
    /// A widget of this host.
    pub fn new(host: Rc<dyn Host>, options: Options) -> Self {
        let mut machine = Machine::default();
        machine.set_timeout(f64::from(options.timeout));
        Self(Rc::new(Inner {
            host,
            machine: RefCell::new(machine),
            options: RefCell::new(options),
            entered: RefCell::default(),
            token: RefCell::default(),
            secrets: RefCell::default(),
            is_token_from_page: Cell::new(false),
            in_flight: RefCell::default(),
            told_to_wait_until: Cell::new(0.0),
            exchange: RefCell::default(),
            queue: Queue::default(),
            watcher: RefCell::default(),
            is_by_person: Cell::new(false),
            outcomes: Cell::new(0),
        }))
    }

    /// Replaces the options. Changed ids or another API leave the current job behind.
    pub fn configure(&self, options: Options) {
        self.0.machine.borrow_mut().set_timeout(f64::from(options.timeout));
        let now = options.about();
        let before = self.0.options.replace(options);
        if before.about() == now {
            self.changed();
        } else {
            self.retarget();
        }
    }

    /// Sets the token that the page gives; `None` removes it.
    pub fn set_token(&self, token: Option<&str>) {
        self.0.is_token_from_page.set(token.is_some());
        self.0.secrets.borrow_mut().learn(token.unwrap_or_default());
        *self.0.token.borrow_mut() = token.map(Token::parse);
        self.changed();
    }

    /// Sets the text of a field. If that changes the ids, the current job is left behind.
    pub fn enter(&self, field: Field, text: String) {
        self.0.entered.borrow_mut().enter(field, text, &self.0.options.borrow());
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
    pub(super) fn retarget(&self) {
        let target = self.entered().target(&self.options(), &page_origin()).ok();
        self.dispatch(Msg::Retarget(target));
    }

    /// Calls `watcher` whenever there is something new to show.
    pub fn watch(&self, watcher: Option<Callback<()>>) {
        *self.0.watcher.borrow_mut() = watcher;
    }

    fn changed(&self) {
        self.remember();
        self.notify_watcher();
    }

    fn notify_watcher(&self) {
        let watcher = self.0.watcher.borrow().clone();
        if let Some(watcher) = watcher {
            watcher.emit(());
        }
    }

    /// Has the host remember what it would take to go on.
    pub(crate) fn remember(&self) {
        self.0.host.remember(self);
    }

    /// Records whether a person begins the next operation: then the focus follows it.
    pub fn set_by_person(&self, is_by_person: bool) {
        self.0.is_by_person.set(is_by_person);
    }

    /// Whether a person began the last operation.
    pub fn is_by_person(&self) -> bool {
        self.0.is_by_person.get()
    }

    /// Whether the page gave the token, so that no field is needed.
    pub fn is_token_from_page(&self) -> bool {
        self.0.is_token_from_page.get()
    }

    /// Whether a token is available for the next request.
    pub fn has_token(&self) -> bool {
        self.0.host.gives_token() || matches!(*self.0.token.borrow(), Some(Ok(_)))
    }

    /// The state.
    pub fn state(&self) -> State {
        self.0.machine.borrow().state()
    }

    /// The machine.
    pub fn machine(&self) -> Ref<'_, Machine> {
        self.0.machine.borrow()
    }

    /// The options.
    pub fn options(&self) -> Ref<'_, Options> {
        self.0.options.borrow()
    }

    /// The contents of the fields.
    pub fn entered(&self) -> Ref<'_, Entered> {
        self.0.entered.borrow()
    }

    /// The last request of the job in front, and its response.
    pub fn exchange(&self) -> Ref<'_, Option<Exchange>> {
        self.0.exchange.borrow()
    }

    /// The number of outcomes so far. It distinguishes an outcome from an equal one before it.
    pub fn outcomes(&self) -> u32 {
        self.0.outcomes.get()
    }

    /// The problem, with its texts.
    pub fn problem(&self) -> Option<ProblemDetails> {
        let (operation, problem) = self.machine().problem()?;
        let options = self.options();
        Some(ProblemDetails::of(operation, &problem, &options.words, options.timeout))
    }
}
