//! The access token: kept in memory, sent in one header, shown nowhere.

use core::fmt;

/// An access token that can be sent in a header as it is.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Token(String);

/// Why a text is no token. It carries the one offending character, never the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TokenError {
    /// Nothing but white space, or nothing behind `Bearer`.
    Empty,
    /// A character that no header may carry or no token has, and its place in the text as given, counted from 1.
    Character(char, usize),
}

impl Token {
    /// Reads a token, ignoring white space around it and a `Bearer` before it.
    ///
    /// # Errors
    /// When nothing is left, or a character is not visible ASCII: an inner line break, a smart quote or a zero-width
    /// space from a copied document would make the browser refuse the header.
    pub(crate) fn parse(text: &str) -> Result<Self, TokenError> {
        let mut token = text.trim();
        if let (Some(scheme), Some(rest)) = (token.get(..6), token.get(6..))
            && scheme.eq_ignore_ascii_case("bearer")
            && (rest.is_empty() || rest.starts_with(char::is_whitespace))
        {
            token = rest.trim_start();
        }
        if token.is_empty() {
            return Err(TokenError::Empty);
        }
        let start = text.trim_end().len() - token.len();
        let before = text[..start].chars().count();
        for (place, character) in token.chars().enumerate() {
            if !character.is_ascii_graphic() {
                return Err(TokenError::Character(character, before + place + 1));
            }
        }
        Ok(Self(token.to_owned()))
    }

    /// The value of the `Authorization` header.
    pub(crate) fn authorization(&self) -> String {
        ["Bearer ", &self.0].concat()
    }

    /// The secret itself, for finding it where it must not be.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

/// Says that there is a token, not which.
impl fmt::Debug for Token {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Token")
    }
}
