//! Plain objects for JavaScript, with `null` for absent values. Their names are those of the API; the element's script
//! writes them as JavaScript does.

use serde::ser::Serialize;
use wasm_bindgen::JsValue;

use crate::session::{Details, FieldProblem, ProblemDetails};
use crate::tallyfy::Plain;

/// Converts it for JavaScript.
pub(super) fn to_js(value: &Plain<'_>) -> JsValue {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).unwrap_or(JsValue::NULL)
}

impl<'a> From<&'a ProblemDetails> for Plain<'a> {
    fn from(problem: &'a ProblemDetails) -> Self {
        Self::Object(vec![
            ("kind", Self::Text(problem.kind.as_str())),
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

/// The detail of an event about an item: the item, and `more`. For tasks, `taskId` and `task` have the same values as
/// `id` and `item`.
pub(super) fn about<'a>(details: &'a Details, mut more: Vec<(&'static str, Plain<'a>)>) -> JsValue {
    let item = || Plain::from(details.item.as_ref());
    let mut all = vec![
        ("kind", Plain::Text(details.kind.as_str())),
        ("org_id", Plain::from(&details.org_id)),
        ("id", Plain::from(&details.id)),
        ("item", item()),
        ("task_id", Plain::from(&details.id)),
        ("task", item()),
    ];
    all.append(&mut more);
    to_js(&Plain::Object(all))
}

fn field(wrong: &FieldProblem) -> Plain<'_> {
    Plain::Object(vec![
        ("field", Plain::from(&wrong.field)),
        ("message", Plain::from(&wrong.message)),
    ])
}
