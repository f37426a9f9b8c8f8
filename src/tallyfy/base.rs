//! The base URL of the API: the part of every request's URL before `/organizations`.

use super::authority::{in_origin, is_host_and_port, is_loopback};

/// The base URL of the API, without a trailing slash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ApiBase(String);

/// Why a base URL was rejected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum BaseError {
    /// Neither `https://…` nor a path that begins with one slash.
    NotAUrl,
    /// `http` to a host other than loopback: the token would be sent unencrypted.
    Insecure,
    /// A user name or password in the URL.
    Credentials,
    /// A `?` or `#`: the path of the request would be appended after it.
    QueryOrFragment,
    /// A character, escape or `..` that would change the path of the request; for the last, the character is `.`.
    Character(char),
    /// A path, but the page has no origin: it was opened from a file.
    NoOrigin,
}

impl ApiBase {
    /// From Tallyfy's documentation.
    pub(crate) const DEFAULT: &'static str = "https://go.tallyfy.com/api";

    /// Parses a base URL: `https`, `http` on loopback, or a path on `origin`, which is that of the page (`null` or
    /// empty if it has none).
    ///
    /// # Errors
    /// If the token would not be safe there, or the path of a request could be changed by it.
    pub(crate) fn parse(text: &str, origin: &str) -> Result<Self, BaseError> {
        let text = text.trim().trim_end_matches('/');
        let (scheme, rest) = match text.split_once("://") {
            Some((scheme, rest)) => (scheme, rest),
            None if text.is_empty() || (text.starts_with('/') && !text.starts_with("//")) => ("", text),
            None => return Err(BaseError::NotAUrl),
        };
        if rest.contains(['?', '#']) {
            return Err(BaseError::QueryOrFragment);
        }
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        check_path(path)?;
        if scheme.is_empty() {
            return if origin.contains("://") {
                Ok(Self(format!("{origin}{path}")))
            } else {
                Err(BaseError::NoOrigin)
            };
        }
        check_authority(authority)?;
        if scheme.eq_ignore_ascii_case("https") || (scheme.eq_ignore_ascii_case("http") && is_loopback(authority)) {
            let scheme = scheme.to_ascii_lowercase();
            let authority = in_origin(&scheme, authority);
            Ok(Self(format!("{scheme}://{authority}{path}")))
        } else if scheme.eq_ignore_ascii_case("http") {
            Err(BaseError::Insecure)
        } else {
            Err(BaseError::NotAUrl)
        }
    }

    /// Whether the API is on this machine.
    pub(crate) fn is_loopback(&self) -> bool {
        let origin = self.origin();
        is_loopback(origin.split_once("://").map_or(origin, |(_, authority)| authority))
    }

    /// The base as text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The origin: scheme, host and port.
    pub(crate) fn origin(&self) -> &str {
        origin(&self.0)
    }
}

/// The origin of a URL: scheme, host and port.
pub(super) fn origin(url: &str) -> &str {
    let start = url.split_once("://").map_or(0, |(scheme, _)| scheme.len() + 3);
    let end = url[start..].find('/').map_or(url.len(), |at| start + at);
    &url[..end]
}

fn check_authority(authority: &str) -> Result<(), BaseError> {
    if authority.contains('@') {
        return Err(BaseError::Credentials);
    }
    let known = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
    match authority.chars().find(|&c| !known(c)) {
        Some(character) => Err(BaseError::Character(character)),
        None if is_host_and_port(authority) => Ok(()),
        None => Err(BaseError::NotAUrl),
    }
}

fn check_path(path: &str) -> Result<(), BaseError> {
    let known = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '-' | '_' | '~');
    if let Some(character) = path.chars().find(|&c| !known(c)) {
        return Err(BaseError::Character(character));
    }
    // The first segment is empty: it is before the leading slash.
    if path
        .split('/')
        .skip(1)
        .any(|segment| matches!(segment, "" | "." | ".."))
    {
        return Err(BaseError::Character('.'));
    }
    Ok(())
}
