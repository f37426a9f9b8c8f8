//! Why no answer arrived. A browser says "Failed to fetch" to all of it, so one has to find out.

use web_sys::{AbortSignal, RequestCredentials, RequestMode};

use super::Credentials;
use super::flight::{init, start};
use crate::tallyfy::{ApiBase, Kind};

/// Tells apart no network, no server, and a server whose answers the browser keeps from this page.
///
/// A request that reads nothing (`no-cors`) and carries nothing goes to the same place: if that arrives, the server is
/// up and only its permission is missing. On the page's own origin no permission is needed.
pub(super) async fn diagnose(url: &str, base: &ApiBase, signal: &AbortSignal) -> Kind {
    if is_offline() {
        return Kind::Offline;
    }
    if page_origin() == base.origin() {
        return Kind::Unreachable;
    }
    let probe = init(signal);
    probe.set_mode(RequestMode::NoCors);
    probe.set_credentials(RequestCredentials::Omit);
    if start(url, &probe).await.is_some() {
        Kind::Blocked
    } else {
        Kind::Unreachable
    }
}

/// The origin of the page, empty where it has none.
///
/// ```no_run
/// let origin = tallyfy_archive::session::page_origin();
/// assert!(origin.starts_with("https://"));
/// ```
pub fn page_origin() -> String {
    web_sys::window()
        .and_then(|window| window.location().origin().ok())
        .unwrap_or_default()
}

/// Whether the browser knows that it has no network. That it thinks it has one means nothing.
pub(super) fn is_offline() -> bool {
    web_sys::window().is_some_and(|window| !window.navigator().on_line())
}

/// The response headers that the API has to send for a page of this origin, ready to copy.
///
/// ```
/// use tallyfy_archive::Credentials;
/// use tallyfy_archive::session::cors_headers;
///
/// let headers = cors_headers("https://admin.example", Credentials::Omit);
/// assert!(headers.starts_with("Access-Control-Allow-Origin: https://admin.example\n"));
/// ```
pub fn cors_headers(origin: &str, credentials: Credentials) -> String {
    let allow = match credentials {
        Credentials::Include => "\nAccess-Control-Allow-Credentials: true",
        Credentials::Omit | Credentials::SameOrigin => "",
    };
    format!(
        "Access-Control-Allow-Origin: {origin}\n\
         Access-Control-Allow-Methods: GET, DELETE, PUT\n\
         Access-Control-Allow-Headers: Authorization, X-Tallyfy-Client\n\
         Access-Control-Expose-Headers: Retry-After, X-Request-Id{allow}"
    )
}
