//! Finds out why a request got no response. Browsers report every cause as "Failed to fetch".

use std::cell::RefCell;

use web_sys::{AbortSignal, RequestCredentials, RequestMode};

use super::credentials::Credentials;
use super::fetch::{fetch, new_init};
use crate::tallyfy::{Method, ProblemKind, Request};

thread_local! {
    /// Origins that let this page read their responses.
    static READABLE: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Records that the page can read the responses of this origin: a missing one later is not due to CORS.
pub(super) fn mark_readable(origin: &str) {
    READABLE.with_borrow_mut(|readable| {
        if !readable.iter().any(|known| known == origin) {
            readable.push(origin.to_owned());
        }
    });
}

/// Whether the page has read a response of this origin.
pub(super) fn is_readable(origin: &str) -> bool {
    READABLE.with_borrow(|readable| readable.iter().any(|known| known == origin))
}

/// Distinguishes no network, no server, and a server that may only lack CORS headers.
///
/// Sends a `no-cors` probe without token and credentials to the same URL. If it gets a response, the server is up. The
/// response may be that of another server, since browsers always follow redirects in this mode. No probe is sent to the
/// page's own origin, which needs no CORS headers, nor after a change, which the following reads explain better.
pub(super) async fn diagnose(request: &Request, signal: Option<&AbortSignal>) -> ProblemKind {
    if is_offline() {
        return ProblemKind::Offline;
    }
    let is_aborted = signal.is_some_and(AbortSignal::aborted);
    if is_aborted || request.method != Method::Get || page_origin() == request.origin() {
        return ProblemKind::Unreachable;
    }
    let probe = new_init(signal);
    probe.set_mode(RequestMode::NoCors);
    probe.set_credentials(RequestCredentials::Omit);
    if fetch(&request.url, &probe).await.is_some() {
        ProblemKind::Blocked
    } else {
        ProblemKind::Unreachable
    }
}

/// The origin of the page; `null` if it has none. Not that of the location: a frame of `srcdoc` has the origin of the
/// page around it.
pub(crate) fn page_origin() -> String {
    web_sys::window().map(|window| window.origin()).unwrap_or_default()
}

/// Whether the browser reports that it is offline. If it does not, it may be offline all the same.
pub(crate) fn is_offline() -> bool {
    web_sys::window().is_some_and(|window| !window.navigator().on_line())
}

/// The response headers that the API has to send to a page of this origin, as text to copy.
pub(crate) fn cors_headers(origin: &str, credentials: Credentials) -> String {
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
