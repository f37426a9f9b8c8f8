//! The exports of the custom element: a widget that JavaScript mounts into a shadow root.
//!
//! A class that extends `HTMLElement` cannot be written in Rust. It is in `static/element/element.js`.

mod page;
mod plain;
#[cfg(feature = "sampler")]
#[path = "../../tests/component/sampler.rs"]
mod sampler;
mod values;

use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;
use yew::AppHandle;

use crate::archive::{Msg, State};
use crate::components::{Card, SessionProps};
use crate::session::{Field, Session, Value};
use crate::tallyfy::Json;
use page::{Page, PageHost};
use plain::Plain;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// A mounted widget. It lives as long as its element, also while that is not in a document.
#[wasm_bindgen]
pub struct Widget {
    session: Session,
    _app: AppHandle<Card>,
}

#[wasm_bindgen]
impl Widget {
    /// Mounts a widget into `root`, an element inside the shadow root.
    #[wasm_bindgen(constructor)]
    pub fn new(root: Element, page: Page, options: JsValue) -> Self {
        let session = Session::new(std::rc::Rc::new(PageHost(page)), values::options(&Value(options)));
        let props = SessionProps {
            session: session.clone(),
        };
        let app = yew::Renderer::<Card>::with_root_and_props(root, props).render();
        Self { session, _app: app }
    }

    /// Replaces the options.
    pub fn configure(&self, options: JsValue) {
        self.session.configure(values::options(&Value(options)));
    }

    /// Sets the token that the page gives; `undefined` removes it.
    #[wasm_bindgen(js_name = setToken)]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "wasm-bindgen passes optional strings by value only"
    )]
    pub fn set_token(&self, token: Option<String>) {
        self.session.set_token(token.as_deref());
    }

    /// Enters values into the fields, as if a person had typed them: `{orgId, taskId, token}`.
    pub fn fill(&self, values: JsValue) {
        let values = Value(values);
        for field in [Field::OrgId, Field::TaskId, Field::Token] {
            if let Some(text) = values.get(field.as_str()).and_then(|value| value.text()) {
                self.session.enter(field, text);
            }
        }
    }

    /// Begins an operation on behalf of the page, and calls `settled` with the state once it has settled.
    pub fn run(&self, verb: &str, settled: Function) {
        self.session.set_by_person(false);
        match verb {
            "find" => self.session.find(),
            "archive" => self.session.archive(),
            "restore" => self.session.restore(),
            "check" => self.session.check(),
            "cancel" => self.session.dispatch(Msg::Cancel),
            _ => self.session.dispatch(Msg::Reset),
        }
        let settled = Box::new(move |state: State| {
            // A promise's resolver does not throw.
            let _ = settled.call1(&JsValue::NULL, &state.as_str().into());
        });
        if verb == "check" {
            self.session.when_checked(settled);
        } else {
            self.session.when_settled(settled);
        }
    }

    /// Checks what is unknown: the network is back, or the page is visible again.
    pub fn wake(&self) {
        self.session.dispatch(Msg::Wake);
    }

    /// The name of the state.
    #[wasm_bindgen(getter)]
    pub fn state(&self) -> String {
        self.session.state().as_str().to_owned()
    }

    /// The task as it was last read, or `null`.
    #[wasm_bindgen(getter)]
    pub fn task(&self) -> JsValue {
        Plain::from(self.session.machine().item()).to_js()
    }

    /// The problem, or `null`.
    #[wasm_bindgen(getter)]
    pub fn problem(&self) -> JsValue {
        let problem = self.session.problem();
        problem
            .as_ref()
            .map_or(JsValue::NULL, |problem| Plain::from(problem).to_js())
    }

    /// Whether a token is available for the next request.
    #[wasm_bindgen(getter, js_name = hasToken)]
    pub fn has_token(&self) -> bool {
        self.session.has_token()
    }
}

/// Makes the next call start with fresh memory. After a panic or a trap the old memory is unusable.
#[wasm_bindgen(js_name = startAgain)]
#[expect(unreachable_pub, reason = "wasm-bindgen exports public functions only")]
pub fn start_again() {
    wasm_bindgen::handler::schedule_reinit();
}

/// Mounts the tests' own component into `root`, an element inside a shadow root.
#[cfg(feature = "sampler")]
#[wasm_bindgen(js_name = mountSampler)]
#[expect(unreachable_pub, reason = "wasm-bindgen exports public functions only")]
pub fn mount_sampler(root: Element) {
    yew::Renderer::<sampler::Sampler>::with_root(root).render();
}
