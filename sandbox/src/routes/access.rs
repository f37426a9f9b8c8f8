//! Who may ask, in the order in which the service finds out.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;

use super::answers::recorded;
use crate::accounts::{self, TokenStanding};

/// The clients the service lets in: the documented one, and that of Tallyfy's own SDK.
const CLIENTS: [&str; 2] = ["APIClient", "TallyfySDK"];

pub(crate) async fn check(request: Request, next: Next) -> Response {
    let client = request
        .headers()
        .get("x-tallyfy-client")
        .and_then(|client| client.to_str().ok());
    if !client.is_some_and(|client| CLIENTS.contains(&client)) {
        return recorded("not-found-404-apsh546");
    }
    match accounts::standing(request.headers()) {
        TokenStanding::None => recorded("unauthenticated-401"),
        TokenStanding::Wrong => recorded("unauthenticated-401-code"),
        _ if !organization(request.uri().path()).is_some_and(accounts::is_organization) => recorded("not-found-404"),
        TokenStanding::Stranger => recorded("forbidden-403"),
        TokenStanding::Right => next.run(request).await,
    }
}

fn organization(path: &str) -> Option<&str> {
    path.strip_prefix("/api/organizations/")?.split('/').next()
}
