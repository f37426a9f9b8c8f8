//! What can be seen of a running widget.

use std::cell::Ref;

use super::{Entered, Exchange, Options, ProblemDetails, Session};
use crate::archive::{Machine, State};

impl Session {
    /// Whether the page gave the token, so that the person need not.
    ///
    /// ```
    /// # fn of(session: &tallyfy_archive::session::Session) {
    /// let is_hidden = session.is_token_from_page();
    /// # }
    /// ```
    pub fn is_token_from_page(&self) -> bool {
        self.0.token_from_page.get()
    }

    /// Whether the next request would have a token.
    ///
    /// ```
    /// # fn of(session: &tallyfy_archive::session::Session) {
    /// if session.has_token() {
    ///     session.find();
    /// }
    /// # }
    /// ```
    pub fn has_token(&self) -> bool {
        self.0.host.gives_token() || matches!(*self.0.token.borrow(), Some(Ok(_)))
    }

    /// Whether the last operation was begun by the person.
    ///
    /// ```
    /// # fn of(session: &tallyfy_archive::session::Session) {
    /// let moves_focus = session.is_by_person();
    /// # }
    /// ```
    pub fn is_by_person(&self) -> bool {
        self.0.by_person.get()
    }

    /// The state.
    ///
    /// ```
    /// use tallyfy_archive::archive::State;
    ///
    /// # fn of(session: &tallyfy_archive::session::Session) {
    /// let is_done = session.state() == State::Archived;
    /// # }
    /// ```
    pub fn state(&self) -> State {
        self.0.machine.borrow().state()
    }

    /// The machine.
    ///
    /// ```
    /// # fn of(session: &tallyfy_archive::session::Session) {
    /// let title = session.machine().task().and_then(|task| task.title.clone());
    /// # }
    /// ```
    pub fn machine(&self) -> Ref<'_, Machine> {
        self.0.machine.borrow()
    }

    /// What the page decided.
    ///
    /// ```
    /// # fn of(session: &tallyfy_archive::session::Session) {
    /// let seconds = session.options().timeout / 1_000;
    /// # }
    /// ```
    pub fn options(&self) -> Ref<'_, Options> {
        self.0.options.borrow()
    }

    /// What stands in the fields.
    ///
    /// ```
    /// # fn of(session: &tallyfy_archive::session::Session) {
    /// let is_empty = session.entered().task_id.is_empty();
    /// # }
    /// ```
    pub fn entered(&self) -> Ref<'_, Entered> {
        self.0.entered.borrow()
    }

    /// The last request of the operation and its response.
    pub fn exchange(&self) -> Ref<'_, Option<Exchange>> {
        self.0.exchange.borrow()
    }

    /// Since when something is under way, milliseconds since 1970.
    ///
    /// ```
    /// # fn of(session: &tallyfy_archive::session::Session) {
    /// let so_far = js_sys::Date::now() - session.busy_since();
    /// # }
    /// ```
    pub fn busy_since(&self) -> f64 {
        self.0.busy_since.get()
    }

    /// How many outcomes there were so far, so that one that looks like the last one is still told from it.
    ///
    /// ```
    /// # fn of(session: &tallyfy_archive::session::Session) {
    /// let is_first = session.outcomes() == 1;
    /// # }
    /// ```
    pub fn outcomes(&self) -> u32 {
        self.0.outcomes.get()
    }

    /// The problem, ready for a page.
    ///
    /// ```
    /// # fn of(session: &tallyfy_archive::session::Session) {
    /// let kind = session.problem().map(|problem| problem.kind);
    /// # }
    /// ```
    pub fn problem(&self) -> Option<ProblemDetails> {
        let options = self.options();
        self.machine()
            .problem()
            .map(|(_, problem)| ProblemDetails::of(problem, &options.words, options.timeout))
    }
}
