//! IDs of organizations, tasks and processes.
//!
//! Tallyfy's own are 32 lower-case hex digits; its SDK accepts up to 255 letters, digits, `_` and `-`, and so does this
//! module. That also keeps a request on its path: `.`, `..`, an empty ID or a slash would address another resource.

/// Maximum length in characters.
const MAX_LEN: usize = 255;

/// Why a text was rejected as an ID.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum IdError {
    /// Only white space.
    Empty,
    /// More than 255 characters, with their number.
    TooLong(usize),
    /// An invalid character, with its position in the trimmed text, from 1.
    Character(char, usize),
}

fn parse(text: &str) -> Result<String, IdError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(IdError::Empty);
    }
    for (position, character) in text.chars().enumerate() {
        if !(character.is_ascii_alphanumeric() || character == '_' || character == '-') {
            return Err(IdError::Character(character, position + 1));
        }
    }
    if text.len() > MAX_LEN {
        return Err(IdError::TooLong(text.len()));
    }
    Ok(text.to_owned())
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub(crate) struct $name(String);

        impl $name {
            /// Parses an ID. Surrounding white space is ignored.
            ///
            /// # Errors
            /// If the text is empty, too long, or has an invalid character.
            pub(crate) fn parse(text: &str) -> Result<Self, IdError> {
                parse(text).map(Self)
            }

            /// The ID as a path segment.
            pub(crate) fn as_str(&self) -> &str {
                &self.0
            }
        }
    };
}

id!(
    /// Organization ID.
    OrgId
);
id!(
    /// Task ID.
    TaskId
);
id!(
    /// Process ID; the API calls processes runs.
    RunId
);
