//! The possible actions and open fields of each phase.

use super::{Machine, Operation, Phase};
use crate::tallyfy::{Problem, ProblemKind};

/// An action of the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    /// Start with the IDs in the fields: find the item and, without a review, archive it.
    Begin,
    /// Start again with the IDs in the fields.
    TryAgain,
    /// Archive the item in review.
    Confirm,
    /// Restore the archived item.
    Restore,
    /// Check an unknown outcome.
    Check,
    /// Cancel the operation.
    Cancel,
    /// Close the item and keep the contents of the fields.
    StartOver,
}

/// The possible actions and open fields.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Offer {
    /// The action of the primary button.
    pub primary: Option<Action>,
    /// The action of the secondary button.
    pub secondary: Option<Action>,
    /// Whether IDs can be entered.
    pub ids_are_open: bool,
    /// Whether a token can be entered, unless the page provides it.
    pub token_is_open: bool,
    /// Whether a token can be entered even if the page has set one, because that was rejected.
    pub token_was_refused: bool,
}

impl Machine {
    /// The possible actions and open fields.
    pub(crate) fn offer(&self) -> Offer {
        let (primary, secondary) = match self.phase() {
            Phase::Idle => (Some(Action::Begin), None),
            Phase::Review {
                is_approval_pending: false,
            } => (Some(Action::Confirm), Some(Action::StartOver)),
            Phase::Review {
                is_approval_pending: true,
            }
            | Phase::Pending { .. } => (None, Some(Action::Cancel)),
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

    /// The problem that other input may solve: that of the last check, if it failed.
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
