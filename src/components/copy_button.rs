//! A button that copies a text to the clipboard.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use yew::prelude::*;

use super::text::text;
use crate::client::settled;
use crate::messages::{MessageKey, Messages};

/// The text to copy.
#[derive(PartialEq, Properties)]
pub(super) struct CopyButtonProps {
    pub(super) messages: Messages,
    pub(super) label: MessageKey,
    pub(super) text: AttrValue,
}

/// Copies a text, and shows next to the button whether that worked.
pub(super) struct CopyButton {
    was_copied: Option<bool>,
}

pub(super) enum Message {
    Clicked,
    /// Whether the text was copied.
    Copied(bool),
}

impl Component for CopyButton {
    type Message = Message;
    type Properties = CopyButtonProps;

    fn create(_: &Context<Self>) -> Self {
        Self { was_copied: None }
    }

    fn update(&mut self, ctx: &Context<Self>, message: Message) -> bool {
        match message {
            Message::Clicked => {
                let text = ctx.props().text.clone();
                ctx.link()
                    .send_future(async move { Message::Copied(copy(&text).await) });
                false
            }
            Message::Copied(was_copied) => {
                self.was_copied = Some(was_copied);
                true
            }
        }
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &CopyButtonProps) -> bool {
        if ctx.props().text != old.text {
            self.was_copied = None;
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let CopyButtonProps { messages, label, .. } = ctx.props();
        let result = self.was_copied.map(|was_copied| {
            if was_copied {
                MessageKey::Copied
            } else {
                MessageKey::NotCopied
            }
        });
        html! {
            <span class="copy">
                <button part="button secondary" class="small" type="button" onclick={ctx.link().callback(|_| Message::Clicked)}>
                    { text(messages.get(*label)) }
                </button>
                <span role="status">
                    if let Some(result) = result {
                        { text(messages.get(result)) }
                    }
                </span>
            </span>
        }
    }
}

async fn copy(text: &str) -> bool {
    match write_text(text) {
        Ok(written) => settled(written).await.is_ok(),
        Err(_) => false,
    }
}

#[wasm_bindgen]
extern "C" {
    /// Outside secure contexts there is no clipboard, and the page may have replaced it.
    #[wasm_bindgen(catch, js_namespace = ["navigator", "clipboard"], js_name = writeText)]
    fn write_text(text: &str) -> Result<JsValue, JsValue>;
}
