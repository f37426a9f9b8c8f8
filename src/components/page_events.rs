//! What the page tells every widget: the network is back, it became visible again, it is about to be left.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Event, EventTarget};

use crate::archive::Msg;
use crate::session::Session;

/// One listener; dropping it stops listening.
#[must_use = "dropping it stops listening"]
pub(super) struct Listener {
    target: EventTarget,
    event: &'static str,
    callback: Closure<dyn Fn(Event)>,
}

/// Checks what is unknown when that is worth while, and asks before the page is left with a change in flight.
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
        // It throws for a callback that is not one.
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
