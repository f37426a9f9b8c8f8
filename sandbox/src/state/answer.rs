//! The responses to a change.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// A response that is not sent yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// A fixture, by its name.
    Fixture(String),
    /// This status with this body.
    Json(u16, Value),
}

impl Answer {
    pub(crate) fn fixture(name: &str) -> Self {
        Self::Fixture(name.to_owned())
    }

    /// The response if there is no such item, or nothing to change.
    pub(crate) fn not_found() -> Self {
        Self::fixture("not-found-404")
    }
}

/// The result of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) answer: Answer,
    /// Whether it archives or restores something.
    pub(crate) changes: bool,
}

/// The response to a successful operation on a task or a process. Each has been observed or is documented.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Success {
    /// 204 without a body.
    #[default]
    NoContent,
    /// 200 with the item in `data`.
    Data,
    /// 200 with an empty body.
    Empty,
    /// 200 with plain text.
    NotJson,
    /// 200 with the item, not wrapped in `data`.
    Bare,
    /// 200 with nothing but a message.
    Message,
}

impl Success {
    /// The answer of this form.
    pub(crate) fn answer(self, changed: Value) -> Answer {
        match self {
            Self::NoContent => Answer::fixture("archive-204"),
            Self::Data => Answer::Json(200, json!({ "data": changed })),
            Self::Empty => Answer::fixture("archive-200-empty"),
            Self::NotJson => Answer::fixture("archive-200-not-json"),
            Self::Bare => Answer::Json(200, changed),
            Self::Message => Answer::fixture("archive-200-message"),
        }
    }
}
