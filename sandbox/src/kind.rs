//! The kinds of items, and their paths in the API.

use serde::{Deserialize, Serialize};

/// A kind of item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A task.
    #[default]
    Task,
    /// A process, "run" to the API.
    Process,
    /// A template, "checklist" to the API.
    Template,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Task, Self::Process, Self::Template];

    /// The segment of the path that names the kind.
    pub fn collection(self) -> &'static str {
        match self {
            Self::Task => "tasks",
            Self::Process => "runs",
            Self::Template => "checklists",
        }
    }

    /// The segment of the path that restores an item.
    pub fn restore_verb(self) -> &'static str {
        match self {
            Self::Task | Self::Template => "restore",
            Self::Process => "activate",
        }
    }

    pub(crate) fn of_collection(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.collection() == name)
    }
}
