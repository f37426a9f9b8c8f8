//! What can be done next, and its button.

use yew::prelude::*;

use crate::words::{Word, Words};

/// What a button does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    Archive,
    Restore,
    Cancel,
    TryAgain,
    CheckAgain,
    StartOver,
}

impl Action {
    fn label(self) -> Word {
        match self {
            Self::Archive => Word::Archive,
            Self::Restore => Word::Restore,
            Self::Cancel => Word::Cancel,
            Self::TryAgain => Word::TryAgain,
            Self::CheckAgain => Word::CheckAgain,
            Self::StartOver => Word::StartOver,
        }
    }

    fn class(self) -> &'static str {
        match self {
            Self::Archive | Self::TryAgain | Self::CheckAgain => "primary",
            Self::Restore | Self::Cancel | Self::StartOver => "secondary",
        }
    }
}

/// The button of an action. Its key keeps Yew from turning it into the next state's button under a second click.
pub(super) fn action_button(action: Action, messages: &Words, on_action: &Callback<Action>) -> Html {
    let label = action.label();
    let onclick = on_action.reform(move |_| action);
    html! {
        <button key={label.key()} part="button" class={action.class()} type="button" {onclick}>
            { messages.get(label) }
        </button>
    }
}
