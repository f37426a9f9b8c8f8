//! The form: a field for each value that the page does not provide, and the submit button.

use yew::prelude::*;

use super::action::action_button;
use super::text::text;
use super::text_field::{FieldState, text_field};
use crate::archive::Action;
use crate::messages::{MessageKey, Messages};
use crate::session::Field;

/// The contents and callbacks of the form.
pub(super) struct FormParts<'card> {
    pub(super) messages: &'card Messages,
    pub(super) fields: &'card [FieldState],
    /// Action of the submit button.
    pub(super) submit: Action,
    /// Its label.
    pub(super) submit_label: MessageKey,
    /// Action of the secondary button, if there is one.
    pub(super) secondary: Option<Action>,
    /// Receives the text of a field, and returns its new value: a link is replaced by the ID in it.
    pub(super) on_input: &'card Callback<(Field, String), String>,
    /// Receives the action when the form is submitted or the secondary button is clicked.
    pub(super) on_action: &'card Callback<Action>,
}

/// Renders the form. It must not use `js_sys` and `web_sys`: the build renders it natively for the early form.
///
/// Not a component: that would not be rendered again while its properties are equal, and a field that a script has
/// written to would keep that text.
pub(super) fn form(parts: &FormParts<'_>) -> Html {
    let messages = parts.messages;
    let submit = parts.submit;
    let onsubmit = parts.on_action.reform(move |event: SubmitEvent| {
        event.prevent_default();
        submit
    });
    // With method "dialog", a browser never sends the form, even without a listener. With "get", the token would end up
    // in the URL.
    html! {
        <form part="form" method="dialog" novalidate={true} {onsubmit}>
            for field in parts.fields {
                { text_field(messages, field, parts.on_input) }
            }
            <div class="actions">
                <button part="button primary" data-primary="" type="submit">{ text(messages.get(parts.submit_label)) }</button>
                if let Some(action) = parts.secondary {
                    { action_button(action, messages, parts.on_action) }
                }
            </div>
        </form>
    }
}
