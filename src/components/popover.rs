//! The popover of a row: a dialog in the top layer, next to the row.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use web_sys::Element;
use yew::prelude::*;

use super::text::text;
use crate::archive::State;
use crate::messages::{MessageKey, Messages};
use crate::session::Session;

#[wasm_bindgen(module = "/static/element/popover.js")]
extern "C" {
    /// Shows a popover next to a row, see `Host`.
    #[wasm_bindgen(js_name = showPopover)]
    pub(super) fn show_popover(popover: &Element, row: &Element, on_close: &JsValue);
}

/// The popover of a row.
pub(super) struct Popover {
    pub(super) is_open: bool,
    /// The state for which it was last decided whether it is open.
    pub(super) state: State,
    pub(super) node: NodeRef,
    on_close: Option<Closure<dyn Fn(bool)>>,
}

impl Popover {
    pub(super) fn new(state: State) -> Self {
        Self {
            is_open: false,
            state,
            node: NodeRef::default(),
            on_close: None,
        }
    }

    /// Must be called after each rendering. `on_close`: see `Host`.
    pub(super) fn after_render(
        &mut self,
        session: &Session,
        row: &Element,
        on_close: impl FnOnce() -> Closure<dyn Fn(bool)>,
    ) {
        if let Some(popover) = self.node.cast::<Element>() {
            let on_close = self.on_close.get_or_insert_with(on_close);
            session.host().show_popover(&popover, row, on_close.as_ref());
        }
    }
}

/// The contents and callbacks of a popover.
pub(super) struct PopoverParts<'row> {
    pub(super) node: &'row NodeRef,
    pub(super) messages: &'row Messages,
    /// What it is about.
    pub(super) name: Option<&'row str>,
    /// What the page calls it, if that is something else.
    pub(super) other_label: Option<&'row str>,
    pub(super) content: Html,
}

/// Renders the popover. The browser closes it on Escape and on a click elsewhere, the script on a click on its button.
pub(super) fn popover(parts: PopoverParts<'_>) -> Html {
    let messages = parts.messages;
    let name = parts.name.unwrap_or(messages.get(MessageKey::Task)).to_owned();
    html! {
        <div ref={parts.node} class="popover" popover="auto" role="dialog" aria-label={name}>
            <div class="bar">
                <p part="hint" class="hint">
                    if let Some(label) = parts.other_label {
                        { text(&messages.fill(MessageKey::OtherLabel, &[("label", label)])) }
                    }
                </p>
                <button part="button secondary" class="small close" type="button">{ text(messages.get(MessageKey::Close)) }</button>
            </div>
            { parts.content }
        </div>
    }
}
