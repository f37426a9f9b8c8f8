//! The shell around the machine: what an element or component keeps, and how it carries out the machine's commands with
//! the browser's fetch and timers.
//!
//! - [`event_loop`] feeds messages to the machine and carries out its commands; [`validate`] makes messages of what was
//!   entered.
//! - [`transport`] makes one request; [`in_flight`] keeps those that are under way; [`gate`] holds them back where any
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
mod requests;
mod snapshot;
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
pub use options::{Confirm, Credentials, Options};
pub use snapshot::{Details, ProblemDetails};

use crate::archive::{Machine, Msg, Phase, State};
use crate::tallyfy::{Token, TokenError};
use event_loop::Queue;
use in_flight::InFlight;

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
pub struct Session(Rc<Inner>);

struct Inner {
    host: Rc<dyn Host>,
    machine: RefCell<Machine>,
    options: RefCell<Options>,
    entered: RefCell<Entered>,
    token: RefCell<Option<Result<Token, TokenError>>>,
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
        machine.set_timeout(f64::from(options.timeout));
        Self(Rc::new(Inner {
            host,
            machine: RefCell::new(machine),
            options: RefCell::new(options),
            entered: RefCell::default(),
            token: RefCell::default(),
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

    /// Takes new options. Other ids or another API leave what was asked behind.
    pub fn configure(&self, options: Options) {
        self.0.machine.borrow_mut().set_timeout(f64::from(options.timeout));
        let is_about = |options: &Options| {
            [
                options.org_id.clone(),
                options.task_id.clone(),
                Some(options.api_base.clone()),
            ]
        };
        let now = is_about(&options);
        let before = self.0.options.replace(options);
        if is_about(&before) != now {
            self.retarget();
        } else {
            self.changed();
        }
    }

    /// Takes a token from the page; `None` takes it away.
    pub fn set_token(&self, token: Option<&str>) {
        self.0.is_token_from_page.set(token.is_some());
        *self.0.token.borrow_mut() = token.map(Token::parse);
        self.changed();
    }

    /// Puts a text into a field. Other ids than those that are shown leave what is shown behind.
    pub fn enter(&self, field: Field, text: String) {
        self.0.entered.borrow_mut().enter(field, text, &self.0.options.borrow());
        let phase = self.machine().phase();
        // What is wrong with the ids stays on the screen while they are mended.
        let is_about_ids = field != Field::Token && !matches!(phase, Phase::Refused { .. });
        if is_about_ids {
            self.retarget();
        } else {
            self.changed();
        }
    }

    /// Tells the machine which ids are meant now.
    fn retarget(&self) {
        let target = self.entered().target(&self.options(), &page_origin()).ok();
        self.dispatch(Msg::Retarget(target));
    }

    /// Calls `watcher` whenever there is something new to show.
    pub fn watch(&self, watcher: Option<Callback<()>>) {
        *self.0.watcher.borrow_mut() = watcher;
    }

    fn changed(&self) {
        let watcher = self.0.watcher.borrow().clone();
        if let Some(watcher) = watcher {
            watcher.emit(());
        }
    }

    /// Says whether the next operation was begun by the person, who then wants the focus to follow it.
    pub fn set_by_person(&self, is_by_person: bool) {
        self.0.is_by_person.set(is_by_person);
    }

    /// Whether the last operation was begun by the person.
    pub fn is_by_person(&self) -> bool {
        self.0.is_by_person.get()
    }

    /// Whether the page gave the token, so that the person need not.
    pub fn is_token_from_page(&self) -> bool {
        self.0.is_token_from_page.get()
    }

    /// Whether the next request would have a token.
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

    /// What the page decided.
    pub fn options(&self) -> Ref<'_, Options> {
        self.0.options.borrow()
    }

    /// What stands in the fields.
    pub fn entered(&self) -> Ref<'_, Entered> {
        self.0.entered.borrow()
    }

    /// The last request of the operation in front, and how it ended.
    pub fn exchange(&self) -> Ref<'_, Option<Exchange>> {
        self.0.exchange.borrow()
    }

    /// How many outcomes there were so far, so that one that looks like the last one is still told from it.
    pub fn outcomes(&self) -> u32 {
        self.0.outcomes.get()
    }

    /// The problem, ready for a page.
    pub fn problem(&self) -> Option<ProblemDetails> {
        let (_, problem) = self.machine().problem()?;
        let options = self.options();
        Some(ProblemDetails::of(&problem, &options.words, options.timeout))
    }
}
