//! The part of the connection that belongs to one element.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::token_provider::TokenProvider;
use crate::tallyfy::{Secrets, Token, TokenError};

/// The connection of one element to the API. Clones share it.
#[derive(Clone)]
pub(crate) struct Client(pub(super) Rc<Inner>);

pub(super) struct Inner {
    pub(super) provider: Rc<dyn TokenProvider>,
    /// The token that the page set or that was entered. Used if the provider returns none.
    pub(super) token: RefCell<Option<Result<Token, TokenError>>>,
    pub(super) is_token_from_page: Cell<bool>,
    /// All tokens so far, to redact them in whatever is displayed.
    pub(super) secrets: RefCell<Rc<Secrets>>,
    /// Until when a 429 limits this element, in milliseconds on the monotonic clock. The gate does not hold back its
    /// requests until then: its machine already waits, or verifies at once.
    pub(super) rate_limited_until: Cell<f64>,
}

impl Client {
    pub(crate) fn new(provider: Rc<dyn TokenProvider>) -> Self {
        Self(Rc::new(Inner {
            provider,
            token: RefCell::default(),
            is_token_from_page: Cell::new(false),
            secrets: RefCell::default(),
            rate_limited_until: Cell::new(0.0),
        }))
    }
}
