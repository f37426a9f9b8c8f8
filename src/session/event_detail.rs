//! The details of the element's events, with `null` for absent values. Their keys are in snake case, as in the API; the
//! element's script converts them to camel case.

use super::{Details, FieldProblem, ProblemDetails};
use crate::archive::Operation;
use crate::tallyfy::JsonValue;

impl<'a> From<&'a ProblemDetails> for JsonValue<'a> {
    fn from(problem: &'a ProblemDetails) -> Self {
        // Destructured, so that the compiler reports a new field.
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

/// The detail of an event: the item, and `more`. For tasks, `task_id` and `task` have the same values as `id` and `item`.
pub(crate) fn event_detail<'a>(details: &'a Details, mut more: Vec<(&'static str, JsonValue<'a>)>) -> JsonValue<'a> {
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
    JsonValue::Object(all)
}

/// The detail of an event about an operation that was refused or whose outcome is unknown.
pub(crate) fn failure_detail<'a>(
    details: &'a Details,
    operation: Operation,
    problem: &'a ProblemDetails,
    mut more: Vec<(&'static str, JsonValue<'a>)>,
) -> JsonValue<'a> {
    more.push(("operation", JsonValue::from(operation.as_str())));
    more.push(("problem", JsonValue::from(problem)));
    event_detail(details, more)
}

fn field(error: &FieldProblem) -> JsonValue<'_> {
    JsonValue::Object(vec![
        ("field", JsonValue::from(&error.field)),
        ("message", JsonValue::from(&error.message)),
    ])
}
