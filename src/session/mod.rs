//! The shell around the machine: carries out its effects with the browser's fetch and timers, and tells whoever shows
//! it that something changed.

mod browser;
mod diagnosis;
mod entered;
mod exchange;
mod flight;
mod host;
mod options;
mod preparing;
mod running;
mod seen;
mod sending;
mod snapshot;
mod working;

#[cfg(feature = "element")]
pub(crate) use browser::Value;
pub use diagnosis::{cors_headers, page_origin};
pub use entered::{Entered, Field};
pub use exchange::Exchange;
pub use host::{Announcement, Host, TokenAnswer};
pub use options::{Confirm, Credentials, Options};
pub use running::Session;
pub use snapshot::{Details, ProblemDetails};
