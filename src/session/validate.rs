//! Validates what an operation needs before it begins.

use super::diagnosis::page_origin;
use super::{Confirm, Credentials, Field, Options, Session};
use crate::archive::{Action, Msg, Operation, Target};
use crate::reasons;
use crate::tallyfy::{FieldProblem, Problem, Token, TokenError};

impl Session {
    /// Finds the item.
    pub fn find(&self) {
        self.begin(Operation::Find, Msg::Find);
    }

    /// Archives the item that the page names. Finds it first if necessary.
    pub fn archive(&self) {
        self.begin(Operation::Archive, Msg::Archive);
    }

    /// Restores the archived item, with the token that was entered meanwhile, if any.
    pub fn restore(&self) {
        let _ = self.take_entered_token(&self.options());
        self.dispatch(Msg::Restore);
    }

    /// Re-checks an unknown outcome, with the token that was entered meanwhile, if any.
    pub fn check(&self) {
        let _ = self.take_entered_token(&self.options());
        self.dispatch(Msg::Check);
    }

    /// Performs the action of a button that a person pressed.
    pub fn perform(&self, action: Action) {
        self.set_by_person(true);
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

    /// Begins an operation with the current ids, or rejects it with the errors.
    fn begin(&self, operation: Operation, message: impl FnOnce(Target) -> Msg) {
        let options = self.options().clone();
        let target = self.entered().target(&options, &page_origin());
        let token = self.take_entered_token(&options);
        let msg = match (target, token) {
            (Ok(target), None) => message(target),
            (target, token) => {
                let fields = target.err().unwrap_or_default().into_iter().chain(token).collect();
                Msg::Reject(operation, Problem::bad_input(fields))
            }
        };
        self.dispatch(msg);
    }

    /// Moves an entered token out of its field, so that it is in one place only. Returns the error, if any.
    fn take_entered_token(&self, options: &Options) -> Option<FieldProblem> {
        let entered = self.0.entered.borrow().token.clone();
        if !entered.is_empty() {
            let token = Token::parse(&entered);
            if token.is_ok() {
                self.0.entered.borrow_mut().token.clear();
            }
            *self.0.token.borrow_mut() = Some(token);
        }
        let error = match &*self.0.token.borrow() {
            Some(Err(error)) => error.clone(),
            None if self.asks_for_token(options) => TokenError::Empty,
            _ => return None,
        };
        Some(FieldProblem {
            field: Field::Token.as_str().to_owned(),
            message: reasons::of_token(&options.words, &error),
        })
    }

    /// Whether a person has to enter the token.
    pub fn asks_for_token(&self, options: &Options) -> bool {
        options.credentials == Credentials::Omit && !self.0.host.gives_token()
    }
}
