//! The token of a request: the page sets it, the user enters it, or a provider returns it before each request.

use std::rc::Rc;

use super::connection::Client;
use super::token_failure;
use crate::tallyfy::{FieldError, Problem, Token, TokenError};

impl Client {
    /// Sets the token of the page; `None` removes it.
    pub(crate) fn set_token(&self, token: Option<&str>) {
        self.0.is_token_from_page.set(token.is_some());
        self.add_secret(token.unwrap_or_default());
        *self.0.token.borrow_mut() = token.map(Token::parse);
    }

    /// Sets the token that the user entered, and returns whether it is valid.
    pub(crate) fn enter_token(&self, entered: &str) -> bool {
        self.add_secret(entered);
        let token = Token::parse(entered);
        let is_usable = token.is_ok();
        *self.0.token.borrow_mut() = Some(token);
        is_usable
    }

    /// Sets the token of a record.
    pub(crate) fn resume_token(&self, token: &str, is_from_page: bool) {
        self.enter_token(token);
        self.0.is_token_from_page.set(is_from_page);
    }

    /// The token that was set or entered, or why it is invalid.
    pub(crate) fn token(&self) -> Option<Result<Token, TokenError>> {
        self.0.token.borrow().clone()
    }

    /// Whether the provider returns a token for each request.
    pub(crate) fn provides_token(&self) -> bool {
        self.0.provider.provides_token()
    }

    /// Whether a token is available for the next request.
    pub(crate) fn has_token(&self) -> bool {
        self.provides_token() || matches!(*self.0.token.borrow(), Some(Ok(_)))
    }

    /// Whether the page has set the token, so that no field is needed.
    pub(crate) fn is_token_from_page(&self) -> bool {
        self.0.is_token_from_page.get()
    }

    fn add_secret(&self, token: &str) {
        Rc::make_mut(&mut self.0.secrets.borrow_mut()).add(token);
    }

    /// The token for one request. The provider is called before every request, so that it can renew the token.
    pub(super) async fn request_token(&self, refresh: bool, origin: &str) -> Result<Option<Token>, Problem> {
        // Before the answer: until then, the page may have replaced the source.
        let source = self.0.provider.source_name();
        let Some(answer) = self.0.provider.token(refresh, origin) else {
            return self.token().transpose().map_err(|error| token_problem(error, None));
        };
        match answer.await {
            // In place of an answer, servers send those who are signed out to a page.
            Ok(text) if text.trim_start().starts_with('<') => Err(Problem::bad_input(vec![FieldError::TokenIsWebPage])),
            Ok(text) => {
                self.add_secret(&text);
                Token::parse(&text)
                    .map(Some)
                    .map_err(|error| token_problem(error, None))
            }
            Err(cause) => {
                let reason = token_failure::report(source, &cause, &self.0.secrets);
                Err(token_problem(TokenError::Empty, Some(reason)))
            }
        }
    }
}

/// The problem of an invalid token of the page. `reason`: why it provided none.
pub(super) fn token_problem(error: TokenError, reason: Option<String>) -> Problem {
    let error = match error {
        TokenError::Empty => FieldError::TokenNotGiven,
        TokenError::Character(..) => FieldError::Token(error),
    };
    Problem {
        message: reason.filter(|reason| !reason.is_empty()),
        ..Problem::bad_input(vec![error])
    }
}
