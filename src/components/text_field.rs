//! One text field with its label and its hint or error.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;
use yew::virtual_dom::VNode;

use crate::session::Field;

/// What a text field shows.
#[derive(PartialEq, Properties)]
pub(super) struct TextFieldProps {
    /// Which field it is; its name is also the id of the input.
    pub(super) field: Field,
    pub(super) label: AttrValue,
    pub(super) value: AttrValue,
    #[prop_or_default]
    pub(super) hint: Option<AttrValue>,
    /// Replaces the hint.
    #[prop_or_default]
    pub(super) error: Option<AttrValue>,
    /// Whether the value was rejected; there may be no error of the field's own.
    #[prop_or_default]
    pub(super) invalid: bool,
    /// Receives what is typed, and returns the value it led to.
    pub(super) on_input: Callback<(Field, String), String>,
}

/// A controlled text field. That of the token hides what is typed, and keeps password managers away.
#[component]
pub(super) fn TextField(props: &TextFieldProps) -> Html {
    let field = props.field;
    let id = field.as_str();
    let hint_id = format!("{id}-hint");
    let is_secret = field == Field::Token;
    let oninput = {
        let on_input = props.on_input.clone();
        move |event: InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let text = input.value();
            let value = on_input.emit((field, text.clone()));
            // Where the value is the same as before, nothing is rendered that would replace the text.
            if value != text {
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
            value={props.value.clone()}
            autocomplete={if is_secret { "new-password" } else { "off" }}
            autocapitalize="off"
            spellcheck="false"
            dir="ltr"
            required={true}
            aria-invalid={props.invalid.then_some("true")}
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
        <div part="field" class="field">
            <label part="label" for={id}>{ &props.label }</label>
            { input }
            <p class="hint" id={hint_id}>
                if let Some(error) = &props.error {
                    <span class="error">{ error }</span>
                } else if let Some(hint) = &props.hint {
                    { hint }
                }
            </p>
        </div>
    }
}
