//! The organizations, users and tokens.

use axum::http::{HeaderMap, header};
use serde::Serialize;
use serde_json::{Value, json};

/// The status of the token of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TokenStatus {
    /// There was no `Authorization` header.
    Missing,
    /// The header is not `Bearer ` and a known token.
    Invalid,
    /// The token is known, but has no permission in this organization.
    Forbidden,
    /// The token is known and has permission.
    Valid,
}

/// The organization most seeds belong to.
pub const ORG: &str = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
/// Another organization of the same user.
pub const OTHER_ORG: &str = "9f8e7d6c5b4a39281706f5e4d3c2b1a0";
/// A token with permission in both organizations.
pub const TOKEN: &str = "sandbox-token";
/// A valid token without permission in either organization.
pub const STRANGER_TOKEN: &str = "stranger-token";
/// A token the sandbox does not know, like any other text.
pub const EXPIRED_TOKEN: &str = "expired-token";

/// The ID of the member that [`TOKEN`] belongs to.
pub(crate) const CALLER: u32 = 1001;

const ORGANIZATIONS: [(&str, &str); 2] = [(ORG, "Northwind Traders"), (OTHER_ORG, "Fourth Coffee")];

pub(crate) fn is_organization(org: &str) -> bool {
    ORGANIZATIONS.iter().any(|(id, _)| *id == org)
}

/// The status of the token in these headers.
pub(crate) fn token_status(headers: &HeaderMap) -> TokenStatus {
    let Some(value) = headers.get(header::AUTHORIZATION) else {
        return TokenStatus::Missing;
    };
    match value.to_str().ok().and_then(|value| value.strip_prefix("Bearer ")) {
        Some(TOKEN) => TokenStatus::Valid,
        Some(STRANGER_TOKEN) => TokenStatus::Forbidden,
        _ => TokenStatus::Invalid,
    }
}

/// The user that a token with this status belongs to.
pub(crate) fn user(status: TokenStatus) -> Value {
    let (id, first, last) = match status {
        TokenStatus::Forbidden => (2001, "Bo", "Lindqvist"),
        _ => (CALLER, "Ana", "Costa"),
    };
    json!({
        "id": id,
        "email": format!("{}@example.com", first.to_lowercase()),
        "username": first.to_lowercase(),
        "first_name": first,
        "last_name": last,
        "full_name": format!("{first} {last}"),
        "timezone": "Europe/Lisbon",
    })
}

/// The organizations that a token with this status has permission in.
pub(crate) fn organizations(status: TokenStatus) -> Vec<Value> {
    let permitted = ORGANIZATIONS.iter().filter(|_| status == TokenStatus::Valid);
    permitted
        .map(|(id, name)| json!({ "id": id, "name": name, "slug": null, "created_at": "2024-01-15T09:00:00Z" }))
        .collect()
}
