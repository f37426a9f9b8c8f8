//! The kinds of items that can be archived.

/// What sort of item it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// A task that belongs to no process.
    #[default]
    Task,
}

impl Kind {
    /// Its name in events.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Task => "task",
        }
    }
}
