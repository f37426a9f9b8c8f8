//! Every status with every class of body is in the row that the contract specifies.

use super::endings::{CHANGES, changing};
use super::scenario::Scenario;
use super::shapes::Shape::{self, Cut, Html, Item, Other, Refusal};
use super::shapes::{answers, shape_of, shape_of_fixture};
use super::table::{cell, verdict};
use crate::archive::{Msg, Operation, Outcome};
use crate::core_tests::bodies;
use crate::core_tests::fixtures::{answer, cut, names, with};
use crate::tallyfy::ApiResponse;
use proptest::prelude::*;
use std::sync::LazyLock;

/// The row that the contract specifies.
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

/// The scenarios in which a change ends, and one read of each column.
struct Stage {
    operation: Operation,
    scenario: Scenario,
    readings: Vec<(&'static str, Vec<ApiResponse>)>,
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
            scenario: changing(operation, row),
            readings,
        }
    }

    /// Whether this status, unlike its neighbours, depends on whether the token can be refreshed.
    fn is_about(&self, status: u16) -> bool {
        !self.scenario.env.can_refresh_token || (399..405).contains(&status)
    }

    /// Compares the result of each read with the row.
    #[track_caller]
    fn expect(&self, mut answer: ApiResponse, shape: Shape, about: &str) {
        // So that it is not retried.
        answer.head.retry_after = Some(1e9);
        let status = answer.head.status;
        let row = row(status, shape, self.operation, self.scenario.env.can_refresh_token);
        let about = format!("{:?} {status} {about}: {row}", self.operation);
        let ended = self.scenario.clone().ends(Outcome::Response(answer));
        if row == "proven" {
            assert_eq!(verdict(&ended), "done", "{about}");
            return;
        }
        assert!(ended.machine.state().is_busy(), "{about}");
        for (column, answers) in &self.readings {
            let read = answers.iter().fold(ended.clone(), |scenario, answer| {
                let ticket = scenario.ticket;
                scenario.gets(Msg::Ended(ticket, Outcome::Response(answer.clone())))
            });
            assert_eq!(verdict(&read), cell(row, column), "{about}, {column}");
        }
    }
}

static STAGES: LazyLock<Vec<Stage>> = LazyLock::new(|| {
    let stage = |operation| [false, true].map(|has_fresh_token| Stage::new(operation, has_fresh_token));
    CHANGES.into_iter().flat_map(stage).collect()
});

#[test]
fn every_status_with_every_fixture_is_classified() {
    for name in names() {
        let shape = shape_of_fixture(&name);
        let text = fixture_body(&name);
        for status in 200..=599 {
            for stage in STAGES.iter().filter(|stage| stage.is_about(status)) {
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
fn every_status_with_truncated_and_other_bodies_is_classified() {
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
    for stage in STAGES.iter() {
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
    fn every_status_with_any_json_is_classified(status in 200..600u16, json in prop_oneof![answers(), bodies::values()]) {
        for stage in STAGES.iter() {
            stage.expect(with(status, &json.to_string()), shape_of(&json), &json.to_string());
        }
    }
}
