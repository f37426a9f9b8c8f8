//! The exports of the custom element: a widget that JavaScript mounts into a shadow root.
//!
//! A class that extends `HTMLElement` cannot be written in Rust. It is in `static/element/element.js`.

mod host;
mod options;
mod record;
#[cfg(feature = "sampler")]
#[path = "../../tests/component/sampler.rs"]
mod sampler;
mod slot;
mod to_js;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;
use yew::AppHandle;

use crate::archive::{Msg, State};
use crate::client::JsJson;
use crate::session::{Field, Session, SessionEvent};
use crate::tallyfy::{Json, Redacted, Secrets};
use host::{Page, PageHost};
use slot::{Slot, SlotProps};

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// A mounted root that shows the widget of one element after the other.
#[wasm_bindgen]
pub struct Widget {
    app: RefCell<AppHandle<Slot>>,
    generation: Cell<u32>,
    shown: RefCell<Option<Mounted>>,
}

/// The session and host of the current element.
struct Mounted {
    session: Session,
    host: Rc<PageHost>,
}

#[wasm_bindgen]
impl Widget {
    /// Mounts into `root`, an element inside a shadow root.
    #[wasm_bindgen(constructor)]
    pub fn new(root: Element) -> Self {
        let app = yew::Renderer::<Slot>::with_root_and_props(root, slot_props(None, 0)).render();
        Self {
            app: RefCell::new(app),
            generation: Cell::new(0),
            shown: RefCell::default(),
        }
    }

    /// Shows the widget of this element. `record`: that of its last session, if any; `stopped_at`: when that session
    /// stopped, in milliseconds on the monotonic clock.
    pub fn begin(&self, page: Page, options: JsValue, record: JsValue, stopped_at: f64) {
        let host = Rc::new(PageHost::new(page));
        let session = Session::new(host.clone(), options::parse(&JsJson(options)));
        let recording_host = host.clone();
        session.set_recorder(move |session| recording_host.remember(session));
        let shown = Mounted {
            session: session.clone(),
            host,
        };
        self.shown.replace(Some(shown));
        if record.is_object() {
            // `Redacted` only so that the parsers are instantiated once: that keeps the WebAssembly small.
            session.resume(&Redacted::new(JsJson(record), &Secrets::default()), stopped_at);
        }
        session.remember();
        self.show(Some(&session));
    }

    /// Releases the element.
    pub fn release(&self) {
        if let Some(shown) = self.shown.take() {
            shown.host.release();
        }
        self.show(None);
    }

    fn show(&self, session: Option<&Session>) {
        self.generation.set(self.generation.get().wrapping_add(1));
        let props = slot_props(session.cloned(), self.generation.get());
        self.app.borrow_mut().update(props);
    }

    fn session(&self) -> Option<Session> {
        self.shown.borrow().as_ref().map(|shown| shown.session.clone())
    }

    /// Replaces the options.
    pub fn configure(&self, options: JsValue) {
        if let Some(session) = self.session() {
            session.configure(options::parse(&JsJson(options)));
        }
    }

    /// Sets the token of the page; `undefined` removes it.
    #[wasm_bindgen(js_name = setToken)]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "wasm-bindgen passes optional strings by value only"
    )]
    pub fn set_token(&self, token: Option<String>) {
        if let Some(session) = self.session() {
            session.set_token(token.as_deref());
        }
    }

    /// Enters values into the fields, as if the user had typed them: `{orgId, taskId, token}`.
    pub fn fill(&self, values: JsValue) {
        let (Some(session), values) = (self.session(), JsJson(values)) else {
            return;
        };
        let given = |field: Field| Some((field, values.get(field.as_str())?.text()?));
        session.enter_all(Field::ALL.into_iter().filter_map(given));
    }

    /// Starts an operation for the page, and calls `settled` with the state once it has settled. Returns the ID of the
    /// job that it waits for.
    pub fn run(&self, operation: &str, settled: Function) -> Option<u32> {
        let session = self.session()?;
        session.notify(SessionEvent::CalledByPage);
        match operation {
            "find" => session.find(),
            "archive" => session.archive(),
            "restore" => session.restore(),
            "check" => session.check(),
            "cancel" => session.dispatch(Msg::Cancel),
            _ => session.dispatch(Msg::Reset),
        }
        let settled = Box::new(move |state: State| {
            // It resolves a promise, and does not throw.
            let _ = settled.call1(&JsValue::NULL, &state.as_str().into());
        });
        if operation == "check" {
            session.when_checked(settled);
        } else {
            session.when_settled(settled);
        }
        session.machine().current()
    }

    /// Checks unknown outcomes, because the network is back or the page is visible again.
    pub fn wake(&self) {
        if let Some(session) = self.session() {
            session.dispatch(Msg::Wake);
        }
    }
}

fn slot_props(session: Option<Session>, generation: u32) -> SlotProps {
    SlotProps { session, generation }
}

/// Schedules a restart with new memory for the next call of an export: after a crash, the memory is in an unknown
/// state.
#[wasm_bindgen(js_name = scheduleRestart)]
#[expect(unreachable_pub, reason = "wasm-bindgen exports public functions only")]
pub fn schedule_restart() {
    wasm_bindgen::handler::schedule_reinit();
}

/// A call that triggers the scheduled restart and has no other effect.
#[wasm_bindgen(js_name = restart)]
#[expect(unreachable_pub, reason = "wasm-bindgen exports public functions only")]
pub fn restart() {}

/// Mounts the tests' own component into `root`, an element inside a shadow root.
#[cfg(feature = "sampler")]
#[wasm_bindgen(js_name = mountSampler)]
#[expect(unreachable_pub, reason = "wasm-bindgen exports public functions only")]
pub fn mount_sampler(root: Element) {
    yew::Renderer::<sampler::Sampler>::with_root(root).render();
}
