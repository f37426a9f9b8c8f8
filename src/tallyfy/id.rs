//! Ids of organizations, tasks and processes.
//!
//! Tallyfy's own are 32 lower-case hex digits; its SDK accepts anything of up to 255 letters, digits, `_` and `-`.
//! The looser rule decides what is refused, because it is also what keeps a request on its path: `.`, `..`, an empty
//! id or a slash would address something else. The stricter rule is only worth a warning.

/// The most characters an id may have.
const LONGEST: usize = 255;

/// Why a text is no id.
///
/// ```
/// use tallyfy_archive::tallyfy::{IdError, TaskId};
///
/// assert_eq!(TaskId::parse("a/b"), Err(IdError::Character('/', 2)));
/// assert_eq!(TaskId::parse(" "), Err(IdError::Empty));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IdError {
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
    if text.len() > LONGEST {
        return Err(IdError::TooLong(text.len()));
    }
    Ok(text.to_owned())
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name(String);

        impl $name {
            /// Reads an id, ignoring white space around it.
            ///
            /// # Errors
            /// When the text is empty, too long, or has a character no id has.
            ///
            /// ```
            #[doc = concat!("use tallyfy_archive::tallyfy::", stringify!($name), ";")]
            ///
            #[doc = concat!("assert!(", stringify!($name), "::parse(\" 0a1b \").is_ok());")]
            #[doc = concat!("assert!(", stringify!($name), "::parse(\"..\").is_err());")]
            /// ```
            pub fn parse(text: &str) -> Result<Self, IdError> {
                parse(text).map(Self)
            }

            /// The id as it goes into a path.
            ///
            /// ```
            #[doc = concat!("use tallyfy_archive::tallyfy::", stringify!($name), ";")]
            ///
            #[doc = concat!("let id = ", stringify!($name), "::parse(\" 0a1b \")?;")]
            /// assert_eq!(id.as_str(), "0a1b");
            /// # Ok::<(), tallyfy_archive::tallyfy::IdError>(())
            /// ```
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Whether it looks like the ids Tallyfy gives out: 32 lower-case hex digits.
            ///
            /// ```
            #[doc = concat!("use tallyfy_archive::tallyfy::", stringify!($name), ";")]
            ///
            #[doc = concat!("let id = ", stringify!($name), "::parse(\"0a1b\")?;")]
            /// assert!(!id.is_usual());
            /// # Ok::<(), tallyfy_archive::tallyfy::IdError>(())
            /// ```
            pub fn is_usual(&self) -> bool {
                self.0.len() == 32 && self.0.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
            }
        }
    };
}

id!(
    /// The id of an organization.
    ///
    /// ```
    /// use tallyfy_archive::tallyfy::OrgId;
    ///
    /// let id = OrgId::parse("0a1b2c3d4e5f60718293a4b5c6d7e8f9")?;
    /// assert!(id.is_usual());
    /// # Ok::<(), tallyfy_archive::tallyfy::IdError>(())
    /// ```
    OrgId
);
id!(
    /// The id of a task.
    ///
    /// ```
    /// use tallyfy_archive::tallyfy::TaskId;
    ///
    /// let id = TaskId::parse("0a1b2c3d4e5f60718293a4b5c6d7e8f9")?;
    /// assert!(id.is_usual());
    /// # Ok::<(), tallyfy_archive::tallyfy::IdError>(())
    /// ```
    TaskId
);
id!(
    /// The id of a process, which the API calls a run.
    ///
    /// ```
    /// use tallyfy_archive::tallyfy::RunId;
    ///
    /// let id = RunId::parse("0a1b2c3d4e5f60718293a4b5c6d7e8f9")?;
    /// assert!(id.is_usual());
    /// # Ok::<(), tallyfy_archive::tallyfy::IdError>(())
    /// ```
    RunId
);
