//! Listens to events of the page: `online`, `visibilitychange` and `beforeunload`.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Event, EventTarget};

use crate::archive::Msg;
use crate::session::Session;

/// An event listener. Dropping it removes the listener.
#[must_use = "dropping it removes the listener"]
pub(super) struct Listener {
    target: EventTarget,
    event: &'static str,
    callback: Closure<dyn Fn(Event)>,
}

/// Checks unknown outcomes when the network is back or the page is visible again, and asks before the page is left with
/// a change in flight.
pub(super) fn listen(session: &Session) -> Vec<Listener> {
    let Some(window) = web_sys::window() else {
        return Vec::new();
    };
    let (online, leaving, visible) = (session.clone(), session.clone(), session.clone());
    let mut listeners = vec![
        Listener::new(&window, "online", move |_| online.dispatch(Msg::Wake)),
        Listener::new(&window, "beforeunload", move |event| {
            if leaving.machine().has_change_in_flight() {
                event.prevent_default();
            }
        }),
    ];
    if let Some(document) = window.document() {
        let page = document.clone();
        listeners.push(Listener::new(&document, "visibilitychange", move |_| {
            if !page.hidden() {
                visible.dispatch(Msg::Wake);
            }
        }));
    }
    listeners
}

impl Listener {
    fn new(target: &EventTarget, event: &'static str, callback: impl Fn(Event) + 'static) -> Self {
        let callback = Closure::<dyn Fn(Event)>::new(callback);
        // Throws only for invalid callbacks.
        let _ = target.add_event_listener_with_callback(event, callback.as_ref().unchecked_ref());
        Self {
            target: target.clone(),
            event,
            callback,
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let callback = self.callback.as_ref().unchecked_ref();
        let _ = self.target.remove_event_listener_with_callback(self.event, callback);
    }
}
