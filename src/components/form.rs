//! The form: a field for each value the page does not provide, and the button that starts the operation.

use yew::prelude::*;

use super::action::action_button;
use super::text_field::{FieldState, text_field};
use crate::archive::Action;
use crate::session::Field;
use crate::words::{Word, Words};

/// What the form shows and reports.
#[derive(PartialEq, Properties)]
pub(super) struct FormProps {
    pub(super) messages: Words,
    pub(super) fields: Vec<FieldState>,
    /// The label of the button that submits.
    pub(super) submit: Word,
    /// What the button beside it does, where there is one.
    #[prop_or_default]
    pub(super) secondary: Option<Action>,
    /// Receives what is typed into a field, and returns the value it led to.
    pub(super) on_input: Callback<(Field, String), String>,
    /// Is called when the form is submitted.
    pub(super) on_submit: Callback<()>,
    /// Receives what a button other than the submitting one does.
    pub(super) on_action: Callback<Action>,
}

/// The form. The build renders it natively for the page and the early script, so neither making nor viewing it may
/// touch `js_sys` or `web_sys`. Components with hooks would
/// bring 6 KB of code into the element that nothing else there needs.
pub(super) struct Form;

impl Component for Form {
    type Message = ();
    type Properties = FormProps;

    fn create(_: &Context<Self>) -> Self {
        Self
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let messages = &props.messages;
        let onsubmit = props.on_submit.reform(|event: SubmitEvent| event.prevent_default());
        // Should nobody listen, a browser sends a form with this method nowhere. With any other the token would end up
        // in the address.
        html! {
            <form part="form" method="dialog" novalidate={true} {onsubmit}>
                for field in &props.fields {
                    { text_field(messages, field, &props.on_input) }
                }
                <div class="actions">
                    <button part="button" class="primary" type="submit">{ messages.get(props.submit) }</button>
                    if let Some(action) = props.secondary {
                        { action_button(action, messages, &props.on_action) }
                    }
                </div>
            </form>
        }
    }
}
