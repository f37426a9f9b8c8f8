//! The states of the element.

use std::fmt;

/// A state of the element, as in its `state` property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing has been requested.
    Idle,
    /// The task is being read.
    Finding,
    /// The task is shown and can be archived.
    Review,
    /// The task is being archived.
    Archiving,
    /// The task is archived.
    Archived,
    /// The task is being restored.
    Restoring,
    /// The task is restored.
    Restored,
    /// It did not work, and nothing changed.
    Refused,
    /// It may or may not have worked.
    Unknown,
}

impl State {
    /// The name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Idle => "idle",
            Self::Finding => "finding",
            Self::Review => "review",
            Self::Archiving => "archiving",
            Self::Archived => "archived",
            Self::Restoring => "restoring",
            Self::Restored => "restored",
            Self::Refused => "refused",
            Self::Unknown => "unknown",
        }
    }
}

impl fmt::Display for State {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

impl PartialEq<State> for String {
    fn eq(&self, state: &State) -> bool {
        self == state.as_str()
    }
}
