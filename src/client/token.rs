//! The token: given by the page, entered by a person, or asked for before each request.

use core::future::Future;
use core::pin::Pin;

use wasm_bindgen::JsValue;

use super::{Client, token_failure};
use crate::tallyfy::{FieldError, Problem, Token, TokenError};

/// A future token, or why there is none: a string or an `Error`. Its text is shown to people, and all of it goes to the
/// console.
///
/// ```
/// use tallyfy_archive::TokenAnswer;
///
/// fn get_token(_: ()) -> TokenAnswer {
///     Box::pin(async { Err("Your session has ended.".into()) })
/// }
/// ```
pub type TokenAnswer = Pin<Box<dyn Future<Output = Result<String, JsValue>>>>;

/// Where a token can be asked for.
pub(crate) trait TokenProvider {
    /// The token for the next request; `None` if a person has to enter it. `refresh`: the last one was answered with a
    /// 401.
    fn token(&self, refresh: bool) -> Option<TokenAnswer>;

    /// Whether [`token`](Self::token) returns one.
    fn provides_token(&self) -> bool;
}

impl Client {
    /// Sets the token that the page gives; `None` removes it.
    pub(crate) fn set_token(&self, token: Option<&str>) {
        self.0.is_token_from_page.set(token.is_some());
        self.0.secrets.borrow_mut().add(token.unwrap_or_default());
        *self.0.token.borrow_mut() = token.map(Token::parse);
    }

    /// Sets the token that a person entered, and returns whether it can be used.
    pub(crate) fn enter_token(&self, entered: &str) -> bool {
        self.0.secrets.borrow_mut().add(entered);
        let token = Token::parse(entered);
        let is_usable = token.is_ok();
        *self.0.token.borrow_mut() = Some(token);
        is_usable
    }

    /// Sets the token that was set before a crash.
    pub(crate) fn resume_token(&self, token: &str, is_from_page: bool) {
        self.enter_token(token);
        self.0.is_token_from_page.set(is_from_page);
    }

    /// The token that was set, or why it cannot be used.
    pub(crate) fn token(&self) -> Option<Result<Token, TokenError>> {
        self.0.token.borrow().clone()
    }

    /// Whether a token is asked for before each request.
    pub(crate) fn provides_token(&self) -> bool {
        self.0.provider.provides_token()
    }

    /// Whether a token is available for the next request.
    pub(crate) fn has_token(&self) -> bool {
        self.provides_token() || matches!(*self.0.token.borrow(), Some(Ok(_)))
    }

    /// Whether the page set the token, so that no field is needed.
    pub(crate) fn is_token_from_page(&self) -> bool {
        self.0.is_token_from_page.get()
    }

    /// The token for one request. The provider is asked before every request, so that it can renew it.
    pub(super) async fn request_token(&self, refresh: bool) -> Result<Option<Token>, Problem> {
        let Some(answer) = self.0.provider.token(refresh) else {
            return self.token().transpose().map_err(|error| token_problem(error, None));
        };
        match answer.await {
            Ok(text) => {
                self.0.secrets.borrow_mut().add(&text);
                Token::parse(&text)
                    .map(Some)
                    .map_err(|error| token_problem(error, None))
            }
            Err(cause) => {
                let reason = token_failure::report(&cause, &self.0.secrets.borrow());
                Err(token_problem(TokenError::Empty, Some(reason)))
            }
        }
    }
}

/// The problem with a token that the page gave, and why it gave none.
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
