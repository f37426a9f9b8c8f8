//! Plain objects for JavaScript, with `null` for absent values.
//!
//! Everything goes through one small type. A serializer derived for each struct would weigh several times as much.

use serde::ser::{Serialize, SerializeMap, Serializer};
use wasm_bindgen::JsValue;

use crate::session::{Details, ProblemDetails};
use crate::tallyfy::{FieldProblem, Owners, Task};

/// A JSON value.
pub(super) enum Plain<'a> {
    Null,
    Flag(bool),
    Number(f64),
    Text(&'a str),
    List(Vec<Plain<'a>>),
    Object(Vec<(&'static str, Plain<'a>)>),
}

impl Plain<'_> {
    /// Converts it for JavaScript.
    pub(super) fn to_js(&self) -> JsValue {
        let serializer = serde_wasm_bindgen::Serializer::json_compatible();
        self.serialize(&serializer).unwrap_or(JsValue::NULL)
    }
}

impl Serialize for Plain<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::Text(text) => serializer.serialize_str(text),
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

impl<'a> From<&'a str> for Plain<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Plain<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a Option<String>> for Plain<'a> {
    fn from(text: &'a Option<String>) -> Self {
        text.as_ref().map_or(Self::Null, Self::from)
    }
}

impl<'a> From<&'a Vec<String>> for Plain<'a> {
    fn from(texts: &'a Vec<String>) -> Self {
        let mut items = Vec::new();
        for text in texts {
            items.push(Self::Text(text));
        }
        Self::List(items)
    }
}

impl From<Option<u16>> for Plain<'_> {
    fn from(status: Option<u16>) -> Self {
        status.map_or(Self::Null, |status| Self::Number(f64::from(status)))
    }
}

impl From<Option<f64>> for Plain<'_> {
    fn from(number: Option<f64>) -> Self {
        number.map_or(Self::Null, Self::Number)
    }
}

impl<'a> From<Option<&'a Task>> for Plain<'a> {
    fn from(task: Option<&'a Task>) -> Self {
        let Some(task) = task else { return Self::Null };
        Self::Object(vec![
            ("id", Self::from(&task.id)),
            ("incrementId", Self::from(task.increment_id.map(exact))),
            ("title", Self::from(&task.title)),
            ("runId", Self::from(&task.run_id)),
            ("status", Self::from(&task.status)),
            ("owners", Self::from(&task.owners)),
            ("deadline", Self::from(&task.deadline)),
            ("createdAt", Self::from(&task.created_at)),
            ("archivedAt", Self::from(&task.archived_at)),
        ])
    }
}

impl<'a> From<&'a Owners> for Plain<'a> {
    fn from(owners: &'a Owners) -> Self {
        let mut users = Vec::new();
        for user in &owners.users {
            users.push(Self::Object(vec![
                ("id", Self::from(&user.id)),
                ("fullName", Self::from(&user.full_name)),
            ]));
        }
        Self::Object(vec![
            ("users", Self::List(users)),
            ("guests", Self::from(&owners.guests)),
            ("groups", Self::from(&owners.groups)),
        ])
    }
}

impl<'a> From<&'a ProblemDetails> for Plain<'a> {
    fn from(problem: &'a ProblemDetails) -> Self {
        let mut fields = Vec::new();
        for FieldProblem { field, message } in &problem.fields {
            fields.push(Self::Object(vec![
                ("field", Self::from(field)),
                ("message", Self::from(message)),
            ]));
        }
        Self::Object(vec![
            ("kind", Self::from(problem.kind)),
            ("status", Self::from(problem.status)),
            ("title", Self::from(&problem.title)),
            ("message", Self::from(&problem.message)),
            ("code", Self::from(&problem.code)),
            ("fields", Self::List(fields)),
            ("requestId", Self::from(&problem.request_id)),
            ("retryAfter", Self::from(problem.retry_after)),
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

/// The detail of an event about an item: the item, and `more`. For tasks, `taskId` and `task` have the same values as
/// `id` and `item`.
pub(super) fn about<'a>(details: &'a Details, mut more: Vec<(&'static str, Plain<'a>)>) -> JsValue {
    let item = || Plain::from(details.task.as_ref());
    let mut all = vec![
        ("kind", Plain::Text("task")),
        ("orgId", Plain::from(&details.org_id)),
        ("id", Plain::from(&details.task_id)),
        ("item", item()),
        ("taskId", Plain::from(&details.task_id)),
        ("task", item()),
    ];
    all.append(&mut more);
    Plain::Object(all).to_js()
}
