//! The exchange with the server, folded away until somebody wants to see it.

use yew::prelude::*;

use super::copy::Copy;
use crate::reasons::rounded;
use crate::session::{Exchange, Session};
use crate::words::{Word, Words};

/// What was sent and answered in the last operation.
pub(super) fn response(session: &Session) -> Html {
    let exchanges = session.exchanges();
    if exchanges.is_empty() {
        return Html::default();
    }
    let options = session.options();
    html! {
        <details part="response" class="response">
            <summary>{ options.words.get(Word::Exchange) }</summary>
            <ol>{ for exchanges.iter().map(|exchange| entry(session, &options.words, exchange)) }</ol>
        </details>
    }
}

fn entry(session: &Session, words: &Words, exchange: &Exchange) -> Html {
    let status = exchange
        .status
        .map_or_else(|| words.get(Word::NoAnswer).to_owned(), |status| status.to_string());
    let duration = words.fill(Word::Duration, &[("milliseconds", &rounded(exchange.duration))]);
    html! {
        <li>
            <p class="request"><b>{ exchange.request.method.as_str() }</b>{ " " }<code>{ exchange.request.url.clone() }</code></p>
            <p class="hint">
                { [&*status, &*duration].join(" · ") }
                if let Some(id) = &exchange.request_id {
                    { " · " }{ words.get(Word::RequestId) }{ " " }<code>{ id.clone() }</code>
                }
            </p>
            if exchange.body.is_empty() {
                if exchange.status.is_some() {
                    <p class="hint">{ words.get(Word::EmptyBody) }</p>
                }
            } else {
                <pre tabindex="0" dir="auto">{ exchange.body.clone() }</pre>
                if exchange.cut {
                    <p class="hint">{ words.get(Word::CutBody) }</p>
                }
                <Copy session={session.clone()} label={Word::Copy} text={exchange.body.clone()} />
            }
            <Copy session={session.clone()} label={Word::CopyCurl} text={exchange.request.to_curl()} />
        </li>
    }
}
