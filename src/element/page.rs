//! The host of a widget that is a custom element, implemented in JavaScript.

use std::cell::RefCell;

use js_sys::{Promise, TypeError};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::event_detail::{event_detail, to_js};
use super::record;
use crate::archive::Operation;
use crate::client::{TokenAnswer, TokenProvider, settled};
use crate::session::{Announcement, Approval, Details, Host, ProblemDetails, Session};
use crate::tallyfy::JsonValue;

#[wasm_bindgen]
extern "C" {
    /// The host, see `#host()` in `static/element/element.js`.
    #[derive(Clone)]
    pub type Page;

    /// Dispatches an event.
    #[wasm_bindgen(method, catch)]
    fn emit(this: &Page, name: &str, detail: JsValue) -> Result<(), JsValue>;

    /// Asks the page whether to archive the item: returns a boolean, or a promise of one.
    #[wasm_bindgen(method, catch, js_name = requestApproval)]
    fn request_approval(this: &Page, detail: JsValue) -> Result<JsValue, JsValue>;

    /// Keeps the record of the element.
    #[wasm_bindgen(method, catch)]
    fn remember(this: &Page, record: JsValue) -> Result<(), JsValue>;

    /// Called when a change is in flight and when none is left.
    #[wasm_bindgen(method, catch, js_name = changeInFlight)]
    fn change_in_flight(this: &Page, is_in_flight: bool) -> Result<(), JsValue>;

    /// Whether the page provides a token: by `getToken`, `token-url` or `configure`.
    #[wasm_bindgen(method, getter, js_name = providesToken)]
    fn provides_token(this: &Page) -> bool;

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
    fn announce(&self, announcement: Announcement) {
        let (name, detail) = event(&announcement);
        if let Some(page) = self.page() {
            // The browser reports exceptions of listeners.
            let _ = page.emit(name, detail);
        }
    }

    fn approve(&self, details: Details) -> Approval {
        let request = |page: Page| page.request_approval(event_detail(&details, Vec::new())).ok();
        let Some(decision) = self.page().and_then(request) else {
            return Approval::Decided(false);
        };
        match decision.dyn_into::<Promise>() {
            Ok(promise) => Approval::Pending(Box::pin(async move {
                JsFuture::from(promise).await.is_ok_and(|decision| decision.is_truthy())
            })),
            Err(decision) => Approval::Decided(decision.is_truthy()),
        }
    }

    fn change_in_flight(&self, is_in_flight: bool) {
        if let Some(page) = self.page() {
            let _ = page.change_in_flight(is_in_flight);
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
fn event(announcement: &Announcement) -> (&'static str, JsValue) {
    match announcement {
        Announcement::State { previous, state } => {
            let change = vec![
                ("state", JsonValue::from(state.as_str())),
                ("previous", JsonValue::from(previous.as_str())),
            ];
            ("tallyfy-state", to_js(&JsonValue::Object(change)))
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

fn failure_detail<'a>(
    details: &'a Details,
    operation: Operation,
    problem: &'a ProblemDetails,
    mut more: Vec<(&'static str, JsonValue<'a>)>,
) -> JsValue {
    more.push(("operation", JsonValue::from(operation.as_str())));
    more.push(("problem", JsonValue::from(problem)));
    event_detail(details, more)
}
