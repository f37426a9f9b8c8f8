//! The connection to Tallyfy's API.
//!
//! What is known of an API holds for the page, and its elements share it, by origin: the gate after a 429 (`gate`), and
//! whether the page can read its responses (`diagnosis`). A [`Client`] is the part that elements must not share. They may
//! be for different organizations, APIs and people: with the token of another element, a request would be made in
//! somebody else's name, or show the token to a server that is not meant to have it.
//!
//! - `connection`: what belongs to one element: its token, its provider, the tokens to redact, and its own 429.
//! - `call`: one request, from the gate to its outcome.
//! - `token`: the token of a request; `token_provider`: the interface to the page's `getToken`; `token_failure`: its errors.
//! - `transport`: sends it and reads the response; `diagnosis`: finds out why there was none.
//! - `fetch`: the page's `fetch`; `promise`: its promises.
//! - `gate`: holds requests back after a 429 for any widget of the page.
//! - `exchange`: a request and its response, for display.
//! - `js_value`: JSON as JavaScript values; `address`: URLs; `clock`: time.

mod address;
mod call;
mod clock;
mod connection;
mod credentials;
mod diagnosis;
mod exchange;
mod fetch;
mod gate;
mod js_value;
mod promise;
mod token;
mod token_failure;
mod token_provider;
mod transport;

pub(crate) use address::read_address;
pub(crate) use call::{Call, InFlight, Progress, whole};
pub(crate) use clock::{now_ms, wall_ms_at};
pub(crate) use connection::Client;
pub use credentials::Credentials;
pub(crate) use diagnosis::{cors_headers, is_offline, page_origin};
pub(crate) use exchange::Exchange;
pub(crate) use gate::{close_gate, closed_gates};
#[cfg(feature = "element")]
pub(crate) use js_value::JsJson;
pub(crate) use promise::settled;
pub use token_provider::TokenAnswer;
pub(crate) use token_provider::TokenProvider;
