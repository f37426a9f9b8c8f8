//! What the parts of the card are drawn from.

use std::cell::Ref;

use yew::prelude::*;
use yew::virtual_dom::VText;

use super::copy::Copied;
use super::listener::Press;
use crate::archive::Machine;
use crate::session::{Options, Session};
use crate::words::Word;

/// One look at the session, for one drawing.
pub(super) struct View<'card> {
    pub(super) session: &'card Session,
    pub(super) machine: Ref<'card, Machine>,
    pub(super) options: Ref<'card, Options>,
    pub(super) copied: Option<&'card Copied>,
}

impl<'card> View<'card> {
    pub(super) fn of(session: &'card Session, copied: Option<&'card Copied>) -> Self {
        Self {
            session,
            machine: session.machine(),
            options: session.options(),
            copied,
        }
    }

    /// A text that a person reads.
    pub(super) fn text(&self, word: Word) -> Html {
        text(self.options.words.get(word))
    }

    /// A text with its placeholders filled.
    pub(super) fn filled(&self, word: Word, values: &[(&str, &str)]) -> Html {
        text(&self.options.words.fill(word, values))
    }

    /// A button.
    pub(super) fn button(&self, word: Word, press: Press) -> Html {
        let class = match press {
            Press::Restore | Press::Cancel | Press::StartOver => "secondary",
            _ => "primary",
        };
        // The class is set as a property: `class={…}` brings Yew's ordered sets of class names along, two kilobytes of
        // what every page downloads.
        html! {
            <button part="button" ~className={class} type="button" data-press={press.as_str()}>
                { self.text(word) }
            </button>
        }
    }
}

/// A text node.
pub(super) fn text(text: &str) -> Html {
    VText::new(text.to_owned()).into()
}
