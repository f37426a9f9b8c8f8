//! A parameter that the service does not accept.

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;

use crate::routes::answers::json_answer;

/// A parameter that the service does not accept, and the rule that it breaks.
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
