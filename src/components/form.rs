//! The form: a field for each value the page does not provide, and the button that starts the operation.

use yew::prelude::*;

use super::action::action_button;
use super::text_field::{FieldState, text_field};
use crate::archive::Action;
use crate::messages::{MessageKey, Messages};
use crate::session::Field;

/// What the form shows and reports.
pub(super) struct FormParts<'card> {
    pub(super) messages: &'card Messages,
    pub(super) fields: &'card [FieldState],
    /// What the button that submits does, and its label.
    pub(super) submit: (Action, MessageKey),
    /// What the button beside it does, where there is one.
    pub(super) secondary: Option<Action>,
    /// Receives what is typed into a field, and returns the value it led to.
    pub(super) on_input: &'card Callback<(Field, String), String>,
    /// Receives the clicks on the button that submits, also those that the browser makes of Enter.
    pub(super) on_submit_click: &'card Callback<(Action, MouseEvent)>,
    /// Is called when the form is submitted.
    pub(super) on_submit: &'card Callback<()>,
    /// Receives what a button other than the submitting one does.
    pub(super) on_action: &'card Callback<(Action, MouseEvent)>,
}

/// The form. The build renders it natively for the page and the early script, so it may touch neither `js_sys` nor
/// `web_sys`.
///
/// It is no component of its own: one is not rendered again while its properties stay the same, and a field that a
/// script has written to would keep that text.
pub(super) fn form(parts: &FormParts<'_>) -> Html {
    let FormParts {
        messages,
        submit: (submit, label),
        ..
    } = *parts;
    let onclick = parts.on_submit_click.reform(move |event| (submit, event));
    let onsubmit = parts.on_submit.reform(|event: SubmitEvent| event.prevent_default());
    // Should nobody listen, a browser sends a form with this method nowhere. With any other the token would end up in
    // the address.
    html! {
        <form part="form" method="dialog" novalidate={true} {onsubmit}>
            for field in parts.fields {
                { text_field(messages, field, parts.on_input) }
            }
            <div class="actions">
                <button part="button" data-primary="" type="submit" {onclick}>{ messages.get(label) }</button>
                if let Some(action) = parts.secondary {
                    { action_button(action, messages, parts.on_action) }
                }
            </div>
        </form>
    }
}
