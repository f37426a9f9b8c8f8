//! What is under way, for how long, and when it goes on.

use js_sys::Date;

use super::drawing::{Drawing, fixed};
use super::view::View;
use crate::archive::{Operation, Phase, Step};
use crate::reasons::rounded;
use crate::words::Word;

/// After how many milliseconds the time is shown.
const SHOW_TIME_AFTER: f64 = 5_000.0;

impl View<'_> {
    /// What is under way.
    pub(super) fn progress(&self, to: &mut Drawing) {
        let Phase::Busy(busy) = self.machine.phase() else {
            return to.nothing();
        };
        let word = match (&busy.step, busy.operation) {
            (Step::Reread(_) | Step::Research(..), _) => Word::Checking,
            (_, Operation::Find) => Word::Finding,
            (_, Operation::Archive) => Word::Archiving,
            (_, Operation::Restore) => Word::Restoring,
        };
        let elapsed = Date::now() - self.session.busy_since();
        let time = match busy.pause {
            Some(pause) => Some((Word::Waiting, pause.until - Date::now())),
            None if elapsed >= SHOW_TIME_AFTER => Some((Word::Elapsed, (elapsed / 1_000.0).floor() * 1_000.0)),
            None => None,
        };
        to.open("div", fixed!("class": "progress", "tabindex": "-1", "data-focus": ""));
        to.open("span", fixed!("class": "spinner", "aria-hidden": "true"));
        to.close();
        to.element("span", fixed!("role": "status"), self.word(word));
        // A number that changes every second is for the eye; read aloud it would drown everything else.
        to.open("span", fixed!("class": "hint"));
        if let Some((word, milliseconds)) = time {
            to.text(&self.filled(word, "seconds", &rounded(milliseconds / 1_000.0)));
        }
        to.close();
        to.close();
    }
}
