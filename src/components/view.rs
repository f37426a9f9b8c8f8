//! What the parts of the card are drawn from.

use std::cell::Ref;

use super::copy::Copied;
use super::drawing::{Drawing, open};
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
    pub(super) fn word(&self, word: Word) -> &str {
        self.options.words.get(word)
    }

    /// A text with its placeholder filled.
    pub(super) fn filled(&self, word: Word, name: &str, value: &str) -> String {
        self.options.words.fill(word, &[(name, value)])
    }

    /// A button.
    pub(super) fn button(&self, to: &mut Drawing, word: Word, press: Press) {
        let class = match press {
            Press::Restore | Press::Cancel | Press::StartOver => "secondary",
            _ => "primary",
        };
        open!(to, "button", "part": "button", "class": class, "type": "button", "data-press": press.as_str());
        to.text(self.word(word));
        to.close();
    }
}
