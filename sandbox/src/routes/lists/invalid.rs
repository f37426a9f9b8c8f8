//! Validation errors of query parameters.

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;

use crate::routes::answers::json_answer;

/// An invalid parameter, and the rule that it violates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Invalid {
    pub(crate) field: &'static str,
    pub(crate) rule: &'static str,
}

impl Invalid {
    pub(crate) fn response(self) -> Response {
        let Self { field, rule } = self;
        let reason = format!("The {} {rule}.", field.replace('_', " "));
        json_answer(
            StatusCode::UNPROCESSABLE_ENTITY,
            &json!({ "error": true, "errors": { field: [reason] } }),
        )
    }
}
