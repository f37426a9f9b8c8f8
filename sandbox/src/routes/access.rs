//! Authentication and authorization, in the service's order. They come before routing: an unknown endpoint is a 404
//! only for a request that is authorized.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;

use super::answers::fixture;
use crate::accounts::{self, TokenStatus};

pub(crate) async fn check(request: Request, next: Next) -> Response {
    let client = request.headers().get("x-tallyfy-client");
    // The service accepts any value that is not empty.
    if client.is_none_or(|client| client.as_bytes().trim_ascii().is_empty()) {
        return fixture("not-found-404-apsh546");
    }
    let known = organization(request.uri().path()).map(accounts::is_organization);
    match (accounts::token_status(request.headers()), known) {
        (TokenStatus::Missing | TokenStatus::Invalid, _) => fixture("unauthenticated-401"),
        (_, Some(false)) => fixture("not-found-404"),
        (TokenStatus::Forbidden, Some(true)) => fixture("forbidden-403"),
        _ => next.run(request).await,
    }
}

/// The organization in the path, if any.
fn organization(path: &str) -> Option<&str> {
    let org = path.strip_prefix("/organizations/")?.split('/').next();
    org.filter(|org| !org.is_empty())
}
