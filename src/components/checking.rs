//! When an unknown outcome is checked again.

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use crate::reasons::rounded;
use crate::session::now_ms;
use crate::words::{Word, Words};

/// How an unknown outcome is being checked.
#[derive(PartialEq, Properties)]
pub(super) struct CheckingProps {
    /// The texts.
    pub(super) messages: Words,
    /// Whether a check is in flight.
    pub(super) is_being_checked: bool,
    /// When the next one begins, in milliseconds on the monotonic clock.
    pub(super) next_check: Option<f64>,
    /// Until when the server may still execute the request, on that clock.
    pub(super) may_complete_until: f64,
}

/// Says that the request may still be executed, and counts down to the next check.
pub(super) struct Checking {
    tick: Option<Timeout>,
}

impl Component for Checking {
    type Message = ();
    type Properties = CheckingProps;

    fn create(_: &Context<Self>) -> Self {
        Self { tick: None }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let CheckingProps {
            messages,
            is_being_checked,
            next_check,
            may_complete_until,
        } = ctx.props();
        let may_complete = now_ms() < *may_complete_until;
        let seconds = next_check.map(|moment| rounded((moment - now_ms()) / 1_000.0));
        html! {
            <>
                if may_complete {
                    <p>{ messages.get(Word::StillOpen) }</p>
                }
                // No live region: read aloud every second it would drown everything else.
                if *is_being_checked {
                    <p class="hint">{ messages.get(Word::Checking) }</p>
                } else if let Some(seconds) = seconds {
                    <p class="hint" aria-live="off">{ messages.fill(Word::CheckingIn, &[("seconds", &seconds)]) }</p>
                }
            </>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, _: bool) {
        let link = ctx.link().clone();
        // One second at a time: an interval would go on calling memory that is gone if this module crashes.
        self.tick = ctx
            .props()
            .next_check
            .map(|_| Timeout::new(1_000, move || link.send_message(())));
    }
}
