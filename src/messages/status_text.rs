//! The texts of outcomes and of operations in progress.

use super::MessageKey;
use crate::archive::{Activity, Operation, Phase};

/// The headline of a phase.
pub(crate) fn headline(phase: &Phase) -> Option<MessageKey> {
    Some(match phase {
        Phase::Idle | Phase::Pending { .. } => return None,
        Phase::Review { .. } => MessageKey::Review,
        Phase::Archived {
            already: Some(true), ..
        } => MessageKey::AlreadyArchived,
        Phase::Archived {
            already: Some(false), ..
        } => MessageKey::Archived,
        Phase::Archived { already: None, .. } => MessageKey::ArchivedBySomebody,
        Phase::Restored { .. } => MessageKey::Restored,
        Phase::Refused { operation, .. } => match operation {
            Operation::Find => MessageKey::FindRefused,
            Operation::Archive => MessageKey::ArchiveRefused,
            Operation::Restore => MessageKey::RestoreRefused,
        },
        Phase::Unknown {
            operation: Operation::Restore,
            ..
        } => MessageKey::RestoreUnknown,
        Phase::Unknown { .. } => MessageKey::ArchiveUnknown,
    })
}

/// The short text of a phase, for a row; `None` without one, and in review, where it depends on the item.
pub(crate) fn short(phase: &Phase) -> Option<MessageKey> {
    Some(match phase {
        Phase::Idle | Phase::Review { .. } => return None,
        Phase::Pending {
            operation, activity, ..
        } => match (activity, operation) {
            (Activity::WaitingUntil(_), _) => MessageKey::RowWaiting,
            (Activity::Verifying, _) => MessageKey::RowChecking,
            (_, Operation::Find) => MessageKey::RowFinding,
            (_, Operation::Archive) => MessageKey::RowArchiving,
            (_, Operation::Restore) => MessageKey::RowRestoring,
        },
        Phase::Archived {
            already: Some(true), ..
        } => MessageKey::RowAlreadyArchived,
        Phase::Archived { .. } => MessageKey::RowArchived,
        Phase::Restored { .. } => MessageKey::RowRestored,
        Phase::Refused { operation, .. } => match operation {
            Operation::Find => MessageKey::RowFindRefused,
            Operation::Archive => MessageKey::RowArchiveRefused,
            Operation::Restore => MessageKey::RowRestoreRefused,
        },
        Phase::Unknown {
            is_being_checked: true, ..
        } => MessageKey::RowChecking,
        Phase::Unknown { .. } => MessageKey::RowUnknown,
    })
}

/// The text for an operation in progress.
pub(crate) fn progress(operation: Operation, activity: Activity) -> MessageKey {
    match (activity, operation) {
        (Activity::Verifying, _) => MessageKey::Checking,
        (_, Operation::Find) => MessageKey::Finding,
        (_, Operation::Archive) => MessageKey::Archiving,
        (_, Operation::Restore) => MessageKey::Restoring,
    }
}
