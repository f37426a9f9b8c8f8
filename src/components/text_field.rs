//! A text field with its label and its hint or error.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;
use yew::virtual_dom::VNode;

use super::text::text;
use crate::messages::{MessageKey, Messages};
use crate::session::Field;

/// The state of a text field.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct FieldState {
    /// The field; its name is also the ID of the input.
    pub(super) field: Field,
    pub(super) value: String,
    pub(super) hint: Option<MessageKey>,
    /// Replaces the hint.
    pub(super) error: Option<String>,
    /// Whether the value was rejected, with or without an error.
    pub(super) invalid: bool,
}

/// Renders a controlled text field. That of the token is masked and opts out of password managers. `on_text` receives
/// the text, and returns the new value.
pub(super) fn text_field(messages: &Messages, state: &FieldState, on_text: &Callback<(Field, String), String>) -> Html {
    let field = state.field;
    let label = match field {
        Field::OrgId => MessageKey::OrgId,
        Field::TaskId => MessageKey::TaskId,
        Field::Token => MessageKey::Token,
    };
    let id = field.as_str();
    let hint_id = format!("{id}-hint");
    let is_secret = field == Field::Token;
    let oninput = {
        let on_text = on_text.clone();
        move |event: InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let typed = input.value();
            let value = on_text.emit((field, typed.clone()));
            // If the value is unchanged, Yew does not render the field again and the text would stay.
            if value != typed {
                input.set_value(&value);
            }
        }
    };
    let mut input = html! {
        <input
            part="input"
            {id}
            name={id}
            type={if is_secret { "password" } else { "text" }}
            value={state.value.clone()}
            autocomplete={if is_secret { "new-password" } else { "off" }}
            autocapitalize="off"
            spellcheck="false"
            dir="ltr"
            required={true}
            aria-invalid={state.invalid.then_some("true")}
            aria-describedby={hint_id.clone()}
            data-lpignore={is_secret.then_some("true")}
            data-bwignore={is_secret.then_some("")}
            data-form-type={is_secret.then_some("other")}
            {oninput}
        />
    };
    if is_secret && let VNode::VTag(tag) = &mut input {
        // `html!` has no syntax for a name with a digit in it.
        Rc::make_mut(tag).add_attribute("data-1p-ignore", "");
    }
    html! {
        <div key={id} part="field" class="field">
            <label part="label" for={id}>{ text(messages.get(label)) }</label>
            { input }
            <p part="hint" class="hint" id={hint_id}>
                if let Some(error) = &state.error {
                    <span class="error">{ text(error) }</span>
                } else if let Some(hint) = state.hint {
                    { text(messages.get(hint)) }
                }
            </p>
        </div>
    }
}
