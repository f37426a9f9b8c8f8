//! The names under which a page knows states and operations.

/// The states a page sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing has been asked.
    Idle,
    /// The item is being read.
    Finding,
    /// The item is shown and can be archived.
    Review,
    /// The item is being archived, or it is being verified for the first time whether it was.
    Archiving,
    /// The item is archived.
    Archived,
    /// The item is being restored, or it is being verified for the first time whether it was.
    Restoring,
    /// The item is back.
    Restored,
    /// It did not happen and will not.
    Refused,
    /// It may or may not have happened.
    Unknown,
}

impl State {
    /// Every state. `Unknown` is the last.
    pub const ALL: [Self; Self::Unknown as usize + 1] = [
        Self::Idle,
        Self::Finding,
        Self::Review,
        Self::Archiving,
        Self::Archived,
        Self::Restoring,
        Self::Restored,
        Self::Refused,
        Self::Unknown,
    ];

    /// The name a page sees.
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

    /// The state of this name.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }

    /// Whether an operation is in flight.
    pub fn is_busy(self) -> bool {
        matches!(self, Self::Finding | Self::Archiving | Self::Restoring)
    }
}

/// What a person can set out to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// See the item.
    Find,
    /// Archive it.
    Archive,
    /// Take that back.
    Restore,
}

impl Operation {
    /// The operation of this name.
    pub(super) fn named(name: &str) -> Option<Self> {
        let all = [Self::Find, Self::Archive, Self::Restore];
        all.into_iter().find(|operation| operation.as_str() == name)
    }

    /// The name a page sees.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Find => "find",
            Self::Archive => "archive",
            Self::Restore => "restore",
        }
    }
}
