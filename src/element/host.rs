//! The host of a widget that is a custom element, implemented in JavaScript.

use std::cell::RefCell;

use js_sys::{Array, TypeError};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;

use super::record;
use super::to_js::to_js;
use crate::client::{TokenAnswer, TokenProvider, settled};
use crate::session::{Announcement, Approval, Details, Host, Session, event_detail, failure_detail};
use crate::tallyfy::JsonValue;

#[wasm_bindgen]
extern "C" {
    /// The host, see `#host()` in `static/element/element.js`.
    #[derive(Clone)]
    pub type Page;

    /// Dispatches events, each a name and a detail.
    #[wasm_bindgen(method, catch)]
    fn announce(this: &Page, events: Array) -> Result<(), JsValue>;

    /// Asks the page whether to archive the item: returns a boolean, or a promise of one.
    #[wasm_bindgen(method, catch, js_name = requestApproval)]
    fn request_approval(this: &Page, detail: JsValue) -> Result<JsValue, JsValue>;

    /// Keeps the record of the element.
    #[wasm_bindgen(method, catch)]
    fn remember(this: &Page, record: JsValue) -> Result<(), JsValue>;

    /// Called when a change is in flight and when none is left.
    #[wasm_bindgen(method, catch, js_name = changeInFlight)]
    fn change_in_flight(this: &Page, is_in_flight: bool) -> Result<(), JsValue>;

    /// Shows a popover next to a row.
    #[wasm_bindgen(method, catch, js_name = showPopover)]
    fn show_popover(this: &Page, popover: &Element, row: &Element, on_close: &JsValue) -> Result<(), JsValue>;

    /// Whether the page provides a token: by `getToken`, `token-url` or `configure`.
    #[wasm_bindgen(method, getter, js_name = providesToken)]
    fn provides_token(this: &Page) -> bool;

    /// Whether that is `token-url`, of the element or of `configure`.
    #[wasm_bindgen(method, getter, js_name = usesTokenUrl)]
    fn uses_token_url(this: &Page) -> bool;

    /// Asks the page for a token for requests to this origin.
    #[wasm_bindgen(method, catch, js_name = callGetToken)]
    fn call_get_token(this: &Page, refresh: bool, origin: &str) -> Result<JsValue, JsValue>;
}

/// The element as the host of its widget; `None` after it was released.
pub(super) struct PageHost(RefCell<Option<Page>>);

impl PageHost {
    pub(super) fn new(page: Page) -> Self {
        Self(RefCell::new(Some(page)))
    }

    /// Releases the element: a promise of the page that never settles would keep it alive.
    pub(super) fn release(&self) {
        self.0.take();
    }

    /// Passes the record of the session to the element, which outlives it.
    pub(super) fn remember(&self, session: &Session) {
        if let Some(page) = self.page() {
            let _ = page.remember(record::of(session));
        }
    }

    fn page(&self) -> Option<Page> {
        self.0.borrow().clone()
    }
}

impl Host for PageHost {
    fn announce(&self, announcements: Vec<Announcement>) {
        // In one call, which goes on in JavaScript where a listener crashes this module.
        let events = Array::new();
        for announcement in &announcements {
            let (name, detail) = event(announcement);
            events.push(&Array::of2(&name.into(), &to_js(&detail)));
        }
        if let Some(page) = self.page() {
            // The browser reports exceptions of listeners.
            let _ = page.announce(events);
        }
    }

    fn approve(&self, details: Details) -> Approval {
        let request = |page: Page| page.request_approval(to_js(&event_detail(&details, Vec::new()))).ok();
        let Some(decision) = self.page().and_then(request) else {
            return Approval::Decided(false);
        };
        match decision.as_bool() {
            Some(decision) => Approval::Decided(decision),
            // A library may have replaced `Promise`, so it need not be an instance of that.
            None => Approval::Pending(Box::pin(async move {
                settled(decision).await.is_ok_and(|decision| decision == true)
            })),
        }
    }

    fn change_in_flight(&self, is_in_flight: bool) {
        if let Some(page) = self.page() {
            let _ = page.change_in_flight(is_in_flight);
        }
    }

    fn show_popover(&self, popover: &Element, row: &Element, on_close: &JsValue) {
        if let Some(page) = self.page() {
            let _ = page.show_popover(popover, row, on_close);
        }
    }
}

impl TokenProvider for PageHost {
    fn token(&self, refresh: bool, origin: &str) -> Option<TokenAnswer> {
        let page = self.page().filter(Page::provides_token)?;
        let answer = page.call_get_token(refresh, origin);
        Some(Box::pin(async move {
            // Any thenable: libraries and other realms have promises of their own.
            let token = settled(answer?).await?;
            token.as_string().ok_or_else(|| type_error(&token))
        }))
    }

    fn provides_token(&self) -> bool {
        self.page().is_some_and(|page| page.provides_token())
    }

    fn source_name(&self) -> &'static str {
        let uses_token_url = self.page().is_some_and(|page| page.uses_token_url());
        if uses_token_url { "token-url" } else { "getToken" }
    }
}

/// The error for a token that is not a string. Its text is for developers: like the errors that the page throws, it is
/// shown as it is.
fn type_error(token: &JsValue) -> JsValue {
    let kind = if token.is_null() {
        "null".to_owned()
    } else {
        token.js_typeof().as_string().unwrap_or_default()
    };
    TypeError::new(&format!("getToken returned {kind} instead of a string")).into()
}

/// The name of an event and its detail.
fn event(announcement: &Announcement) -> (&'static str, JsonValue<'_>) {
    match announcement {
        Announcement::State { previous, state } => {
            let change = vec![
                ("state", JsonValue::from(state.as_str())),
                ("previous", JsonValue::from(previous.as_str())),
            ];
            ("tallyfy-state", JsonValue::Object(change))
        }
        Announcement::Archived {
            details,
            status,
            already_archived,
        } => {
            let already = ("already_archived", JsonValue::from(*already_archived));
            let more = vec![("status", JsonValue::from(*status)), already];
            ("tallyfy-archived", event_detail(details, more))
        }
        Announcement::Restored { details, status } => {
            let more = vec![("status", JsonValue::from(*status))];
            ("tallyfy-restored", event_detail(details, more))
        }
        Announcement::Refused {
            details,
            operation,
            problem,
        } => (
            "tallyfy-refused",
            failure_detail(details, *operation, problem, Vec::new()),
        ),
        Announcement::Unknown {
            details,
            operation,
            problem,
            checking,
        } => {
            let more = vec![("checking", JsonValue::Bool(*checking))];
            ("tallyfy-unknown", failure_detail(details, *operation, problem, more))
        }
    }
}
