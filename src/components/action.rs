//! The buttons of actions.

use yew::prelude::*;

use super::text::text;
use crate::archive::Action;
use crate::messages::{MessageKey, Messages};

/// The label of an action's button.
pub(super) fn label(action: Action) -> MessageKey {
    match action {
        Action::Begin => MessageKey::Find,
        Action::Confirm => MessageKey::Archive,
        Action::Restore => MessageKey::Restore,
        Action::Cancel => MessageKey::Cancel,
        Action::TryAgain => MessageKey::TryAgain,
        Action::Check => MessageKey::CheckAgain,
        Action::StartOver => MessageKey::StartOver,
    }
}

fn is_primary(action: Action) -> bool {
    match action {
        Action::Begin | Action::Confirm | Action::TryAgain | Action::Check => true,
        Action::Restore | Action::Cancel | Action::StartOver => false,
    }
}

/// The button of an action. Its key prevents Yew from reusing the node, and the focus that is on it, for the button of the
/// next state.
pub(super) fn action_button(action: Action, messages: &Messages, on_action: &Callback<Action>) -> Html {
    let label = label(action);
    let primary = is_primary(action).then_some("");
    let part = if is_primary(action) {
        "button primary"
    } else {
        "button secondary"
    };
    let onclick = on_action.reform(move |_| action);
    html! {
        <button key={label.key()} {part} data-primary={primary} type="button" {onclick}>
            { text(messages.get(label)) }
        </button>
    }
}
