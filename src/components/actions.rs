//! What can be done next.

use super::drawing::{Drawing, fixed};
use super::listener::Press;
use super::view::View;
use crate::archive::Phase;
use crate::tallyfy::Kind;
use crate::words::Word;

impl View<'_> {
    /// The buttons of a state.
    pub(super) fn actions(&self, to: &mut Drawing) {
        let phase = self.machine.phase();
        let first = match phase {
            Phase::Idle => return to.nothing(),
            Phase::Refused { .. } | Phase::Unknown { .. } if self.is_form_shown() => return to.nothing(),
            Phase::Busy(_) => Some((Word::Cancel, Press::Cancel)),
            Phase::Review { .. } => Some((Word::Archive, Press::Archive)),
            Phase::Archived { .. } => Some((Word::Restore, Press::Restore)),
            Phase::Unknown { .. } => Some((Word::CheckAgain, Press::Begin)),
            Phase::Refused { problem, .. } if problem.kind != Kind::LinkedTask => Some((Word::TryAgain, Press::Begin)),
            Phase::Restored { .. } | Phase::Refused { .. } => None,
        };
        to.open("div", fixed!("class": "actions"));
        if let Some(group) = to.last() {
            // Keeps one button from turning into another under a second click. A key for each button would need Yew's way
            // of comparing lists in which everything has one, and that is left out of the element.
            group.key = Some(phase.state().as_str().into());
        }
        if let Some((word, press)) = first {
            self.button(to, word, press);
        }
        if !phase.state().is_busy() {
            self.start_over(to);
        }
        to.close();
    }

    /// The button that forgets the task and keeps what was entered.
    pub(super) fn start_over(&self, to: &mut Drawing) {
        self.button(to, Word::StartOver, Press::StartOver);
    }
}
