//! The last response, folded.

use yew::prelude::*;

use super::copy_button::CopyButton;
use crate::session::Exchange;
use crate::words::{Word, Words};

/// What separates things on a line.
pub(super) const SEPARATOR: &str = " · ";

/// Shows method, address, status, request id and body, for people who look into a problem.
pub(super) fn response_panel(messages: &Words, exchange: &Exchange) -> Html {
    html! {
        <details part="response" class="response">
            <summary>{ messages.get(Word::Response) }</summary>
            <div>
                <p class="request"><b>{ exchange.request.method.as_str() }</b>{ " " }<code>{ &exchange.request.url }</code></p>
                <p class="hint">
                    if let Some(status) = exchange.status {
                        { status }
                    } else {
                        { messages.get(Word::NoResponse) }
                    }
                    { request_id(messages, exchange.request_id.as_deref()) }
                </p>
                if !exchange.body.is_empty() {
                    <pre tabindex="0" dir="auto">{ &exchange.body }</pre>
                    if exchange.cut {
                        <p class="hint">{ messages.get(Word::CutBody) }</p>
                    }
                    <CopyButton {messages} label={Word::Copy} text={exchange.body.clone()} />
                } else if exchange.status.is_some() {
                    <p class="hint">{ messages.get(Word::EmptyBody) }</p>
                }
            </div>
        </details>
    }
}

/// The id that support asks for, at the end of a line.
pub(super) fn request_id(messages: &Words, id: Option<&str>) -> Html {
    html! {
        if let Some(id) = id {
            { SEPARATOR }{ messages.get(Word::RequestId) }{ " " }<code>{ id }</code>
        }
    }
}
