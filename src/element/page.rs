//! The element that a widget belongs to, as JavaScript implements it.

use js_sys::{Object, Promise, Reflect};
use serde::Serialize;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::to_js;
use crate::session::{Announcement, Details, Host, TokenAnswer};

#[wasm_bindgen]
extern "C" {
    /// What the element passes on to its page.
    pub type Page;

    /// Dispatches an event, and answers whether the page let it pass.
    #[wasm_bindgen(method, catch)]
    fn emit(this: &Page, name: &str, detail: JsValue) -> Result<bool, JsValue>;

    /// Whether the page has set a `getToken`.
    #[wasm_bindgen(method, getter, js_name = givesToken)]
    fn gives_token(this: &Page) -> bool;

    /// Calls the page's `getToken`.
    #[wasm_bindgen(method, catch, js_name = askToken)]
    fn ask_token(this: &Page) -> Result<JsValue, JsValue>;
}

/// A widget's host that is a page.
pub(super) struct PageHost(pub(super) Page);

impl Host for PageHost {
    fn announce(&self, announcement: Announcement) {
        let (name, detail) = event(&announcement);
        // The page's listeners are the page's business; a listener that throws is reported by the browser.
        let _ = self.0.emit(name, detail);
    }

    fn permits(&self, details: Details) -> bool {
        self.0.emit("tallyfy-before-archive", to_js(&details)).unwrap_or(false)
    }

    fn token(&self) -> Option<TokenAnswer> {
        if !self.0.gives_token() {
            return None;
        }
        let answer = self.0.ask_token();
        Some(Box::pin(async move {
            let answer = answer.ok()?;
            let token = if answer.has_type::<Promise>() {
                JsFuture::from(answer.unchecked_into::<Promise>()).await.ok()?
            } else {
                answer
            };
            token.as_string()
        }))
    }

    fn gives_token(&self) -> bool {
        self.0.gives_token()
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct StateChange {
    state: &'static str,
    previous: &'static str,
}

/// The name of an event and its detail.
fn event(announcement: &Announcement) -> (&'static str, JsValue) {
    match announcement {
        Announcement::State { previous, state } => {
            let change = StateChange {
                state: state.as_str(),
                previous: previous.as_str(),
            };
            ("tallyfy-state", to_js(&change))
        }
        Announcement::Archived {
            details,
            status,
            already_archived,
        } => {
            let more = [
                ("status", to_js(status)),
                ("alreadyArchived", (*already_archived).into()),
            ];
            ("tallyfy-archived", with(details, more))
        }
        Announcement::Restored { details, status } => ("tallyfy-restored", with(details, [("status", to_js(status))])),
        Announcement::Refused {
            details,
            operation,
            problem,
        } => {
            let more = [("operation", operation.as_str().into()), ("problem", to_js(problem))];
            ("tallyfy-refused", without_task(with(details, more)))
        }
        Announcement::Unknown {
            details,
            operation,
            problem,
        } => {
            let more = [("operation", operation.as_str().into()), ("problem", to_js(problem))];
            ("tallyfy-unknown", without_task(with(details, more)))
        }
    }
}

fn with<const N: usize>(details: &Details, more: [(&str, JsValue); N]) -> JsValue {
    let detail = to_js(details);
    for (key, value) in more {
        // Setting a property of a new object cannot fail.
        let _ = Reflect::set(&detail, &key.into(), &value);
    }
    detail
}

fn without_task(detail: JsValue) -> JsValue {
    let _ = Reflect::delete_property(detail.unchecked_ref::<Object>(), &"task".into());
    detail
}
