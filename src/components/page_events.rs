//! Events of the page, as for the element: `static/element/page-events.js` listens to them.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};

use crate::archive::Msg;
use crate::session::Session;

#[wasm_bindgen(module = "/static/element/page-events.js")]
extern "C" {
    /// Calls `callback` when unknown outcomes should be checked again.
    #[wasm_bindgen(js_name = onWake)]
    fn on_wake(callback: &JsValue);

    /// Ends that.
    #[wasm_bindgen(js_name = offWake)]
    fn off_wake(callback: &JsValue);

    /// While any `owner` has a change in flight, the browser asks before the page is left.
    #[wasm_bindgen(js_name = setChangeInFlight)]
    fn set_change_in_flight(owner: &JsValue, is_in_flight: bool);
}

/// What a session has to do with events of the page, until it is dropped.
pub(super) struct PageEvents {
    wake: Closure<dyn Fn()>,
}

impl PageEvents {
    pub(super) fn new(session: &Session) -> Self {
        let session = session.clone();
        let wake = Closure::<dyn Fn()>::new(move || session.dispatch(Msg::Wake));
        on_wake(wake.as_ref());
        Self { wake }
    }

    /// Has the browser ask before the page is left, or no longer.
    pub(super) fn set_change_in_flight(&self, is_in_flight: bool) {
        set_change_in_flight(self.wake.as_ref(), is_in_flight);
    }
}

impl Drop for PageEvents {
    fn drop(&mut self) {
        off_wake(self.wake.as_ref());
        self.set_change_in_flight(false);
    }
}
