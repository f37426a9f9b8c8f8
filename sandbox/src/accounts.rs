//! The organizations, the people, and the tokens that are known.

use axum::http::{HeaderMap, header};
use serde::Serialize;
use serde_json::{Value, json};

/// What is known of the token a request carried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TokenStanding {
    /// There was no `Authorization` header.
    None,
    /// It is not `Bearer ` and a token the sandbox knows.
    Wrong,
    /// It is known, but has no permission in this organization.
    Stranger,
    /// It is known and has permission.
    Right,
}

/// The organization most seeds belong to.
pub const ORG: &str = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
/// Another organization the same person belongs to.
pub const OTHER_ORG: &str = "9f8e7d6c5b4a39281706f5e4d3c2b1a0";
/// A token with permission in both organizations.
pub const TOKEN: &str = "sandbox-token";
/// A valid token without permission in either organization.
pub const STRANGER_TOKEN: &str = "stranger-token";
/// A token the stand-in does not know, as any other text.
pub const EXPIRED_TOKEN: &str = "expired-token";

/// The number of the member that [`TOKEN`] belongs to.
pub(crate) const CALLER: u32 = 1001;

const ORGANIZATIONS: [(&str, &str); 2] = [(ORG, "Northwind Traders"), (OTHER_ORG, "Fourth Coffee")];

pub(crate) fn is_organization(org: &str) -> bool {
    ORGANIZATIONS.iter().any(|(id, _)| *id == org)
}

/// What is known of the token in these headers.
pub(crate) fn standing(headers: &HeaderMap) -> TokenStanding {
    let Some(value) = headers.get(header::AUTHORIZATION) else {
        return TokenStanding::None;
    };
    match value.to_str().ok().and_then(|value| value.strip_prefix("Bearer ")) {
        Some(TOKEN) => TokenStanding::Right,
        Some(STRANGER_TOKEN) => TokenStanding::Stranger,
        _ => TokenStanding::Wrong,
    }
}

/// Whom a token of this standing belongs to.
pub(crate) fn person(standing: TokenStanding) -> Value {
    let (id, first, last) = match standing {
        TokenStanding::Stranger => (2001, "Bo", "Lindqvist"),
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

/// The organizations that a token of this standing has permission in.
pub(crate) fn organizations(standing: TokenStanding) -> Vec<Value> {
    let permitted = ORGANIZATIONS.iter().filter(|_| standing == TokenStanding::Right);
    permitted
        .map(|(id, name)| json!({ "id": id, "name": name, "slug": null, "created_at": "2024-01-15T09:00:00Z" }))
        .collect()
}
