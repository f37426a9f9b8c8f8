//! What can be done next, and its button.

use yew::prelude::*;

use crate::archive::Action;
use crate::words::{Word, Words};

/// The label of an action's button.
pub(super) fn label(action: Action) -> Word {
    match action {
        Action::Begin => Word::Find,
        Action::Confirm => Word::Archive,
        Action::Restore => Word::Restore,
        Action::Cancel => Word::Cancel,
        Action::TryAgain => Word::TryAgain,
        Action::Check => Word::CheckAgain,
        Action::StartOver => Word::StartOver,
    }
}

fn is_primary(action: Action) -> bool {
    match action {
        Action::Begin | Action::Confirm | Action::TryAgain | Action::Check => true,
        Action::Restore | Action::Cancel | Action::StartOver => false,
    }
}

/// The button of an action. Its key keeps Yew from turning it into the next state's button under a second click.
pub(super) fn action_button(action: Action, messages: &Words, on_action: &Callback<Action>) -> Html {
    let label = label(action);
    let primary = is_primary(action).then_some("");
    let onclick = on_action.reform(move |_| action);
    html! {
        <button key={label.key()} part="button" data-primary={primary} type="button" {onclick}>
            { messages.get(label) }
        </button>
    }
}
