//! The organizations, and the tokens that are known.

use axum::http::{HeaderMap, header};
use serde::Serialize;

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

pub(crate) fn is_organization(org: &str) -> bool {
    org == ORG || org == OTHER_ORG
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
