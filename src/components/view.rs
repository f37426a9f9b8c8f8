//! What the parts of the card are drawn from.

use std::cell::Ref;

use yew::html::Scope;
use yew::prelude::*;
use yew::virtual_dom::VText;

use super::Card;
use super::copy::Copied;
use crate::archive::{Input, Machine};
use crate::session::{Options, Session};
use crate::words::Word;

/// One look at the session, for one drawing.
pub(super) struct View<'card> {
    pub(super) session: &'card Session,
    pub(super) machine: Ref<'card, Machine>,
    pub(super) options: Ref<'card, Options>,
    pub(super) link: &'card Scope<Card>,
    pub(super) copied: Option<Copied>,
}

/// What a button does.
#[derive(Clone, Copy)]
pub(super) enum Press {
    /// What the form is for.
    Begin,
    Archive,
    Restore,
    Cancel,
    StartOver,
}

impl<'card> View<'card> {
    pub(super) fn of(session: &'card Session, link: &'card Scope<Card>, copied: Option<Copied>) -> Self {
        Self {
            session,
            machine: session.machine(),
            options: session.options(),
            link,
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
        let session = self.session.clone();
        let onclick = move |_: MouseEvent| {
            session.set_by_person(true);
            match press {
                Press::Begin => super::form::begin(&session),
                Press::Archive => session.archive(),
                Press::Restore => session.restore(),
                Press::Cancel => session.dispatch(Input::Cancel),
                // In its first moment an operation has not taken this button away yet, and it is no way to cancel one.
                Press::StartOver if session.state().is_busy() => {}
                Press::StartOver => session.dispatch(Input::Reset),
            }
        };
        let class = match press {
            Press::Restore | Press::Cancel | Press::StartOver => "secondary",
            _ => "primary",
        };
        // The key keeps one button from turning into another under a second click. The class is set as a property:
        // `class={…}` brings Yew's ordered sets of class names along, two kilobytes of what every page downloads.
        html! {
            <button key={word.key()} part="button" ~className={class} type="button" {onclick}>{ self.text(word) }</button>
        }
    }
}

/// A text node.
pub(super) fn text(text: &str) -> Html {
    VText::new(text.to_owned()).into()
}
