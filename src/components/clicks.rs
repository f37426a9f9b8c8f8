//! Filters clicks: the second click of a double click is ignored if the first one was on another button.

use std::cell::Cell;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, MouseEvent, PointerEvent};

use crate::archive::Action;
use crate::client::now_ms;

/// Within this time and distance, two taps are a double tap. For a mouse, `event.detail` counts the clicks.
const DOUBLE_TAP_MS: f64 = 500.0;
const DOUBLE_TAP_PX: i32 = 24;

/// The first click of a potential double click.
#[derive(Clone, Copy)]
struct Click {
    action: Action,
    x: i32,
    y: i32,
    at_ms: f64,
}

/// Filters the clicks on the buttons of a card.
#[derive(Default)]
pub(super) struct ClickFilter(Cell<Option<Click>>);

impl ClickFilter {
    /// Focuses the clicked button, and returns whether the click is intended for it.
    pub(super) fn accept(&self, event: &MouseEvent, action: Action) -> bool {
        focus_clicked(event);
        self.is_intended(event, action)
    }

    /// Whether a click is intended for the button of this action. If the button has just appeared under the pointer,
    /// the second click of a double click is not.
    fn is_intended(&self, event: &MouseEvent, action: Action) -> bool {
        // Clicks of the keyboard, scripts and assistive technology have no pointer.
        if event.detail() == 0 {
            return true;
        }
        let click = Click {
            action,
            x: event.client_x(),
            y: event.client_y(),
            at_ms: now_ms(),
        };
        let first = self.0.get().filter(|first| first.is_near(&click));
        let is_second_tap = || first.is_some_and(|first| click.at_ms - first.at_ms < DOUBLE_TAP_MS) && is_tap(event);
        if event.detail() == 1 && !is_second_tap() {
            self.0.set(Some(click));
            return true;
        }
        let Some(first) = first else { return false };
        self.0.set(Some(Click {
            at_ms: click.at_ms,
            ..first
        }));
        first.action == action
    }
}

impl Click {
    fn is_near(&self, other: &Self) -> bool {
        (self.x - other.x).abs() <= DOUBLE_TAP_PX && (self.y - other.y).abs() <= DOUBLE_TAP_PX
    }
}

/// Whether the click is a tap of a finger or pen. If the browser does not report that, the primary pointer decides.
fn is_tap(event: &MouseEvent) -> bool {
    let pointer = event.dyn_ref::<PointerEvent>().map(PointerEvent::pointer_type);
    match pointer.as_deref() {
        Some("mouse") => false,
        Some("touch" | "pen") => true,
        _ => {
            let is_coarse = web_sys::window().and_then(|window| window.match_media("(pointer: coarse)").ok().flatten());
            is_coarse.is_some_and(|query| query.matches())
        }
    }
}

/// Focuses a button that was clicked with a pointer, which not every browser does. Otherwise, the focus would not be in
/// the card, and would not move to the outcome.
fn focus_clicked(event: &MouseEvent) {
    let button = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let button = button.and_then(|target| target.closest("button").ok().flatten());
    if let Some(button) = button.filter(|_| event.detail() > 0) {
        let _ = button.unchecked_ref::<HtmlElement>().focus();
    }
}

/// Ignores Enter while it is held down: it could click the button of the next state.
pub(super) fn ignore_repeated_enter(event: &KeyboardEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let presses = |target: Element| target.matches("button, input").unwrap_or(false);
    if event.repeat() && event.key() == "Enter" && target.is_some_and(presses) {
        event.prevent_default();
    }
}
