//! Where an operation can be.

use super::Busy;
use crate::tallyfy::Problem;

/// The states a page sees.
///
/// ```
/// use tallyfy_archive::archive::State;
///
/// assert_eq!(State::Review.as_str(), "review");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing has been asked.
    Idle,
    /// The task is being read.
    Finding,
    /// The task is shown and can be archived.
    Review,
    /// The task is being archived, or it is being checked whether it was.
    Archiving,
    /// The task is archived.
    Archived,
    /// The task is being restored, or it is being checked whether it was.
    Restoring,
    /// The task is back.
    Restored,
    /// It did not work, and nothing changed.
    Refused,
    /// It may or may not have worked.
    Unknown,
}

impl State {
    /// Every state.
    ///
    /// ```
    /// use tallyfy_archive::archive::State;
    ///
    /// assert_eq!(State::ALL.iter().filter(|state| state.is_busy()).count(), 3);
    /// ```
    pub const ALL: [Self; 9] = [
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
    ///
    /// ```
    /// assert_eq!(tallyfy_archive::archive::State::Archived.as_str(), "archived");
    /// ```
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

    /// Whether something is under way.
    ///
    /// ```
    /// use tallyfy_archive::archive::State;
    ///
    /// assert!(State::Archiving.is_busy() && !State::Archived.is_busy());
    /// ```
    pub fn is_busy(self) -> bool {
        matches!(self, Self::Finding | Self::Archiving | Self::Restoring)
    }
}

/// What a person can set out to do.
///
/// ```
/// use tallyfy_archive::archive::Operation;
///
/// assert_ne!(Operation::Archive, Operation::Restore);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// See the task.
    Find,
    /// Archive it.
    Archive,
    /// Take that back.
    Restore,
}

impl Operation {
    /// The name a page sees.
    ///
    /// ```
    /// assert_eq!(tallyfy_archive::archive::Operation::Find.as_str(), "find");
    /// ```
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Find => "find",
            Self::Archive => "archive",
            Self::Restore => "restore",
        }
    }
}

/// A state with what belongs to it.
///
/// ```
/// use tallyfy_archive::archive::Phase;
///
/// let seen = Phase::Archived { status: None, already: true };
/// assert_eq!(seen.state().as_str(), "archived");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Phase {
    /// Nothing has been asked.
    Idle,
    /// The task was found.
    Review {
        /// Whether the page is being asked if it may be archived.
        asking: bool,
    },
    /// Something is under way.
    Busy(Busy),
    /// The task is archived.
    Archived {
        /// The status of the answer that said so; `None` where it was seen by reading.
        status: Option<u16>,
        /// Whether it was archived before anything was sent.
        already: bool,
    },
    /// The task is back.
    Restored {
        /// The status of the answer that said so; `None` where it was seen by reading.
        status: Option<u16>,
    },
    /// It did not work, and nothing changed.
    Refused {
        /// What did not work.
        operation: Operation,
        /// Why.
        problem: Problem,
    },
    /// It may or may not have worked.
    Unknown {
        /// What may have worked.
        operation: Operation,
        /// Why that is not known, and until when the request may still be carried out.
        doubt: super::Doubt,
    },
}

impl Phase {
    /// The state a page sees.
    ///
    /// ```
    /// use tallyfy_archive::archive::{Phase, State};
    ///
    /// assert_eq!(Phase::Review { asking: true }.state(), State::Review);
    /// ```
    pub fn state(&self) -> State {
        match self {
            Self::Idle => State::Idle,
            Self::Review { .. } => State::Review,
            Self::Busy(busy) => match busy.operation {
                Operation::Find => State::Finding,
                Operation::Archive => State::Archiving,
                Operation::Restore => State::Restoring,
            },
            Self::Archived { .. } => State::Archived,
            Self::Restored { .. } => State::Restored,
            Self::Refused { .. } => State::Refused,
            Self::Unknown { .. } => State::Unknown,
        }
    }
}
