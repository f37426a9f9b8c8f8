//! When the change of a request is executed.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// When the change is executed, independent of the reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", try_from = "Value")]
pub enum Work {
    /// Never.
    Never,
    /// Before the reply.
    Before,
    /// Some time after the reply was sent or the connection broke.
    Later,
    /// Before the reply, and once more some time after it.
    Twice,
}

impl Work {
    pub(crate) fn is_before(self) -> bool {
        matches!(self, Self::Before | Self::Twice)
    }

    pub(crate) fn is_later(self) -> bool {
        matches!(self, Self::Later | Self::Twice)
    }

    /// The name in JSON and in the names of combinations.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Before => "before",
            Self::Later => "later",
            Self::Twice => "twice",
        }
    }
}

/// All of them.
pub(crate) const WORKS: [Work; 4] = [Work::Never, Work::Before, Work::Later, Work::Twice];

impl TryFrom<Value> for Work {
    type Error = String;

    fn try_from(value: Value) -> Result<Self, String> {
        let named = match &value {
            Value::Bool(true) => Some(Self::Before),
            Value::Bool(false) => Some(Self::Never),
            Value::String(name) => WORKS.into_iter().find(|work| work.name() == name),
            _ => None,
        };
        named.ok_or_else(|| {
            format!(
                "{value} is not a value of work: use \"before\" (or true), \"later\", \"twice\", \"never\" (or false)"
            )
        })
    }
}
