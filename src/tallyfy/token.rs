//! The access token: kept in memory, sent in one header, never displayed.

use core::fmt;

/// The scheme of the `Authorization` header, before the token.
const SCHEME: &str = "Bearer ";

/// An access token that is a valid header value.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Token(String);

/// Why a text was rejected as a token. Contains the invalid character, never the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TokenError {
    /// Only white space, or nothing after `Bearer`.
    Empty,
    /// An invalid character, with its position in the untrimmed text, from 1.
    Character(char, usize),
}

impl Token {
    /// Parses a token. Surrounding white space and a `Bearer` prefix are ignored.
    ///
    /// # Errors
    /// If nothing is left, or a character is not visible ASCII: the browser rejects a header with a line break, a smart
    /// quote or a zero-width space, as in a token that was copied from a document.
    pub(crate) fn parse(text: &str) -> Result<Self, TokenError> {
        let token = without_scheme(text);
        if token.is_empty() {
            return Err(TokenError::Empty);
        }
        let start = text.trim_end().len() - token.len();
        let before = text[..start].chars().count();
        for (position, character) in token.chars().enumerate() {
            if !character.is_ascii_graphic() {
                return Err(TokenError::Character(character, before + position + 1));
            }
        }
        Ok(Self(token.to_owned()))
    }

    /// The value of the `Authorization` header.
    pub(crate) fn authorization(&self) -> String {
        [SCHEME, &self.0].concat()
    }

    /// The token itself, for redaction and the record.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

/// The text without surrounding white space and a `Bearer` prefix.
pub(super) fn without_scheme(text: &str) -> &str {
    let text = text.trim();
    match text.split_once(char::is_whitespace) {
        Some((scheme, token)) if is_scheme(scheme) => token.trim_start(),
        None if is_scheme(text) => "",
        _ => text,
    }
}

fn is_scheme(text: &str) -> bool {
    text.eq_ignore_ascii_case(SCHEME.trim_end())
}

/// Does not contain the token.
impl fmt::Debug for Token {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Token")
    }
}
