//! What the card shows, derived from the session.

use super::action::Action;
use super::text_field::FieldState;
use crate::archive::{Busy, Machine, Operation, Phase, Step};
use crate::session::{Confirm, Field, Session};
use crate::tallyfy::{Kind, Problem};
use crate::words::Word;

/// The fields the form has.
pub(super) fn form_fields(session: &Session) -> Vec<FieldState> {
    Field::ALL
        .into_iter()
        .filter(|field| is_asked_for(session, *field))
        .map(|field| field_state(session, field))
        .collect()
}

/// Whether the form is shown: at first, and where another input could help.
pub(super) fn is_form_shown(phase: &Phase, has_fields: bool) -> bool {
    match phase {
        Phase::Idle => true,
        Phase::Refused {
            operation: Operation::Restore,
            ..
        }
        | Phase::Unknown { .. } => has_fields,
        Phase::Refused { problem, .. } => {
            let input_helps = matches!(problem.kind, Kind::BadInput | Kind::Unauthenticated | Kind::NotFound);
            input_helps && has_fields
        }
        _ => false,
    }
}

/// The label of the button that submits the form.
pub(super) fn submit_label(phase: &Phase, confirm: Confirm) -> Word {
    match phase {
        Phase::Idle if confirm == Confirm::None => Word::Archive,
        Phase::Idle => Word::Find,
        Phase::Unknown { .. } => Word::CheckAgain,
        _ => Word::TryAgain,
    }
}

/// The buttons below everything else, while there is no form.
pub(super) fn actions(phase: &Phase) -> Vec<Action> {
    let first = match phase {
        Phase::Idle => return Vec::new(),
        Phase::Busy(_) => return vec![Action::Cancel],
        Phase::Review { .. } => Some(Action::Archive),
        Phase::Archived { .. } => Some(Action::Restore),
        Phase::Unknown { .. } => Some(Action::CheckAgain),
        Phase::Refused { problem, .. } if problem.kind != Kind::LinkedTask => Some(Action::TryAgain),
        Phase::Restored { .. } | Phase::Refused { .. } => None,
    };
    first.into_iter().chain([Action::StartOver]).collect()
}

/// What is under way.
pub(super) fn progress_label(busy: &Busy) -> Word {
    match (&busy.step, busy.operation) {
        (Step::Reread(_) | Step::Research(..), _) => Word::Checking,
        (_, Operation::Find) => Word::Finding,
        (_, Operation::Archive) => Word::Archiving,
        (_, Operation::Restore) => Word::Restoring,
    }
}

/// Whether a field is shown: for what the page does not provide. A token that was rejected can be replaced, whoever
/// provided it.
fn is_asked_for(session: &Session, field: Field) -> bool {
    let (machine, options) = (session.machine(), session.options());
    // Which task it is about cannot change any more; only another token can help.
    let is_task_fixed = matches!(
        machine.phase(),
        Phase::Unknown { .. }
            | Phase::Refused {
                operation: Operation::Restore,
                ..
            }
    );
    match field {
        Field::OrgId => !is_task_fixed && options.org_id.is_none(),
        Field::TaskId => !is_task_fixed && options.task_id.is_none(),
        Field::Token => {
            let is_rejected = input_problem(&machine).is_some_and(|problem| {
                problem.kind == Kind::Unauthenticated || problem.about(Field::Token.as_str()).is_some()
            });
            session.asks_for_token(&options) && (is_rejected || !is_task_fixed && !session.is_token_from_page())
        }
    }
}

fn field_state(session: &Session, field: Field) -> FieldState {
    let (machine, entered) = (session.machine(), session.entered());
    let hint = match field {
        Field::OrgId => None,
        Field::TaskId => Some(Word::TaskHint),
        Field::Token if session.has_token() => Some(Word::TokenKept),
        Field::Token => Some(Word::TokenHint),
    };
    let problem = input_problem(&machine);
    let error = problem.and_then(|problem| problem.about(field.as_str()));
    let is_token_rejected =
        field == Field::Token && problem.is_some_and(|problem| problem.kind == Kind::Unauthenticated);
    FieldState {
        field,
        hint,
        value: entered.get(field).to_owned(),
        invalid: error.is_some() || is_token_rejected,
        error: error.map(str::to_owned),
    }
}

/// The problem that another input could solve: that of the last check, where there was one.
fn input_problem(machine: &Machine) -> Option<&Problem> {
    machine.obstacle().or(machine.problem().map(|(_, problem)| problem))
}
