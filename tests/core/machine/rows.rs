//! Every status with every body is in the row of the table that the contract names.

use super::endings::{CHANGES, changing};
use super::story::Story;
use super::table::{cell, verdict};
use crate::fixtures::{answer, cut, names, with};
use crate::{TASK, bodies};
use proptest::prelude::*;
use serde_json::{Value, json};
use tallyfy_archive::archive::{Msg, Operation, Outcome};
use tallyfy_archive::tallyfy::Answer;

/// What a body is, as far as the table is concerned.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Shape {
    /// The item, archived or not.
    Item {
        is_archived: bool,
    },
    /// A refusal in words.
    Refusal,
    Html,
    Cut,
    Other,
}

use Shape::{Cut, Html, Item, Other, Refusal};

const ARCHIVED: Shape = Item { is_archived: true };
const ACTIVE: Shape = Item { is_archived: false };

/// What the body of a fixture would be with a success.
fn shape_of_fixture(name: &str) -> Shape {
    match name {
        "archive-200-bare" | "archive-200-data" | "get-200-archived" => ARCHIVED,
        "archive-200-empty" | "archive-200-message" | "archive-200-not-json" | "archive-204" => Other,
        "get-200-html" | "server-error-502-html" | "server-error-504-html" => Html,
        "get-200-no-task" | "list-200" | "list-200-empty" => Other,
        // Words that are not the service's, or that are plain text.
        "problem-json-403" | "server-error-500-sql" | "server-error-503" | "teapot-418" => Other,
        "unauthenticated-401-text" => Other,
        name if name.starts_with("get-200-") => ACTIVE,
        _ => Refusal,
    }
}

/// The row that the contract names.
fn row(status: u16, shape: Shape, operation: Operation, has_fresh_token: bool) -> &'static str {
    let is_complete = !matches!(shape, Html | Cut);
    let wanted = Item {
        is_archived: operation == Operation::Archive,
    };
    match status {
        204 => "proven",
        200..=299 if shape == wanted => "proven",
        200..=299 if shape == Refusal => "refused",
        200..=299 if status != 202 && is_complete => "accepted",
        401 if has_fresh_token => "first 401",
        404 | 410 => "missing",
        429 => "refused",
        408 | 421 | 425 | 499 => "everything else",
        400..=499 if is_complete => "refused",
        _ => "everything else",
    }
}

/// The stories from which changes end, and one reading of each column.
struct Stage {
    operation: Operation,
    story: Story,
    readings: Vec<(&'static str, Vec<Answer>)>,
}

impl Stage {
    fn new(operation: Operation, has_fresh_token: bool) -> Self {
        let row = if has_fresh_token { "first 401" } else { "" };
        let (archived, active) = (vec![answer("get-200-archived")], vec![answer("get-200-one-off")]);
        let gone = vec![answer("not-found-404"), answer("list-200-empty")];
        let none = vec![with(500, "")];
        let readings = match operation {
            Operation::Archive => vec![("DONE", archived), ("NOT", active), ("GONE", gone), ("NONE", none)],
            _ => vec![("DONE", active), ("NOT", archived), ("NONE", none)],
        };
        Self {
            operation,
            story: changing(operation, row),
            readings,
        }
    }

    /// Whether it makes a difference for this status that a fresh token can be had, and for those beside it none.
    fn is_about(&self, status: u16) -> bool {
        !self.story.env.can_refresh_token || (399..405).contains(&status)
    }

    /// Compares what each read brings about with the row.
    #[track_caller]
    fn expect(&self, mut answer: Answer, shape: Shape, about: &str) {
        // So that it is not waited for.
        answer.head.retry_after = Some(1e9);
        let status = answer.head.status;
        let row = row(status, shape, self.operation, self.story.env.can_refresh_token);
        let about = format!("{:?} {status} {about}: {row}", self.operation);
        let ended = self.story.clone().ends(Outcome::Answered(answer));
        if row == "proven" {
            assert_eq!(verdict(&ended), "done", "{about}");
            return;
        }
        assert!(ended.machine.state().is_busy(), "{about}");
        for (column, answers) in &self.readings {
            let read = answers.iter().fold(ended.clone(), |story, answer| {
                let ticket = story.ticket;
                story.gets(Msg::Ended(ticket, Outcome::Answered(answer.clone())))
            });
            assert_eq!(verdict(&read), cell(row, column), "{about}, {column}");
        }
    }
}

fn stages() -> Vec<Stage> {
    let stage = |operation| [false, true].map(|has_fresh_token| Stage::new(operation, has_fresh_token));
    CHANGES.into_iter().flat_map(stage).collect()
}

#[test]
fn every_status_with_every_fixture() {
    let stages = stages();
    for name in names() {
        let fixture = answer(&name);
        let shape = shape_of_fixture(&name);
        let text = fixture_body(&name);
        for status in 200..=599 {
            for stage in stages.iter().filter(|stage| stage.is_about(status)) {
                stage.expect(with(status, &text), shape, &name);
            }
        }
    }
}

fn fixture_body(name: &str) -> String {
    let path = format!("{}/tests/answers/{name}.http", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect(name);
    text.split_once("\n\n")
        .map(|(_, body)| body.to_owned())
        .unwrap_or_default()
}

#[test]
fn every_status_with_a_body_cut_off_and_with_other_bodies() {
    let bodies = [
        ("", Other),
        (" ", Other),
        ("null", Other),
        ("7", Other),
        ("Cannot delete linked tasks.", Other),
        ("Unauthenticated.", Other),
        ("<!doctype html><title>Sign in</title>", Html),
        ("\n<html>", Html),
        (r#"{"message":"Failed to detach linked task after archiving"}"#, Other),
        (r#"{"error":true,"message":"Cannot delete linked tasks."}"#, Refusal),
        (r#"{"error":false}"#, Other),
        (r#"{"errors":[]}"#, Other),
    ];
    for stage in stages() {
        for status in (200..=599).filter(|status| stage.is_about(*status)) {
            stage.expect(cut(status), Cut, "cut off");
            for (body, shape) in bodies {
                stage.expect(with(status, body), shape, body);
            }
        }
    }
}

proptest! {
    #[test]
    fn every_status_with_any_json(status in 200..600u16, json in prop_oneof![answers(), bodies::values()]) {
        for stage in stages() {
            stage.expect(with(status, &json.to_string()), shape_of(&json), &json.to_string());
        }
    }
}

/// JSON that is near to what the service answers with.
fn answers() -> impl Strategy<Value = Value> {
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

fn shape_of(json: &Value) -> Shape {
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
