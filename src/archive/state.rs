//! The public states and operations.

/// The state of the widget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// No operation has been started.
    Idle,
    /// The item is being read.
    Finding,
    /// The item is shown and waits for confirmation.
    Review,
    /// The item is being archived, or the change is being verified for the first time.
    Archiving,
    /// The item is archived.
    Archived,
    /// The item is being restored, or the change is being verified for the first time.
    Restoring,
    /// The item is restored.
    Restored,
    /// The operation did not happen and will not.
    Refused,
    /// The operation may have happened.
    Unknown,
}

impl State {
    /// All states, in the order of their declaration, for example to style or translate each.
    // `Unknown` is the last, so the compiler reports one that is missing.
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

    /// The name in events and properties.
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
    pub(super) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }

    /// Whether an operation is in progress.
    pub fn is_busy(self) -> bool {
        matches!(self, Self::Finding | Self::Archiving | Self::Restoring)
    }
}

/// An operation on an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Reads the item.
    Find,
    /// Archives it.
    Archive,
    /// Restores it.
    Restore,
}

impl Operation {
    /// The operation of this name.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        let all = [Self::Find, Self::Archive, Self::Restore];
        all.into_iter().find(|operation| operation.as_str() == name)
    }

    /// The name in events.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Find => "find",
            Self::Archive => "archive",
            Self::Restore => "restore",
        }
    }
}
