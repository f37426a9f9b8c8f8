//! Operations as a person or the page begins them: input is validated first, and rejected as a whole.

use super::{Confirm, Session};
use crate::archive::{Action, Msg, Operation, Target};
use crate::tallyfy::{FieldError, Problem, Token, TokenError};

impl Session {
    /// Finds the item.
    pub(crate) fn find(&self) {
        self.begin(Operation::Find, Msg::Find);
    }

    /// Archives the item that the page names. Finds it first if necessary.
    pub(crate) fn archive(&self) {
        self.begin(Operation::Archive, Msg::Archive);
    }

    /// Restores the archived item, with the token that was entered meanwhile, if any.
    pub(crate) fn restore(&self) {
        if self.machine().can_restore() {
            self.take_entered_token();
        }
        self.dispatch(Msg::Restore);
    }

    /// Re-checks an unknown outcome, with the token that was entered meanwhile, if any.
    pub(crate) fn check(&self) {
        if self.machine().can_check() {
            self.take_entered_token();
        }
        self.dispatch(Msg::Check);
    }

    /// Performs the action of a button that a person pressed.
    pub(crate) fn perform(&self, action: Action) {
        self.set_user_initiated(true);
        let confirm = self.options().confirm;
        match action {
            Action::Begin | Action::TryAgain if confirm == Confirm::None => self.archive(),
            Action::Begin | Action::TryAgain => self.find(),
            Action::Confirm => self.dispatch(Msg::Confirm),
            Action::Restore => self.restore(),
            Action::Check => self.check(),
            Action::Cancel => self.dispatch(Msg::Cancel),
            Action::StartOver => self.dispatch(Msg::Reset),
        }
    }

    /// Begins an operation with the current ids, or rejects it with the errors. What is ignored has no side effects: an
    /// operation that is under way keeps its token.
    fn begin(&self, operation: Operation, message: impl FnOnce(Target) -> Msg) {
        let target = self.0.store.borrow().target();
        let joins = |target: &Target| self.machine().is_busy_with(target);
        let token = match &target {
            Ok(target) if joins(target) => None,
            _ => self.token_error(),
        };
        let msg = match (target, token) {
            (Ok(target), None) => {
                if !joins(&target) {
                    self.take_entered_token();
                }
                message(target)
            }
            (target, token) => {
                let errors = target.err().unwrap_or_default().into_iter();
                let errors = errors.chain(token.map(FieldError::Token)).collect();
                Msg::Reject(operation, Problem::bad_input(errors))
            }
        };
        self.dispatch(msg);
    }

    /// Moves an entered token out of its field, so that it is in one place only.
    fn take_entered_token(&self) {
        let entered = self.entered().token.clone();
        if !entered.is_empty() && self.0.client.enter_token(&entered) {
            self.0.store.borrow_mut().entered.token.clear();
        }
    }

    /// What is wrong with the token that the next operation would use.
    fn token_error(&self) -> Option<TokenError> {
        let entered = self.entered();
        let token = if entered.token.is_empty() {
            self.0.client.token()
        } else {
            Some(Token::parse(&entered.token))
        };
        match token {
            Some(token) => token.err(),
            None => self.needs_entered_token().then_some(TokenError::Empty),
        }
    }
}
