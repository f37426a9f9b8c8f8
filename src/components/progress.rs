//! The progress of an operation.

use yew::prelude::*;

use super::seconds::{Count, Seconds};
use super::text::text;
use crate::archive::{Activity, Operation};
use crate::messages::{MessageKey, Messages, status_text};

/// Renders a spinner with a text, and the elapsed seconds of a long operation. `since`: milliseconds on the monotonic
/// clock.
pub(super) fn progress(messages: &Messages, operation: Operation, activity: Activity, since: f64) -> Html {
    let (seconds, count) = match activity {
        Activity::WaitingUntil(until) => (MessageKey::Waiting, Count::DownTo(until)),
        Activity::Sending | Activity::Verifying => (MessageKey::Elapsed, Count::UpFrom(since)),
    };
    html! {
        <div part="status" class="progress" tabindex="-1" data-focus="">
            <span class="spinner" aria-hidden="true"></span>
            <span role="status">{ text(messages.get(status_text::progress(operation, activity))) }</span>
            <span part="hint" class="hint"><Seconds {messages} text={seconds} {count} /></span>
        </div>
    }
}
