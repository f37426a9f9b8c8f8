//! The exchange with the server, folded away until somebody wants to see it.

use yew::prelude::*;

use super::view::{View, text};
use crate::reasons::rounded;
use crate::session::Exchange;
use crate::words::Word;

impl View<'_> {
    /// What was sent and answered in the last operation.
    pub(super) fn response(&self) -> Html {
        let exchanges = self.session.exchanges();
        if exchanges.is_empty() {
            return Html::default();
        }
        html! {
            <details part="response" class="response">
                <summary>{ self.text(Word::Exchange) }</summary>
                <ol>{ for exchanges.iter().enumerate().map(|(place, exchange)| self.exchange(place, exchange)) }</ol>
            </details>
        }
    }

    fn exchange(&self, place: usize, exchange: &Exchange) -> Html {
        let status = match exchange.status {
            Some(status) => text(&status.to_string()),
            None => self.text(Word::NoAnswer),
        };
        let duration = self.filled(Word::Duration, &[("milliseconds", &rounded(exchange.duration))]);
        html! {
            <li>
                <p class="request"><b>{ exchange.request.method.as_str() }</b>{ " " }<code>{ text(&exchange.request.url) }</code></p>
                <p class="hint">{ status }{ " · " }{ duration }{ self.request_id(exchange.request_id.as_deref()) }</p>
                if exchange.body.is_empty() {
                    if exchange.status.is_some() {
                        <p class="hint">{ self.text(Word::EmptyBody) }</p>
                    }
                } else {
                    <pre tabindex="0" dir="auto">{ text(&exchange.body) }</pre>
                    if exchange.cut {
                        <p class="hint">{ self.text(Word::CutBody) }</p>
                    }
                    { self.copy(place, Word::Copy, exchange.body.clone()) }
                }
                { self.copy(place, Word::CopyCurl, exchange.request.to_curl()) }
            </li>
        }
    }

    /// The id that support asks for, at the end of a line.
    pub(super) fn request_id(&self, id: Option<&str>) -> Html {
        match id {
            Some(id) => html! { <>{ " · " }{ self.text(Word::RequestId) }{ " " }<code>{ text(id) }</code></> },
            None => Html::default(),
        }
    }
}
