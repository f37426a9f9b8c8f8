//! The columns of the matrix: the operations.

use sandbox::Operation;

/// An operation, as a column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Column {
    Find,
    Archive,
    Restore,
    /// A check of an unknown outcome, where the task is archived.
    Check,
}

pub(super) const COLUMNS: [Column; 4] = [Column::Find, Column::Archive, Column::Restore, Column::Check];

impl Column {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Find => "find",
            Self::Archive => "archive",
            Self::Restore => "restore",
            Self::Check => "check",
        }
    }

    /// The request that meets the fault.
    pub(super) fn request(self) -> Operation {
        match self {
            Self::Find | Self::Check => Operation::Get,
            Self::Archive => Operation::Archive,
            Self::Restore => Operation::Restore,
        }
    }

    pub(super) fn method(self) -> &'static str {
        match self {
            Self::Find | Self::Check => "GET",
            Self::Archive => "DELETE",
            Self::Restore => "PUT",
        }
    }
}
