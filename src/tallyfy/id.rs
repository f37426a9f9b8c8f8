//! Ids of organizations, tasks and processes.
//!
//! Tallyfy's own are 32 lower-case hex digits; its SDK accepts anything of up to 255 letters, digits, `_` and `-`.
//! The looser rule decides what is refused, because it is also what keeps a request on its path: `.`, `..`, an empty
//! id or a slash would address something else. The stricter rule is only worth a warning.

/// The most characters an id may have.
const MAX_LEN: usize = 255;

/// Why a text is no id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum IdError {
    /// Nothing but white space.
    Empty,
    /// More than 255 characters; how many there are.
    TooLong(usize),
    /// A character no id has, and its place in the trimmed text, counted from 1.
    Character(char, usize),
}

fn parse(text: &str) -> Result<String, IdError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(IdError::Empty);
    }
    for (place, character) in text.chars().enumerate() {
        if !(character.is_ascii_alphanumeric() || character == '_' || character == '-') {
            return Err(IdError::Character(character, place + 1));
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
            /// Reads an id, ignoring white space around it.
            ///
            /// # Errors
            /// When the text is empty, too long, or has a character no id has.
            pub(crate) fn parse(text: &str) -> Result<Self, IdError> {
                parse(text).map(Self)
            }

            /// The id as it goes into a path.
            pub(crate) fn as_str(&self) -> &str {
                &self.0
            }
        }
    };
}

id!(
    /// The id of an organization.
    OrgId
);
id!(
    /// The id of a task.
    TaskId
);
id!(
    /// The id of a process, which the API calls a run.
    RunId
);
