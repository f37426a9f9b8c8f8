//! What is under way, and for how long.

use gloo_timers::callback::Timeout;
use js_sys::Date;
use yew::prelude::*;

use crate::reasons::rounded;
use crate::words::{Word, Words};

/// After how many milliseconds the elapsed time is shown.
const SHOW_ELAPSED_AFTER_MS: f64 = 5_000.0;

/// Moments are milliseconds since 1970.
#[derive(PartialEq, Properties)]
pub(super) struct ProgressProps {
    pub(super) messages: Words,
    /// What is under way.
    pub(super) label: Word,
    pub(super) started_at: f64,
    /// When a wait that the server asked for ends.
    #[prop_or_default]
    pub(super) waits_until: Option<f64>,
}

/// A spinner with a text, and the seconds once it takes long.
pub(super) struct Progress {
    tick: Option<Timeout>,
}

impl Component for Progress {
    /// A second has passed.
    type Message = ();
    type Properties = ProgressProps;

    fn create(_: &Context<Self>) -> Self {
        Self { tick: None }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let ProgressProps {
            messages,
            label,
            started_at,
            waits_until,
        } = ctx.props();
        let elapsed = Date::now() - started_at;
        let time = match waits_until {
            Some(waits_until) => Some((Word::Waiting, (waits_until - Date::now()) / 1_000.0)),
            None if elapsed >= SHOW_ELAPSED_AFTER_MS => Some((Word::Elapsed, (elapsed / 1_000.0).floor())),
            None => None,
        };
        html! {
            <div class="progress" tabindex="-1" data-focus="">
                <span class="spinner" aria-hidden="true"></span>
                <span role="status">{ messages.get(*label) }</span>
                // No live region: read aloud every second it would drown everything else.
                <span class="hint">
                    if let Some((word, seconds)) = time {
                        { messages.fill(word, &[("seconds", &rounded(seconds))]) }
                    }
                </span>
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, _: bool) {
        let link = ctx.link().clone();
        // One second at a time: an interval would go on calling memory that is gone if this module crashes.
        self.tick = Some(Timeout::new(1_000, move || link.send_message(())));
    }
}
