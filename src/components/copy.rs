//! Buttons that copy a text, and say whether that worked.

use js_sys::Reflect;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::html::Scope;

use super::card::{Card, Message};
use super::drawing::{Drawing, fixed, open};
use super::view::View;
use crate::tallyfy::decimal;
use crate::words::Word;

/// The attribute with what a button copies.
pub(super) const TEXT: &str = "data-copy";

/// Which button copied last, and what to say about it.
pub struct Copied {
    button: String,
    result: Word,
}

impl View<'_> {
    /// A button that copies `text`. Its place tells it from the card's others with this label.
    pub(super) fn copy(&self, to: &mut Drawing, place: usize, label: Word, text: &str) {
        let name = [label.key(), &decimal(place)].concat();
        to.open("span", fixed!("class": "copy"));
        open!(to, "button", "part": "button", "class": "small", "type": "button", "name": name.as_str(), TEXT: text);
        to.text(self.word(label));
        to.close();
        to.open("span", fixed!("role": "status"));
        if let Some(copied) = self.copied.filter(|copied| copied.button == name) {
            to.text(self.word(copied.result));
        }
        to.close();
        to.close();
    }
}

/// Copies a text on behalf of a button, and tells its card.
pub(super) fn begin(button: String, text: String, card: Scope<Card>) {
    spawn_local(async move {
        let result = copy(&text).await;
        card.send_message(Message::Copied(Copied { button, result }));
    });
}

async fn copy(text: &str) -> Word {
    let Some(window) = web_sys::window() else {
        return Word::NotCopied;
    };
    let navigator = window.navigator();
    // Outside secure contexts there is no clipboard at all.
    let has_clipboard = Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|clipboard| clipboard.is_object());
    if has_clipboard && JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok() {
        Word::Copied
    } else {
        Word::NotCopied
    }
}
