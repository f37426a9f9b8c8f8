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
        // Destructured, so that the compiler reports a new field. `static/element/crash-recovery.js` has the same ones.
        let ProblemDetails {
            kind,
            status,
            title,
            message,
            code,
            fields,
            request_id,
            retry_after,
        } = problem;
        Self::Object(vec![
            ("kind", Self::String(kind.as_str())),
            ("status", Self::from(*status)),
            ("title", Self::from(title)),
            ("message", Self::from(message)),
            ("code", Self::from(code)),
            ("fields", Self::List(fields.iter().map(field).collect())),
            ("request_id", Self::from(request_id)),
            ("retry_after", Self::from(*retry_after)),
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
