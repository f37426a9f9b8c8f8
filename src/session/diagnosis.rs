//! Why there was no response. Browsers report every cause as "Failed to fetch".

use std::cell::RefCell;

use web_sys::{AbortSignal, RequestCredentials, RequestMode, RequestRedirect};

use super::Credentials;
use super::transport::{init, start};
use crate::tallyfy::{Kind, Method, Request};

thread_local! {
    /// Origins that let this page read their responses.
    static READABLE: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Remembers that this origin lets the page read a response. If a later one does not arrive, the reason is not CORS.
pub(super) fn note_readable(origin: &str) {
    READABLE.with_borrow_mut(|readable| {
        if !readable.iter().any(|known| known == origin) {
            readable.push(origin.to_owned());
        }
    });
}

/// Distinguishes no network, no server, and a server whose responses the browser withholds from this page (CORS).
///
/// Two probes without token and credentials go to the same URL. The first one, `no-cors`, tells whether the server is
/// up. It has to follow redirects, since browsers allow nothing else in this mode. The second one tells a redirect from
/// missing CORS headers, as long as the redirect has those.
pub(super) struct Diagnosis<'request> {
    request: &'request Request,
    is_server_up: bool,
}

impl<'request> Diagnosis<'request> {
    /// Of a request that got no response.
    pub(super) fn of(request: &'request Request) -> Self {
        Self {
            request,
            is_server_up: false,
        }
    }

    /// Whether the server responds to reads, and it is worthwhile to know. A change says nothing by being lost: the
    /// reads that follow it tell more.
    pub(super) async fn is_server_up(&mut self, signal: &AbortSignal) -> bool {
        let is_worthwhile =
            self.request.method == Method::Get && !is_offline() && page_origin() != self.request.origin();
        self.is_server_up = is_worthwhile && {
            let probe = probe(signal);
            probe.set_mode(RequestMode::NoCors);
            start(&self.request.url, &probe).await.is_some()
        };
        self.is_server_up
    }

    /// The reason, after a read was repeated where the server is up.
    pub(super) async fn kind(&self, signal: &AbortSignal) -> Kind {
        if is_offline() {
            return Kind::Offline;
        }
        let origin = self.request.origin();
        if !self.is_server_up || READABLE.with_borrow(|readable| readable.iter().any(|known| known == origin)) {
            return Kind::Unreachable;
        }
        let probe = probe(signal);
        probe.set_redirect(RequestRedirect::Manual);
        // The status of a redirect that is not followed is 0.
        match start(&self.request.url, &probe).await {
            Some(response) if response.status() == 0 => Kind::Unreachable,
            _ => Kind::Blocked,
        }
    }
}

fn probe(signal: &AbortSignal) -> web_sys::RequestInit {
    let probe = init(signal);
    probe.set_credentials(RequestCredentials::Omit);
    probe
}

/// The origin of the page, empty where it has none.
pub fn page_origin() -> String {
    web_sys::window()
        .and_then(|window| window.location().origin().ok())
        .unwrap_or_default()
}

/// Whether the browser reports that it is offline. That it reports the opposite proves nothing.
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
