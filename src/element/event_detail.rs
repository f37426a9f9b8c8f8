//! Converts event details to JavaScript objects, with `null` for absent values. Their keys are in snake case, as in the
//! API; the element's script converts them to camel case.

use serde::ser::Serialize;
use wasm_bindgen::JsValue;

use crate::session::{Details, FieldProblem, ProblemDetails};
use crate::tallyfy::JsonValue;

/// Converts JSON to a JavaScript value.
pub(super) fn to_js(value: &JsonValue<'_>) -> JsValue {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).unwrap_or(JsValue::NULL)
}

impl<'a> From<&'a ProblemDetails> for JsonValue<'a> {
    fn from(problem: &'a ProblemDetails) -> Self {
        Self::Object(vec![
            ("kind", Self::String(problem.kind.as_str())),
            ("status", Self::from(problem.status)),
            ("title", Self::from(&problem.title)),
            ("message", Self::from(&problem.message)),
            ("code", Self::from(&problem.code)),
            ("fields", Self::List(problem.fields.iter().map(field).collect())),
            ("request_id", Self::from(&problem.request_id)),
            ("retry_after", Self::from(problem.retry_after)),
        ])
    }
}

/// The detail of an event: the item, and `more`. For tasks, `taskId` and `task` have the same values as `id` and
/// `item`.
pub(super) fn event_detail<'a>(details: &'a Details, mut more: Vec<(&'static str, JsonValue<'a>)>) -> JsValue {
    let item = || JsonValue::from(details.item.as_ref());
    let mut all = vec![
        ("kind", JsonValue::String(details.kind.as_str())),
        ("org_id", JsonValue::from(&details.org_id)),
        ("id", JsonValue::from(&details.id)),
        ("item", item()),
        ("task_id", JsonValue::from(&details.id)),
        ("task", item()),
    ];
    all.append(&mut more);
    to_js(&JsonValue::Object(all))
}

fn field(error: &FieldProblem) -> JsonValue<'_> {
    JsonValue::Object(vec![
        ("field", JsonValue::from(&error.field)),
        ("message", JsonValue::from(&error.message)),
    ])
}
