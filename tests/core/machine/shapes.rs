//! Classification of bodies for the table.

use crate::core_tests::TASK;
use proptest::prelude::*;
use serde_json::{Value, json};

/// The class of a body.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Shape {
    /// The item, archived or not.
    Item {
        is_archived: bool,
    },
    /// An error body.
    Refusal,
    Html,
    Cut,
    Other,
}

use Shape::{Html, Item, Other, Refusal};

const ARCHIVED: Shape = Item { is_archived: true };
const ACTIVE: Shape = Item { is_archived: false };

/// The class of a fixture's body with status 200.
pub(super) fn shape_of_fixture(name: &str) -> Shape {
    match name {
        "archive-200-bare" | "archive-200-data" | "get-200-archived" => ARCHIVED,
        "get-200-html" | "server-error-502-html" | "server-error-504-html" => Html,
        "archive-200-empty" | "archive-200-message" | "archive-200-not-json" | "archive-204" | "get-200-no-task"
        | "list-200" | "list-200-empty"
        // Messages that are not Tallyfy's, or that are plain text.
        | "problem-json-403" | "server-error-500-sql" | "server-error-503" | "teapot-418" | "unauthenticated-401-text" => Other,
        name if name.starts_with("get-200-") => ACTIVE,
        _ => Refusal,
    }
}

/// JSON that is similar to Tallyfy's responses.
pub(super) fn answers() -> impl Strategy<Value = Value> {
    let one_of = |values: Vec<Value>| prop::sample::select(values);
    let moment = || {
        one_of(vec![
            json!(null),
            json!("A"),
            json!(""),
            json!(0),
            json!(7),
            json!(false),
            json!([]),
        ])
    };
    let id = one_of(vec![
        json!(TASK),
        json!(TASK.to_uppercase()),
        json!("other"),
        json!(7),
        json!(null),
    ]);
    let error = one_of(vec![
        json!(null),
        json!(true),
        json!(false),
        json!({"code": 1}),
        json!([]),
        json!("x"),
    ]);
    let errors = one_of(vec![json!(null), json!([]), json!({}), json!(["x"]), json!({"a": "x"})]);
    let words = || {
        one_of(vec![
            json!(null),
            json!(" "),
            json!("OK"),
            json!("Resource not found."),
            json!("Unauthorized"),
        ])
    };
    let code = one_of(vec![
        json!(null),
        json!("OK"),
        json!("RESOURCE_NOT_FOUND"),
        json!("CANNOT_DELETE_LINKED_TASK"),
    ]);
    let item = (id, moment(), moment(), words());
    (item, error, errors, words(), code, any::<(bool, bool)>()).prop_map(
        |(item, error, errors, message, code, with)| {
            let (id, archived_at, deleted_at, title) = item;
            let item = json!({"id": id, "archived_at": archived_at, "deleted_at": deleted_at, "title": title});
            let mut json = if with.0 { json!({"data": item}) } else { item };
            if with.1 {
                json["error"] = error;
                json["errors"] = errors;
                json["message"] = message;
                json["code"] = code;
            }
            json
        },
    )
}

pub(super) fn shape_of(json: &Value) -> Shape {
    let object = |value: &Value| value.as_object().is_some_and(|entries| !entries.is_empty());
    let list = |value: &Value| value.as_array().is_some_and(|items| !items.is_empty());
    let error = &json["error"];
    if *error == true || object(error) || object(&json["errors"]) || list(&json["errors"]) {
        return Refusal;
    }
    let item = if json["data"].is_null() { json } else { &json["data"] };
    let id = item["id"].as_str().filter(|id| !id.is_empty());
    let is_set = |value: &Value| match value {
        Value::String(text) => !text.is_empty(),
        Value::Number(number) => number.as_f64() != Some(0.0),
        _ => false,
    };
    match id {
        Some(id) if id.eq_ignore_ascii_case(TASK) => Item {
            is_archived: is_set(&item["archived_at"]) || is_set(&item["deleted_at"]),
        },
        None if refuses_in_known_words(json) => Refusal,
        _ => Other,
    }
}

fn refuses_in_known_words(json: &Value) -> bool {
    let places = [&json["message"], &json["error"], &json["detail"], &json["title"]];
    let mut texts = places
        .into_iter()
        .filter_map(Value::as_str)
        .filter(|text| !text.trim().is_empty());
    let is_known = texts
        .next()
        .is_some_and(|text| matches!(text, "Resource not found." | "Unauthorized"));
    let code = json["code"].as_str();
    is_known || matches!(code, Some("RESOURCE_NOT_FOUND" | "CANNOT_DELETE_LINKED_TASK"))
}
