//! Addresses, as browsers read them.

use std::net::Ipv4Addr;

/// An absolute URL, as its reader understood and normalized it. The names are those of the URL Standard.
///
/// It has to be read by what later sends requests there: two parsers may disagree on which host is meant.
pub(crate) struct Address {
    /// With the colon, as in `https:`.
    pub protocol: String,
    /// The host, without a port.
    pub hostname: String,
    /// The host, and the port if it is not the default one.
    pub host: String,
    /// Begins with a slash.
    pub pathname: String,
    /// Whether it has a user name or a password.
    pub has_credentials: bool,
    /// Whether it has a query or a fragment.
    pub has_query_or_fragment: bool,
}

/// Reads an absolute URL; `None` if it is not valid.
pub(crate) type ReadAddress = fn(&str) -> Option<Address>;

/// `localhost`, 127.0.0.0/8 or `::1`: no resolver can map these to another machine. `hostname`: as in an [`Address`].
pub(super) fn is_loopback(hostname: &str) -> bool {
    matches!(hostname, "localhost" | "[::1]") || hostname.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback())
}
