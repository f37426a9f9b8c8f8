//! What is under way, for how long, and when it goes on.

use js_sys::Date;
use yew::prelude::*;

use crate::archive::{Operation, Phase, Step};
use crate::reasons::rounded;
use crate::session::Session;
use crate::words::Word;

/// After how many milliseconds the time is shown.
const SHOW_TIME_AFTER: f64 = 5_000.0;

/// What is under way.
pub(super) fn progress(session: &Session) -> Html {
    let machine = session.machine();
    let Phase::Busy(busy) = machine.phase() else {
        return Html::default();
    };
    let words = &session.options().words;
    let word = match (&busy.step, busy.operation) {
        (Step::Reread(_) | Step::Research(..), _) => Word::Checking,
        (_, Operation::Find) => Word::Finding,
        (_, Operation::Archive) => Word::Archiving,
        (_, Operation::Restore) => Word::Restoring,
    };
    let elapsed = Date::now() - session.busy_since();
    let time = match busy.pause {
        Some(pause) => {
            let seconds = rounded((pause.until - Date::now()) / 1_000.0);
            Some(words.fill(Word::Waiting, &[("seconds", &seconds)]))
        }
        None if elapsed >= SHOW_TIME_AFTER => {
            Some(words.fill(Word::Elapsed, &[("seconds", &rounded((elapsed / 1_000.0).floor()))]))
        }
        None => None,
    };
    html! {
        <div class="progress" tabindex="-1" data-focus="">
            <span class="spinner" aria-hidden="true"></span>
            <span role="status">{ words.get(word) }</span>
            // A number that changes every second is for the eye; read aloud it would drown everything else.
            if let Some(time) = time {
                <span class="hint">{ time }</span>
            }
        </div>
    }
}
