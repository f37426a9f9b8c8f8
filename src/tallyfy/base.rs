//! The base URL of the API: the part of every request's URL before `/organizations`.

use super::address::{ReadAddress, is_loopback};

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
    pub(crate) fn parse(text: &str, origin: &str, read: ReadAddress) -> Result<Self, BaseError> {
        let text = text.trim();
        if text.is_empty() || (text.starts_with('/') && !text.starts_with("//")) {
            return Self::at_origin(origin, text.trim_end_matches('/'));
        }
        // Browsers guess a host from `https:api` and `https:///api`, which are typing errors.
        let names_host = text
            .split_once("://")
            .is_some_and(|(_, rest)| !rest.starts_with(['/', '\\']));
        let address = read(text).filter(|_| names_host).ok_or(BaseError::NotAUrl)?;
        if address.has_credentials {
            return Err(BaseError::Credentials);
        }
        match address.protocol.as_str() {
            "https:" => {}
            "http:" if is_loopback(&address.hostname) => {}
            "http:" => return Err(BaseError::Insecure),
            _ => return Err(BaseError::NotAUrl),
        }
        if address.has_query_or_fragment {
            return Err(BaseError::QueryOrFragment);
        }
        let path = address.pathname.trim_end_matches('/');
        // The browser has escaped it. The path comes last in the text.
        check_path(path).map_err(|error| match error {
            BaseError::Character('%') => BaseError::Character(text.chars().rfind(|&c| !is_known(c)).unwrap_or('%')),
            other => other,
        })?;
        Ok(Self(format!("{}//{}{path}", address.protocol, address.host)))
    }

    /// A path on an origin, which need not be one that would be accepted as a URL: the page's own may be `http`.
    ///
    /// # Errors
    /// If it is not an origin, or the path of a request could be changed by it.
    pub(crate) fn at_origin(origin: &str, path: &str) -> Result<Self, BaseError> {
        if path.contains(['?', '#']) {
            return Err(BaseError::QueryOrFragment);
        }
        check_path(path)?;
        if !origin.contains("://") {
            return Err(BaseError::NoOrigin);
        }
        Ok(Self(format!("{origin}{path}")))
    }

    /// Whether the API is on this machine.
    pub(crate) fn is_loopback(&self) -> bool {
        let origin = self.origin();
        let host = origin.split_once("://").map_or(origin, |(_, host)| host);
        is_loopback(host) || host.rsplit_once(':').is_some_and(|(hostname, _)| is_loopback(hostname))
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

fn check_path(path: &str) -> Result<(), BaseError> {
    if let Some(character) = path.chars().find(|&c| !is_known(c)) {
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

/// Whether the character means the same to everybody in a path.
fn is_known(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '/' | '.' | '-' | '_' | '~')
}
