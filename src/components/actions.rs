//! What can be done next.

use yew::prelude::*;

use super::listener::Press;
use super::view::View;
use crate::archive::Phase;
use crate::tallyfy::Kind;
use crate::words::Word;

impl View<'_> {
    /// The buttons of a state.
    pub(super) fn actions(&self) -> Html {
        // Keeps one button from turning into another under a second click. A key for each button would need Yew's way of
        // comparing lists in which everything has one, and that is left out of the element.
        let key = self.machine.phase().state().as_str();
        let first = match self.machine.phase() {
            Phase::Idle => return Html::default(),
            Phase::Busy(_) => {
                return html! { <div {key} class="actions">{ self.button(Word::Cancel, Press::Cancel) }</div> };
            }
            Phase::Refused { .. } | Phase::Unknown { .. } if self.is_form_shown() => return Html::default(),
            Phase::Review { .. } => Some((Word::Archive, Press::Archive)),
            Phase::Archived { .. } => Some((Word::Restore, Press::Restore)),
            Phase::Unknown { .. } => Some((Word::CheckAgain, Press::Begin)),
            Phase::Refused { problem, .. } if problem.kind != Kind::LinkedTask => Some((Word::TryAgain, Press::Begin)),
            Phase::Restored { .. } | Phase::Refused { .. } => None,
        };
        html! {
            <div {key} class="actions">
                { first.map(|(word, press)| self.button(word, press)) }
                { self.start_over() }
            </div>
        }
    }

    /// The button that forgets the task and keeps what was entered.
    pub(super) fn start_over(&self) -> Html {
        self.button(Word::StartOver, Press::StartOver)
    }
}
