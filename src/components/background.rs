//! Operations that were left behind and settle on their own.

use yew::prelude::*;

use crate::words::{Word, Words};

/// One operation that was left behind.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct BackgroundLine {
    /// Tells it from the others.
    pub(super) id: u32,
    /// The item's title, or its ID.
    pub(super) title: String,
    /// Where it stands, in words.
    pub(super) status: String,
}

/// Lines about operations that were left behind.
#[derive(PartialEq, Properties)]
pub(super) struct BackgroundProps {
    /// The texts.
    pub(super) messages: Words,
    /// The lines, oldest first.
    pub(super) lines: Vec<BackgroundLine>,
}

/// Shows them, a line each, and announces what changes.
#[component]
pub(super) fn Background(props: &BackgroundProps) -> Html {
    let text = |line: &BackgroundLine| {
        let values = [("title", line.title.as_str()), ("status", line.status.as_str())];
        props.messages.fill(Word::InBackground, &values)
    };
    html! {
        <ul class="background" role="status">
            for line in &props.lines {
                <li key={line.id} dir="auto">{ text(line) }</li>
            }
        </ul>
    }
}
