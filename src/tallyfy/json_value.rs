//! JSON to be written: tasks and problems in the API's own shape, so that what reads an answer reads them back.
//!
//! Everything goes through one small type. A serializer derived for each struct would weigh several times as much.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{FieldError, Owners, Problem, Task};

/// A JSON value.
pub(crate) enum JsonValue<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(f64),
    /// A string.
    String(&'a str),
    /// A list.
    List(Vec<JsonValue<'a>>),
    /// An object.
    Object(Vec<(&'static str, JsonValue<'a>)>),
}

impl Serialize for JsonValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(flag) => serializer.serialize_bool(*flag),
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::String(text) => serializer.serialize_str(text),
            Self::List(items) => serializer.collect_seq(items),
            Self::Object(entries) => {
                let mut object = serializer.serialize_map(None)?;
                for (key, value) in entries {
                    object.serialize_entry(key, value)?;
                }
                object.end()
            }
        }
    }
}

impl<'a> From<&'a str> for JsonValue<'a> {
    fn from(text: &'a str) -> Self {
        Self::String(text)
    }
}

impl<'a> From<&'a String> for JsonValue<'a> {
    fn from(text: &'a String) -> Self {
        Self::String(text)
    }
}

impl<'a> From<&'a Option<String>> for JsonValue<'a> {
    fn from(text: &'a Option<String>) -> Self {
        text.as_ref().map_or(Self::Null, Self::from)
    }
}

impl<'a> From<&'a Vec<String>> for JsonValue<'a> {
    fn from(texts: &'a Vec<String>) -> Self {
        let mut items = Vec::new();
        for text in texts {
            items.push(Self::String(text));
        }
        Self::List(items)
    }
}

impl From<Option<u16>> for JsonValue<'_> {
    fn from(status: Option<u16>) -> Self {
        status.map_or(Self::Null, |status| Self::Number(f64::from(status)))
    }
}

impl From<Option<f64>> for JsonValue<'_> {
    fn from(number: Option<f64>) -> Self {
        number.map_or(Self::Null, Self::Number)
    }
}

impl From<Option<bool>> for JsonValue<'_> {
    fn from(flag: Option<bool>) -> Self {
        flag.map_or(Self::Null, Self::Bool)
    }
}

impl<'a> From<Option<&'a Task>> for JsonValue<'a> {
    fn from(task: Option<&'a Task>) -> Self {
        task.map_or(Self::Null, Self::from)
    }
}

impl<'a> From<&'a Task> for JsonValue<'a> {
    fn from(task: &'a Task) -> Self {
        // By name, so that the compiler tells of a new field.
        let Task {
            id,
            increment_id,
            title,
            run_id,
            status,
            owners,
            deadline,
            created_at,
            archived_at,
        } = task;
        Self::Object(vec![
            ("id", Self::from(id)),
            ("increment_id", Self::from(increment_id.map(exact))),
            ("title", Self::from(title)),
            ("run_id", Self::from(run_id)),
            ("status", Self::from(status)),
            ("owners", Self::from(owners)),
            ("deadline", Self::from(deadline)),
            ("created_at", Self::from(created_at)),
            ("archived_at", Self::from(archived_at)),
        ])
    }
}

impl<'a> From<&'a Owners> for JsonValue<'a> {
    fn from(owners: &'a Owners) -> Self {
        let mut users = Vec::new();
        for user in &owners.users {
            users.push(Self::Object(vec![
                ("id", Self::from(&user.id)),
                ("full_name", Self::from(&user.full_name)),
            ]));
        }
        Self::Object(vec![
            ("users", Self::List(users)),
            ("guests", Self::from(&owners.guests)),
            ("groups", Self::from(&owners.groups)),
        ])
    }
}

impl<'a> From<&'a Problem> for JsonValue<'a> {
    fn from(problem: &'a Problem) -> Self {
        let Problem {
            kind,
            status,
            message,
            code,
            fields,
            request_id,
            retry_after,
        } = problem;
        Self::Object(vec![
            ("kind", Self::String(kind.as_str())),
            ("status", Self::from(*status)),
            ("message", Self::from(message)),
            ("code", Self::from(code)),
            ("fields", Self::List(fields.iter().map(FieldError::to_plain).collect())),
            ("request_id", Self::from(request_id)),
            ("retry_after", Self::from(*retry_after)),
        ])
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "the core accepts no number that a double cannot hold"
)]
fn exact(number: i64) -> f64 {
    number as f64
}
