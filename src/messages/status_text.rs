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

/// The text for an operation in progress.
pub(crate) fn progress(operation: Operation, activity: Activity) -> MessageKey {
    match (activity, operation) {
        (Activity::Verifying, _) => MessageKey::Checking,
        (_, Operation::Find) => MessageKey::Finding,
        (_, Operation::Archive) => MessageKey::Archiving,
        (_, Operation::Restore) => MessageKey::Restoring,
    }
}
