//! Operations that were left behind and settle on their own.

use yew::prelude::*;

use crate::messages::{MessageKey, Messages};

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

/// Shows them, a line each, and announces what changes.
pub(super) fn background(messages: &Messages, lines: &[BackgroundLine]) -> Html {
    let text = |line: &BackgroundLine| {
        let values = [("title", line.title.as_str()), ("status", line.status.as_str())];
        messages.fill(MessageKey::InBackground, &values)
    };
    html! {
        // A list with this role would be none any more.
        <div role="status">
            <ul class="background">
                for line in lines {
                    <li key={line.id} dir="auto">{ text(line) }</li>
                }
            </ul>
        </div>
    }
}
