//! Where the API is: the part of every request's URL before `/organizations`.

use super::authority::{is_host_and_port, is_loopback};

/// The base URL of the API, without a slash at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ApiBase(String);

/// Why a text is no base for the API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum BaseError {
    /// Neither `https://…` nor a path that begins with one slash.
    NotAUrl,
    /// `http` to anything but this very machine: the token would travel in the clear.
    Insecure,
    /// A user name or password in the URL.
    Credentials,
    /// A `?` or `#`: the path of the request would end up behind it.
    QueryOrFragment,
    /// A character, escape or `..` that would change the path, and where a character: which.
    Character(char),
    /// A path was given, but the page has no origin of its own (it was opened from a file).
    NoOrigin,
}

impl ApiBase {
    /// Where Tallyfy's documentation says the API is.
    pub(crate) const DEFAULT: &'static str = "https://go.tallyfy.com/api";

    /// Reads a base: `https`, or `http` on loopback, or a path on `origin`, the page's own (`null` or empty for a page
    /// without one).
    ///
    /// # Errors
    /// When the token would not be safe there, or a request's path would not stay what it is meant to be.
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
            let origin = format!("{scheme}://{authority}").to_ascii_lowercase();
            Ok(Self(format!("{origin}{path}")))
        } else if scheme.eq_ignore_ascii_case("http") {
            Err(BaseError::Insecure)
        } else {
            Err(BaseError::NotAUrl)
        }
    }

    /// Whether the API is on this very machine.
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
        let start = self.0.split_once("://").map_or(0, |(scheme, _)| scheme.len() + 3);
        let end = self.0[start..].find('/').map_or(self.0.len(), |at| start + at);
        &self.0[..end]
    }
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
    // The first one is what is before the first slash: nothing.
    if path
        .split('/')
        .skip(1)
        .any(|segment| matches!(segment, "" | "." | ".."))
    {
        return Err(BaseError::Character('.'));
    }
    Ok(())
}
