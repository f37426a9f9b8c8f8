//! The kinds of items that can be archived.

/// The kind of an item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// A task that does not belong to a process.
    #[default]
    Task,
}

impl Kind {
    /// The value of `kind` in events.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Task => "task",
        }
    }
}
