//! The element that a widget belongs to, as JavaScript implements it.

use js_sys::Promise;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::plain::{Plain, about};
use crate::archive::Operation;
use crate::session::{Announcement, Details, Host, ProblemDetails, TokenAnswer};

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
        let detail = about(&details, vec![task(&details)]);
        self.0.emit("tallyfy-before-archive", detail).unwrap_or(false)
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

/// The name of an event and its detail.
fn event(announcement: &Announcement) -> (&'static str, JsValue) {
    match announcement {
        Announcement::State { previous, state } => {
            let change = vec![
                ("state", Plain::from(state.as_str())),
                ("previous", Plain::from(previous.as_str())),
            ];
            ("tallyfy-state", Plain::Object(change).to_js())
        }
        Announcement::Archived {
            details,
            status,
            already_archived,
        } => {
            let already = ("alreadyArchived", Plain::Flag(*already_archived));
            let more = vec![task(details), ("status", Plain::from(*status)), already];
            ("tallyfy-archived", about(details, more))
        }
        Announcement::Restored { details, status } => {
            let more = vec![task(details), ("status", Plain::from(*status))];
            ("tallyfy-restored", about(details, more))
        }
        Announcement::Refused {
            details,
            operation,
            problem,
        } => ("tallyfy-refused", trouble(details, *operation, problem)),
        Announcement::Unknown {
            details,
            operation,
            problem,
        } => ("tallyfy-unknown", trouble(details, *operation, problem)),
    }
}

fn task(details: &Details) -> (&'static str, Plain<'_>) {
    ("task", Plain::from(details.task.as_ref()))
}

fn trouble(details: &Details, operation: Operation, problem: &ProblemDetails) -> JsValue {
    let more = vec![
        ("operation", Plain::from(operation.as_str())),
        ("problem", Plain::from(problem)),
    ];
    about(details, more)
}
