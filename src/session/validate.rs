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
        if self.machine().can_restore() {
            self.take_entered_token();
        }
        self.dispatch(Msg::Restore);
    }

    /// Re-checks an unknown outcome, with the token that was entered meanwhile, if any.
    pub fn check(&self) {
        if self.machine().can_check() {
            self.take_entered_token();
        }
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

    /// Begins an operation with the current ids, or rejects it with the errors. What is ignored has no side effects: an
    /// operation that is under way keeps its token.
    fn begin(&self, operation: Operation, message: impl FnOnce(Target) -> Msg) {
        let options = self.options().clone();
        let target = self.entered().target(&options, &page_origin());
        let joins = |target: &Target| self.machine().is_busy_with(target);
        let token = match &target {
            Ok(target) if joins(target) => None,
            _ => self.token_error(&options),
        };
        let msg = match (target, token) {
            (Ok(target), None) => {
                if !joins(&target) {
                    self.take_entered_token();
                }
                message(target)
            }
            (target, token) => {
                let fields = target.err().unwrap_or_default().into_iter().chain(token).collect();
                Msg::Reject(operation, Problem::bad_input(fields))
            }
        };
        self.dispatch(msg);
    }

    /// Moves an entered token out of its field, so that it is in one place only.
    fn take_entered_token(&self) {
        let entered = self.0.entered.borrow().token.clone();
        if entered.is_empty() {
            return;
        }
        self.0.secrets.borrow_mut().learn(&entered);
        let token = Token::parse(&entered);
        if token.is_ok() {
            self.0.entered.borrow_mut().token.clear();
        }
        *self.0.token.borrow_mut() = Some(token);
    }

    /// What is wrong with the token that the next operation would use.
    fn token_error(&self, options: &Options) -> Option<FieldProblem> {
        let entered = self.0.entered.borrow();
        let token = if entered.token.is_empty() {
            self.0.token.borrow().clone()
        } else {
            Some(Token::parse(&entered.token))
        };
        let error = match token {
            Some(Err(error)) => error,
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
