//! How an operation is prepared: everything it needs is there and makes sense, or it does not begin.

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

    /// Archives the item that the page names; it is found first if that has not been done.
    pub fn archive(&self) {
        self.begin(Operation::Archive, Msg::Archive);
    }

    /// Takes the archived item back, with the token that was entered meanwhile, if there is one.
    pub fn restore(&self) {
        let _ = self.take_entered_token(&self.options());
        self.dispatch(Msg::Restore);
    }

    /// Checks how an unknown outcome turned out, with the token that was entered meanwhile, if there is one.
    pub fn check(&self) {
        let _ = self.take_entered_token(&self.options());
        self.dispatch(Msg::Check);
    }

    /// Does what the person pressed a button for.
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

    /// Begins with the ids that are meant now, or says what is wrong with them.
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

    /// Moves an entered token out of its field, so that it is in one place only. Answers with what is wrong.
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

    /// Whether the person has to give the token.
    pub fn asks_for_token(&self, options: &Options) -> bool {
        options.credentials == Credentials::Omit && !self.0.host.gives_token()
    }
}
