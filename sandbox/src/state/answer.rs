//! What is answered to a change.

use serde_json::Value;

/// An answer that is not sent yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// A recorded answer, by its name.
    Recorded(String),
    /// This status with this body.
    Json(u16, Value),
}

impl Answer {
    pub(crate) fn recorded(name: &str) -> Self {
        Self::Recorded(name.to_owned())
    }

    /// The answer for what is not there, or has nothing to change.
    pub(crate) fn not_found() -> Self {
        Self::recorded("not-found-404")
    }
}

/// What a change leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) answer: Answer,
    /// Whether it archives or restores something.
    pub(crate) changes: bool,
}
