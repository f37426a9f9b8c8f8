//! How an operation is prepared: everything it needs is there and makes sense, or it does not begin.

use super::diagnosis::page_origin;
use super::{Credentials, Field, Options, Session};
use crate::archive::{Input, Operation, Target};
use crate::reasons;
use crate::tallyfy::{FieldProblem, Problem, Token, TokenError};

impl Session {
    /// The input to begin an operation with, or the one that says why it cannot begin.
    pub(super) fn prepared(&self, operation: Operation, begin: impl FnOnce(Target) -> Input) -> Input {
        let options = self.options();
        let target = self.entered().target(&options, &page_origin());
        let token = self.take_entered_token(&options);
        match (target, token) {
            (Ok(target), None) => begin(target),
            (target, token) => {
                let fields = target.err().unwrap_or_default().into_iter().chain(token).collect();
                Input::Refuse(operation, Problem::bad_input(fields))
            }
        }
    }

    /// Looks how an unknown outcome turned out, with the token that was entered meanwhile, if there is one.
    ///
    /// ```
    /// # fn of(session: &tallyfy_archive::session::Session) {
    /// session.check();
    /// # }
    /// ```
    pub fn check(&self) {
        let _ = self.take_entered_token(&self.options());
        self.dispatch(Input::Check);
    }

    /// Takes the archived task back, with the token that was entered meanwhile, if there is one.
    ///
    /// ```
    /// # fn of(session: &tallyfy_archive::session::Session) {
    /// session.restore();
    /// # }
    /// ```
    pub fn restore(&self) {
        let _ = self.take_entered_token(&self.options());
        self.dispatch(Input::Restore);
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
        let message = reasons::of_token(&options.words, &error);
        Some(FieldProblem {
            field: Field::Token.as_str().to_owned(),
            message,
        })
    }

    /// Whether the person has to give the token.
    ///
    /// ```
    /// # fn of(session: &tallyfy_archive::session::Session) {
    /// let is_field_shown = session.asks_for_token(&session.options());
    /// # }
    /// ```
    pub fn asks_for_token(&self, options: &Options) -> bool {
        options.credentials == Credentials::Omit && !self.0.host.gives_token()
    }
}
