//! A button that copies a text, and says whether that worked.

use js_sys::Reflect;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::prelude::*;

use crate::session::Session;
use crate::words::Word;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct CopyProps {
    pub(super) session: Session,
    pub(super) label: Word,
    pub(super) text: String,
}

/// A button that copies `text`.
#[component]
pub(super) fn Copy(props: &CopyProps) -> Html {
    let result = use_state(|| None::<Word>);
    let onclick = {
        let (result, text) = (result.clone(), props.text.clone());
        move |_: MouseEvent| {
            let (result, text) = (result.clone(), text.clone());
            spawn_local(async move { result.set(Some(copy(&text).await)) });
        }
    };
    let words = &props.session.options().words;
    html! {
        <span class="copy">
            <button part="button" class="small" type="button" {onclick}>{ words.get(props.label) }</button>
            <span role="status">{ result.map(|word| words.get(word).to_owned()).unwrap_or_default() }</span>
        </span>
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
