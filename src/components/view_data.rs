//! What the card renders, derived from the session.

use super::action;
use super::background::BackgroundLine;
use super::text_field::FieldState;
use crate::archive::{Action, JobView, Offer, Phase};
use crate::messages::{MessageKey, error_text, status_text};
use crate::session::{Confirm, Field, Session};
use crate::tallyfy::ProblemKind;

/// The fields of the form: those that are open and that the page does not provide.
pub(super) fn form_fields(session: &Session, offer: Offer) -> Vec<FieldState> {
    let options = session.options();
    let needs_entered_token = session.needs_entered_token();
    let is_token_given = session.client().is_token_from_page() && !offer.token_was_refused;
    let is_shown = |field: &Field| match field {
        Field::OrgId => offer.ids_are_open && options.org_id.is_none(),
        Field::TaskId => offer.ids_are_open && options.task_id.is_none(),
        Field::Token => offer.token_is_open && needs_entered_token && !is_token_given,
    };
    Field::ALL
        .into_iter()
        .filter(is_shown)
        .map(|field| field_state(session, field))
        .collect()
}

/// The label of the button that submits the form.
pub(super) fn submit_label(submit: Action, confirm: Confirm) -> MessageKey {
    match (submit, confirm) {
        (Action::Begin, Confirm::None) => MessageKey::Archive,
        // The form is shown to enter another token.
        (Action::Restore, _) => MessageKey::TryAgain,
        _ => action::label(submit),
    }
}

/// The fields and the label of the form before anything has begun.
#[cfg(feature = "prerender")]
pub(crate) fn idle_form(session: &Session) -> (Vec<Field>, MessageKey) {
    let fields = form_fields(session, session.machine().offer());
    let label = submit_label(Action::Begin, session.options().confirm);
    (fields.iter().map(|field| field.field).collect(), label)
}

/// A line for each job in the background.
pub(super) fn background(session: &Session) -> Vec<BackgroundLine> {
    let (machine, options) = (session.machine(), session.options());
    let line = |job: JobView<'_>| {
        let status = match &job.phase {
            Phase::Pending {
                operation, activity, ..
            } => status_text::progress(*operation, *activity),
            phase => status_text::headline(phase)?,
        };
        let title = job.item.and_then(|item| item.title.clone());
        Some(BackgroundLine {
            id: job.id,
            title: title.unwrap_or_else(|| job.target.task.as_str().to_owned()),
            status: options.messages.get(status).to_owned(),
        })
    };
    machine.background().filter_map(line).collect()
}

fn field_state(session: &Session, field: Field) -> FieldState {
    let entered = session.entered();
    let hint = match field {
        Field::OrgId => None,
        Field::TaskId => Some(MessageKey::TaskHint),
        Field::Token if session.client().has_token() => Some(MessageKey::TokenKept),
        Field::Token => Some(MessageKey::TokenHint),
    };
    let problem = session.machine().input_problem();
    let error = problem.as_ref().and_then(|problem| problem.field_error(field.as_str()));
    let is_token_rejected = field == Field::Token
        && problem
            .as_ref()
            .is_some_and(|problem| problem.kind == ProblemKind::Unauthenticated && !problem.is_about_permission());
    FieldState {
        field,
        hint,
        value: entered.get(field).to_owned(),
        invalid: error.is_some() || is_token_rejected,
        error: error.map(|error| error_text::field_error(&session.options().messages, error)),
    }
}
