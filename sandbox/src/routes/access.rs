//! Who may ask, in the order in which the service finds out. It comes before the question whether there is such an
//! endpoint.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;

use super::answers::recorded;
use crate::accounts::{self, TokenStanding};

pub(crate) async fn check(request: Request, next: Next) -> Response {
    let client = request.headers().get("x-tallyfy-client");
    // The service lets in whoever names itself.
    if client.is_none_or(|client| client.as_bytes().trim_ascii().is_empty()) {
        return recorded("not-found-404-apsh546");
    }
    let known = organization(request.uri().path()).map(accounts::is_organization);
    match (accounts::standing(request.headers()), known) {
        (TokenStanding::None, _) => recorded("unauthenticated-401"),
        (TokenStanding::Wrong, _) => recorded("unauthenticated-401-code"),
        (_, Some(false)) => recorded("not-found-404"),
        (TokenStanding::Stranger, Some(true)) => recorded("forbidden-403"),
        _ => next.run(request).await,
    }
}

/// The organization that is asked about, if any.
fn organization(path: &str) -> Option<&str> {
    let org = path.strip_prefix("/organizations/")?.split('/').next();
    org.filter(|org| !org.is_empty())
}
