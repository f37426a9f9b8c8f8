//! The browser's reading of addresses.

use web_sys::Url;

use crate::tallyfy::Address;

/// Reads an absolute URL as the browser does when it sends a request there.
pub(crate) fn read_address(text: &str) -> Option<Address> {
    let url = Url::new(text).ok()?;
    Some(Address {
        protocol: url.protocol(),
        hostname: url.hostname(),
        host: url.host(),
        pathname: url.pathname(),
        has_credentials: !(url.username().is_empty() && url.password().is_empty()),
        has_query_or_fragment: !(url.search().is_empty() && url.hash().is_empty()),
    })
}
