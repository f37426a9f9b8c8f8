//! When an unknown outcome is checked again.

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use super::problem_panel::Check;
use crate::reasons::rounded;
use crate::session::now_ms;
use crate::words::{Word, Words};

/// How an unknown outcome is being checked.
#[derive(PartialEq, Properties)]
pub(super) struct CheckingProps {
    /// The texts.
    pub(super) messages: Words,
    /// The checks.
    pub(super) check: Check,
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
        let CheckingProps { messages, check } = ctx.props();
        let may_complete = now_ms() < check.may_complete_until;
        let seconds = check.next_at.map(|next_at| rounded((next_at - now_ms()) / 1_000.0));
        html! {
            <>
                if may_complete {
                    <p>{ messages.get(Word::StillOpen) }</p>
                }
                // No live region: read aloud every second it would drown everything else.
                if check.is_in_flight {
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
            .check
            .next_at
            .map(|_| Timeout::new(1_000, move || link.send_message(())));
    }
}
