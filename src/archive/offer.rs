//! What a person can do next, and which fields are open for it.

use super::{Machine, Operation, Phase};
use crate::tallyfy::{Problem, ProblemKind};

/// Something a person can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    /// Begin with the ids in the fields: find the item and, where the page asks for no review, archive it.
    Begin,
    /// Begin again with the ids in the fields.
    TryAgain,
    /// Archive what is in review.
    Confirm,
    /// Restore what is archived.
    Restore,
    /// Check how an unknown outcome turned out.
    Check,
    /// Cancel what is in flight.
    Cancel,
    /// Forget the item and keep what was entered.
    StartOver,
}

/// What is offered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Offer {
    /// What the main button does.
    pub primary: Option<Action>,
    /// What the other one does.
    pub secondary: Option<Action>,
    /// Whether other ids can be entered.
    pub ids_are_open: bool,
    /// Whether a token can be entered where the page gives none.
    pub token_is_open: bool,
    /// Whether a token can be entered even where the page gives one, since that was refused.
    pub token_was_refused: bool,
}

impl Machine {
    /// What a person can do next.
    pub(crate) fn offer(&self) -> Offer {
        let (primary, secondary) = match self.phase() {
            Phase::Idle => (Some(Action::Begin), None),
            Phase::Review { is_asking: false } => (Some(Action::Confirm), Some(Action::StartOver)),
            Phase::Review { is_asking: true } | Phase::Busy { .. } => (None, Some(Action::Cancel)),
            Phase::Restored { .. } => (None, Some(Action::StartOver)),
            Phase::Refused { problem, .. } if problem.kind == ProblemKind::LinkedTask => {
                (None, Some(Action::StartOver))
            }
            Phase::Archived { .. }
            | Phase::Refused {
                operation: Operation::Restore,
                ..
            } => (Some(Action::Restore), Some(Action::StartOver)),
            Phase::Refused { .. } => (Some(Action::TryAgain), Some(Action::StartOver)),
            Phase::Unknown { .. } => (Some(Action::Check), Some(Action::StartOver)),
        };
        let input_helps = match self.phase() {
            Phase::Idle => true,
            Phase::Refused {
                operation: Operation::Find | Operation::Archive,
                problem,
                ..
            } => matches!(
                problem.kind,
                ProblemKind::BadInput | ProblemKind::Unauthenticated | ProblemKind::NotFound
            ),
            _ => false,
        };
        let token_was_refused = self.input_problem().is_some_and(|problem| concerns_token(&problem));
        Offer {
            primary,
            secondary,
            ids_are_open: input_helps,
            token_is_open: input_helps || token_was_refused,
            token_was_refused,
        }
    }

    /// The problem that other input could help with: that of the last check, where there was one.
    pub(crate) fn input_problem(&self) -> Option<Problem> {
        match self.phase() {
            Phase::Unknown {
                problem,
                last_check_error,
                ..
            } => Some(last_check_error.unwrap_or(problem)),
            Phase::Refused { problem, .. } => Some(problem),
            _ => None,
        }
    }
}

fn concerns_token(problem: &Problem) -> bool {
    problem.kind == ProblemKind::Unauthenticated || problem.field_error("token").is_some()
}
