//! Operations that settle in the background.

use yew::prelude::*;

use super::text::text;
use crate::messages::{MessageKey, Messages};

/// One operation in the background.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct BackgroundLine {
    /// The ID of its job.
    pub(super) id: u32,
    /// The item's title, or its ID.
    pub(super) title: String,
    /// The text of its phase.
    pub(super) status: String,
}

/// Renders one line per operation. Changes are announced to screen readers.
pub(super) fn background(messages: &Messages, lines: &[BackgroundLine]) -> Html {
    let filled = |line: &BackgroundLine| {
        let values = [("title", line.title.as_str()), ("status", line.status.as_str())];
        messages.fill(MessageKey::InBackground, &values)
    };
    html! {
        // Not on the list itself: the role would replace that of the list.
        <div role="status">
            <ul class="background">
                for line in lines {
                    <li key={line.id} dir="auto">{ text(&filled(line)) }</li>
                }
            </ul>
        </div>
    }
}
