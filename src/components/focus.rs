//! Focus management: moves the focus to the outcome if it was in the card, and never loses it to the page's body.

use std::cell::Cell;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement, Node, Window};

use crate::archive::State;

/// Selectors of what gets the focus, in order of precedence: an invalid field, the outcome, a field, a button.
const TARGETS: [&str; 4] = ["[aria-invalid=true]", "[data-focus]", "input", "button"];

/// The rendered state that the focus depends on.
#[derive(Clone, Copy, PartialEq)]
struct RenderedState {
    state: State,
    outcomes: u32,
}

/// The focus of a card.
pub(super) struct Focus {
    /// The state that is rendered now, and the one for which the focus was last moved.
    rendered: Cell<RenderedState>,
    handled: Cell<RenderedState>,
    /// Whether the focus was in the card before the last rendering.
    was_inside: Cell<bool>,
    /// Whether the focus moves after the next rendering, whatever changes.
    is_requested: Cell<bool>,
    /// The number of outcomes so far, to detect a repeated one.
    outcomes: Cell<u32>,
    /// Whether the user started the last operation: then the focus moves to its outcome.
    is_user_initiated: Cell<bool>,
}

impl Focus {
    pub(super) fn new(state: State) -> Self {
        let shown = RenderedState { state, outcomes: 0 };
        Self {
            rendered: Cell::new(shown),
            handled: Cell::new(shown),
            was_inside: Cell::new(false),
            is_requested: Cell::new(false),
            outcomes: Cell::new(0),
            is_user_initiated: Cell::new(false),
        }
    }

    /// Must be called for each outcome, before it is rendered.
    pub(super) fn count_outcome(&self) {
        self.outcomes.set(self.outcomes.get() + 1);
    }

    /// Sets whether the user starts the next operation.
    pub(super) fn set_user_initiated(&self, is_user_initiated: bool) {
        self.is_user_initiated.set(is_user_initiated);
    }

    /// Whether the user started the last operation.
    pub(super) fn is_user_initiated(&self) -> bool {
        self.is_user_initiated.get()
    }

    /// Moves the focus after the next rendering, if it is in the card then: a popover has opened.
    pub(super) fn request(&self) {
        self.is_requested.set(true);
    }

    /// Must be called if a popover that had the focus has closed.
    pub(super) fn restore(&self) {
        self.was_inside.set(true);
    }

    /// Must be called before the card is rendered: a removed node loses the focus.
    pub(super) fn before_render(&self, card: Option<&Element>, state: State) {
        let outcomes = self.outcomes.get();
        self.rendered.set(RenderedState { state, outcomes });
        if card.is_some_and(is_inside) {
            self.was_inside.set(true);
        }
    }

    /// Must be called after the card was rendered.
    pub(super) fn after_render(&self, card: &Element) {
        // The session may have changed between rendering and this call.
        let shown = self.rendered.get();
        let before = self.handled.replace(shown);
        let has_outcome = shown.outcomes != before.outcomes;
        // Not between two states in which an operation is in progress.
        let has_state = shown.state != before.state && !(shown.state.is_busy() && before.state.is_busy());
        let is_wanted = self.is_requested.take() || has_state || (has_outcome && self.is_user_initiated.get());
        if has_outcome && !shown.state.is_busy() {
            // Outcomes of later automatic checks do not move the focus.
            self.is_user_initiated.set(false);
        }
        if !self.was_inside.take() {
            return;
        }
        if is_focus_lost(card) || (is_wanted && is_inside(card)) {
            move_into(card);
        }
    }
}

/// Whether the focus is in the card. Works in any shadow root.
fn is_inside(card: &Element) -> bool {
    // Documents and shadow roots both have an active element. They may be of another realm, that of a frame, where
    // `instanceof` is false for either.
    let active = card.get_root_node().unchecked_ref::<Document>().active_element();
    active.is_some_and(|active| card.contains(Some(&active)))
}

/// Whether nothing has the focus. A frame must not take it from the page that embeds it.
fn is_focus_lost(card: &Element) -> bool {
    let Some(document) = card.owner_document() else {
        return false;
    };
    let is_without_focus = match document.active_element() {
        Some(active) => {
            let active: &Node = &active;
            document.body().is_some_and(|body| body.is_same_node(Some(active)))
                || document
                    .document_element()
                    .is_some_and(|root| root.is_same_node(Some(active)))
        }
        None => true,
    };
    is_without_focus && (document.has_focus().unwrap_or(true) || !document.default_view().is_some_and(is_in_frame))
}

/// Whether something else has the focus.
pub(super) fn is_focus_elsewhere(card: &Element) -> bool {
    !is_inside(card) && !is_focus_lost(card)
}

fn is_in_frame(window: Window) -> bool {
    let parent = window.parent().ok().flatten();
    parent.is_some_and(|parent| JsValue::from(parent) != JsValue::from(window))
}

fn move_into(card: &Element) {
    let popover = card.query_selector(".popover").ok().flatten();
    let scope = popover.as_ref().unwrap_or(card);
    let target = TARGETS
        .iter()
        .find_map(|selector| scope.query_selector(selector).ok().flatten());
    if let Some(target) = target {
        // A failure to focus has no remedy.
        let _ = target.unchecked_ref::<HtmlElement>().focus();
    }
}
