//! The fields for what the page does not give, and the button that begins.

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::archive::{Machine, Operation, Phase, State};
use crate::session::{Confirm, Field, Options, Session};
use crate::tallyfy::{Kind, Problem};
use crate::words::Word;

/// Whether there is something to enter or to begin: at first, and where other input could help.
pub(super) fn is_form_shown(session: &Session) -> bool {
    match session.machine().phase() {
        Phase::Idle => true,
        Phase::Refused {
            operation: Operation::Restore,
            ..
        }
        | Phase::Unknown { .. } => !fields(session).is_empty(),
        Phase::Refused { problem, .. } => {
            let input_helps = matches!(problem.kind, Kind::BadInput | Kind::Unauthenticated | Kind::NotFound);
            input_helps && !fields(session).is_empty()
        }
        _ => false,
    }
}

/// The form.
pub(super) fn form(session: &Session) -> Html {
    let options = session.options();
    let onsubmit = {
        let session = session.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            begin(&session);
        }
    };
    let button = match session.machine().phase() {
        Phase::Idle if options.confirm == Confirm::None => Word::Archive,
        Phase::Idle => Word::Find,
        Phase::Unknown { .. } => Word::CheckAgain,
        _ => Word::TryAgain,
    };
    html! {
        <form part="form" novalidate=true {onsubmit}>
            { for fields(session).into_iter().map(|field| input(session, &options, field)) }
            <div class="actions">
                <button part="button" class="primary" type="submit">{ options.words.get(button) }</button>
                if button == Word::TryAgain {
                    { super::actions::start_over(session, &options) }
                }
            </div>
        </form>
    }
}

/// Begins what the form is for, on behalf of the person.
pub(super) fn begin(session: &Session) {
    session.set_by_person(true);
    let operation = session.machine().problem().map(|(operation, _)| operation);
    if session.state() == State::Unknown {
        return session.check();
    }
    if operation == Some(Operation::Restore) {
        return session.restore();
    }
    let archives = session.options().confirm == Confirm::None || operation == Some(Operation::Archive);
    if archives { session.archive() } else { session.find() }
}

/// The fields for what the page does not give. A token that was refused can be replaced, whoever gave it.
pub(super) fn fields(session: &Session) -> Vec<Field> {
    let options = session.options();
    let machine = session.machine();
    let refused = complaint(&machine).is_some_and(|problem| {
        problem.kind == Kind::Unauthenticated || problem.fields.iter().any(|field| field.field == "token")
    });
    let token = session.asks_for_token(&options) && (refused || !session.is_token_from_page());
    let settled = matches!(
        machine.phase(),
        Phase::Unknown { .. }
            | Phase::Refused {
                operation: Operation::Restore,
                ..
            }
    );
    if settled {
        // Which task it is about cannot change any more; only another token can help.
        return if token && refused {
            vec![Field::Token]
        } else {
            Vec::new()
        };
    }
    [
        options.org_id.is_none().then_some(Field::OrgId),
        options.task_id.is_none().then_some(Field::TaskId),
        token.then_some(Field::Token),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The problem that other input could help with: the one of the last look, where there was one.
fn complaint(machine: &Machine) -> Option<&Problem> {
    machine.obstacle().or(machine.problem().map(|(_, problem)| problem))
}

fn input(session: &Session, options: &Options, field: Field) -> Html {
    let words = &options.words;
    let entered = session.entered();
    let (label, value, hint) = match field {
        Field::OrgId => (Word::OrgId, &entered.org_id, None),
        Field::TaskId => (Word::TaskId, &entered.task_id, Some(Word::TaskHint)),
        Field::Token if session.has_token() => (Word::Token, &entered.token, Some(Word::TokenKept)),
        Field::Token => (Word::Token, &entered.token, Some(Word::TokenHint)),
    };
    let id = field.as_str();
    let secret = field == Field::Token;
    let machine = session.machine();
    let complaint = complaint(&machine);
    let wrong = complaint.and_then(|problem| problem.fields.iter().find(|wrong| wrong.field == id));
    let error = wrong.map(|wrong| wrong.message.clone());
    let refused_token = secret && complaint.is_some_and(|problem| problem.kind == Kind::Unauthenticated);
    let invalid = (error.is_some() || refused_token).then_some("true");
    let oninput = {
        let session = session.clone();
        move |event: InputEvent| {
            if let Some(input) = event
                .target()
                .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
            {
                session.enter(field, input.value());
            }
        }
    };
    let hint_id = [id, "-hint"].concat();
    html! {
        <div part="field" class="field">
            <label part="label" for={id}>{ words.get(label) }</label>
            <input
                part="input"
                {id}
                name={id}
                type={if secret { "password" } else { "text" }}
                value={value.clone()}
                autocomplete={if secret { "new-password" } else { "off" }}
                autocapitalize="off"
                spellcheck="false"
                dir="ltr"
                required=true
                aria-invalid={invalid}
                aria-describedby={hint_id.clone()}
                data-lpignore={secret.then_some("true")}
                data-bwignore={secret.then_some("")}
                data-form-type={secret.then_some("other")}
                {oninput}
            />
            <p class="hint" id={hint_id}>
                if let Some(error) = error {
                    <span class="error">{ error }</span>
                } else if let Some(hint) = hint {
                    { words.get(hint) }
                }
            </p>
        </div>
    }
}
