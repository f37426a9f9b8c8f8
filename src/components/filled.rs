//! Values that scripts, extensions and browsers fill in without an `input` event.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

use crate::session::{Field, Session};

/// The fields of a card, and what they contained when they were last looked at.
pub(super) struct FilledFields {
    card: NodeRef,
    session: Session,
    seen: RefCell<[String; Field::ALL.len()]>,
}

impl FilledFields {
    pub(super) fn new(card: NodeRef, session: Session) -> Self {
        Self {
            card,
            session,
            seen: RefCell::default(),
        }
    }

    /// Enters what was filled in since then. Must be called before an action, and before the card is rendered, which would
    /// overwrite it.
    pub(super) fn enter(&self) {
        let Some(card) = self.card.cast::<Element>() else {
            return;
        };
        let mut filled = Vec::new();
        for field in Field::ALL {
            let input = card.query_selector(&["#", field.as_str()].concat());
            let Ok(Some(input)) = input else { continue };
            let value = input.unchecked_ref::<HtmlInputElement>().value();
            let is_filled = {
                let seen = &self.seen.borrow()[field as usize];
                // What the session has changed itself is about to be rendered.
                value != *seen && self.session.entered().get(field) == seen
            };
            if is_filled {
                self.see(field, value.clone());
                filled.push((field, value));
            }
        }
        if !filled.is_empty() {
            self.session.enter_all(filled);
        }
    }

    /// Must be called for a field that now contains this text.
    pub(super) fn see(&self, field: Field, value: String) {
        self.seen.borrow_mut()[field as usize] = value;
    }

    /// Must be called when the card is rendered.
    pub(super) fn see_all(&self) {
        let entered = self.session.entered();
        self.seen.replace(Field::ALL.map(|field| entered.get(field).to_owned()));
    }
}
