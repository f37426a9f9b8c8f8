//! The operations that the user or the page starts. Invalid input is rejected before anything is sent.

use super::{Confirm, Session};
use crate::archive::{Action, Msg, Operation, Target};
use crate::tallyfy::{FieldError, Problem, Token, TokenError};

impl Session {
    /// Finds the item.
    pub(crate) fn find(&self) {
        self.begin(Operation::Find, Msg::Find);
    }

    /// Archives the item that the page names. It is found first, unless it is in review.
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

    /// Performs the action of a button that the user clicked.
    pub(crate) fn perform(&self, action: Action) {
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

    /// Starts an operation with the current IDs, or rejects it with the errors. If it joins an operation in progress,
    /// the entered token is not used.
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

    /// Moves an entered token from its field to the client.
    fn take_entered_token(&self) {
        let entered = self.entered().token.clone();
        if !entered.is_empty() && self.0.client.enter_token(&entered) {
            self.0.store.borrow_mut().entered.token.clear();
        }
    }

    /// The error of the token that the next operation would use, if it has one.
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
