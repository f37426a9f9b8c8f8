//! Buttons that copy a text, and say whether that worked.

use js_sys::Reflect;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::prelude::*;

use super::card::Message;
use super::view::View;
use crate::words::Word;

/// Which button copied last, and what to say about it.
#[derive(Clone, Copy, PartialEq)]
pub struct Copied {
    button: usize,
    result: Word,
}

impl View<'_> {
    /// A button that copies `text`. Its number tells it from the card's others.
    pub(super) fn copy(&self, button: usize, label: Word, text: String) -> Html {
        let link = self.link.clone();
        let onclick = move |_: MouseEvent| {
            let (link, text) = (link.clone(), text.clone());
            spawn_local(async move {
                let result = copy(&text).await;
                link.send_message(Message::Copied(Copied { button, result }));
            });
        };
        let result = self.copied.filter(|copied| copied.button == button);
        html! {
            <span class="copy">
                <button part="button" class="small" type="button" {onclick}>{ self.text(label) }</button>
                <span role="status">{ result.map(|copied| self.text(copied.result)) }</span>
            </span>
        }
    }
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
