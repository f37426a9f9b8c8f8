//! The last request and response, collapsed.

use yew::prelude::*;

use super::copy_button::CopyButton;
use super::text::text;
use crate::client::Exchange;
use crate::messages::{MessageKey, Messages};

/// Separates parts of a line. In an element with other text: alone, it is too little for its contrast to be checked.
pub(super) const SEPARATOR: &str = " · ";

/// Renders method, URL, status, request ID and body, for troubleshooting.
pub(super) fn response_panel(messages: &Messages, exchange: &Exchange) -> Html {
    html! {
        <details part="response" class="response">
            <summary>{ text(messages.get(MessageKey::Response)) }</summary>
            <div>
                <p class="request">
                    <b>{ text(exchange.request.method.as_str()) }</b>
                    { text(" ") }
                    <code>{ text(&exchange.request.url) }</code>
                </p>
                <p part="hint" class="hint">
                    if let Some(status) = exchange.status {
                        { text(&status.to_string()) }
                    } else {
                        { text(messages.get(MessageKey::NoResponse)) }
                    }
                    { request_id(messages, exchange.request_id.as_deref()) }
                </p>
                if !exchange.body.is_empty() {
                    <pre tabindex="0" dir="auto">{ text(&exchange.body) }</pre>
                    if exchange.is_truncated {
                        <p part="hint" class="hint">{ text(messages.get(MessageKey::BodyTruncated)) }</p>
                    }
                    <CopyButton {messages} label={MessageKey::Copy} text={exchange.body.clone()} />
                } else if exchange.status.is_some() {
                    <p part="hint" class="hint">{ text(messages.get(MessageKey::EmptyBody)) }</p>
                }
            </div>
        </details>
    }
}

/// Renders the request ID, for support, at the end of a line.
pub(super) fn request_id(messages: &Messages, id: Option<&str>) -> Html {
    html! {
        if let Some(id) = id {
            { text(&format!("{SEPARATOR}{} ", messages.get(MessageKey::RequestId))) }<code>{ text(id) }</code>
        }
    }
}
