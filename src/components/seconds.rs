//! A text with elapsed or remaining seconds.

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use super::text::text;
use crate::client::now_ms;
use crate::messages::{MessageKey, Messages, rounded};

/// After how many seconds the elapsed time is shown.
const SHOW_ELAPSED_AFTER: f64 = 5.0;

/// What is counted. Times are in milliseconds on the monotonic clock.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Count {
    DownTo(f64),
    /// Renders nothing for the first seconds.
    UpFrom(f64),
}

#[derive(PartialEq, Properties)]
pub(super) struct SecondsProps {
    pub(super) messages: Messages,
    /// The text, with the placeholder `{seconds}`.
    pub(super) text: MessageKey,
    pub(super) count: Count,
}

/// Renders the text and updates it every second. Must not be in a live region, which would be read aloud every second.
pub(super) struct Seconds {
    tick: Option<Timeout>,
}

impl Component for Seconds {
    /// A second has passed.
    type Message = ();
    type Properties = SecondsProps;

    fn create(_: &Context<Self>) -> Self {
        Self { tick: None }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let SecondsProps {
            messages,
            text: key,
            count,
        } = ctx.props();
        let seconds = match count {
            Count::DownTo(time) => (time - now_ms()) / 1_000.0,
            Count::UpFrom(time) => ((now_ms() - time) / 1_000.0).floor(),
        };
        if matches!(count, Count::UpFrom(_)) && seconds < SHOW_ELAPSED_AFTER {
            return Html::default();
        }
        text(&messages.fill(*key, &[("seconds", &rounded(seconds))]))
    }

    fn rendered(&mut self, ctx: &Context<Self>, _: bool) {
        let link = ctx.link().clone();
        // A timeout, not an interval: after a crash, an interval would keep calling a function of the old memory.
        self.tick = Some(Timeout::new(1_000, move || link.send_message(())));
    }
}
