//! What the custom element is built from: a widget that JavaScript can mount into its shadow root.
//!
//! A class that extends `HTMLElement` cannot be written in Rust, so `static/tallyfy-archive.js` has it; it hands over
//! what the page sets and passes on what the widget says.

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

use crate::archive::Input;
use crate::components::{Card, SessionProps};
use crate::session::{Field, Session, Value};
use crate::tallyfy::Json;
use page::{Page, PageHost};
use plain::Plain;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// A mounted widget. It lives as long as its element, which may be taken out of the page and put back.
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

    /// Takes what the page sets.
    pub fn configure(&self, options: JsValue) {
        self.session.configure(values::options(&Value(options)));
    }

    /// Takes the token the page sets; nothing takes it away.
    #[wasm_bindgen(js_name = setToken)]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "wasm-bindgen passes optional strings by value only"
    )]
    pub fn set_token(&self, token: Option<String>) {
        self.session.set_token(token.as_deref());
    }

    /// Puts texts into the fields: `{orgId, taskId, token}`, each as if a person had typed it.
    pub fn fill(&self, values: JsValue) {
        let values = Value(values);
        for field in [Field::OrgId, Field::TaskId, Field::Token] {
            if let Some(text) = values.get(field.as_str()).and_then(|value| value.text()) {
                self.session.enter(field, text);
            }
        }
    }

    /// Begins an operation on behalf of the page, and calls `settled` with the state once nothing is under way.
    pub fn run(&self, verb: &str, settled: Function) {
        self.session.set_by_person(false);
        self.session.when_settled(Box::new(move |state| {
            // A promise's resolver does not throw.
            let _ = settled.call1(&JsValue::NULL, &state.as_str().into());
        }));
        match verb {
            "find" => self.session.find(),
            "archive" => self.session.archive(),
            "restore" => self.session.restore(),
            "check" => self.session.check(),
            "cancel" => self.session.dispatch(Input::Cancel),
            "leave" => self.session.dispatch(Input::Leave),
            _ => self.session.dispatch(Input::Reset),
        }
    }

    /// The state's name.
    #[wasm_bindgen(getter)]
    pub fn state(&self) -> String {
        self.session.state().as_str().to_owned()
    }

    /// The task as it was last seen, or `null`.
    #[wasm_bindgen(getter)]
    pub fn task(&self) -> JsValue {
        Plain::from(self.session.machine().task()).to_js()
    }

    /// The problem, or `null`.
    #[wasm_bindgen(getter)]
    pub fn problem(&self) -> JsValue {
        let problem = self.session.problem();
        problem
            .as_ref()
            .map_or(JsValue::NULL, |problem| Plain::from(problem).to_js())
    }

    /// Whether the next request would have a token.
    #[wasm_bindgen(getter, js_name = hasToken)]
    pub fn has_token(&self) -> bool {
        self.session.has_token()
    }
}

/// Makes the next call begin with fresh memory. After a panic or a trap nothing in the old memory can be relied on.
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
