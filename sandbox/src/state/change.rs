//! A change of an item, and those that are still to be executed.

use serde::Serialize;

use crate::kind::Kind;

/// Archiving or restoring one item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The number of the request in the log.
    pub request: u64,
    /// The organization.
    pub org: String,
    /// The kind of the item.
    pub kind: Kind,
    /// The item's id.
    pub task: String,
    /// Whether it is to be archived; otherwise restored.
    pub archived: bool,
}

/// A change that is executed some time after its request was answered or its connection broke.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LateChange {
    /// The change.
    pub change: Change,
    /// When it is executed, in milliseconds from the sandbox's start.
    pub due_ms: u64,
}
