//! The connection to Tallyfy's API.
//!
//! - `call`: one request, from the gate to its outcome.
//! - `token`: the sources of the token; `token_failure`: errors of the page's `getToken`.
//! - `transport`: sends it and reads the response; `diagnosis`: finds out why there was none.
//! - `fetch`: the page's `fetch`.
//! - `gate`: holds requests back after a 429 for any widget of the page.
//! - `exchange`: a request and its response, for display.
//! - `js_value`: JSON as JavaScript values; `clock`: time.

mod call;
mod clock;
mod diagnosis;
mod exchange;
mod fetch;
mod gate;
mod js_value;
mod token;
mod token_failure;
mod transport;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

pub(crate) use call::{Call, InFlight, Progress, whole};
pub(crate) use clock::{now_ms, wall_ms_at};
pub(crate) use diagnosis::{cors_headers, is_offline, page_origin};
pub(crate) use exchange::Exchange;
pub(crate) use gate::{close_gate, closed_gates};
#[cfg(feature = "element")]
pub(crate) use js_value::JsJson;
pub use token::TokenAnswer;
pub(crate) use token::TokenProvider;

use crate::tallyfy::{Secrets, Token, TokenError};

/// Whether requests are sent with the browser's credentials (cookies, client certificates), as in `fetch`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Credentials {
    /// Never.
    #[default]
    Omit,
    /// To the page's own origin, for a proxy there that authenticates the requests. No token is needed.
    SameOrigin,
    /// Always, for such a proxy on another origin. No token is needed.
    Include,
}

/// A connection to the API. Clones share it.
#[derive(Clone)]
pub(crate) struct Client(Rc<Inner>);

struct Inner {
    provider: Rc<dyn TokenProvider>,
    /// The token that the page set or that was entered. Used if the provider returns none.
    token: RefCell<Option<Result<Token, TokenError>>>,
    is_token_from_page: Cell<bool>,
    /// All tokens so far, to redact them in whatever is displayed.
    secrets: RefCell<Secrets>,
    /// Until when a 429 limits this client, in milliseconds on the monotonic clock.
    rate_limited_until: Cell<f64>,
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
