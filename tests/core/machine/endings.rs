//! Endings of a change for each row of the table, and reads for each column.

use super::scenario::Scenario;
use super::start::{archiving, restoring};
use crate::archive::{Operation, Outcome};
use crate::core_tests::fixtures::read;
use crate::tallyfy::{Head, ProblemKind};

/// Operations that change an item.
pub(super) const CHANGES: [Operation; 2] = [Operation::Archive, Operation::Restore];

/// An hour in milliseconds: beyond the limit.
const HOUR: f64 = 3_600_000.0;

/// The change is in flight; in the row of the first 401, the token can be refreshed.
pub(super) fn changing(operation: Operation, row: &str) -> Scenario {
    let scenario = match operation {
        Operation::Restore => restoring(),
        _ => archiving(),
    };
    if row == "first 401" {
        scenario.with_fresh_token()
    } else {
        scenario
    }
}

/// Endings of each row, as [`end`] reads them.
pub(super) fn endings(row: &str, operation: Operation) -> Vec<&'static str> {
    let is_archive = operation == Operation::Archive;
    match row {
        "proven" if is_archive => vec![
            "archive-204",
            "204…",
            "archive-200-data",
            "archive-200-bare",
            "get-200-archived",
        ],
        "proven" => vec!["archive-204", "204…", "get-200-one-off", "get-200-only-id"],
        "accepted" => vec![
            if is_archive {
                "get-200-one-off"
            } else {
                "get-200-archived"
            },
            "200",
            "201",
            "207",
            "299",
            "archive-200-empty",
            "archive-200-message",
            "archive-200-not-json",
            "get-200-no-task",
            "list-200",
            r#"{"id":"another","archived_at":"A"}"#,
            r#"{"id":"another"}"#,
        ],
        "first 401" => vec![
            "401",
            "401…",
            "unauthenticated-401",
            "unauthenticated-401-apsh213",
            "unauthenticated-401-text",
        ],
        "refused" => vec![
            "400",
            "401",
            "405",
            "451",
            "498",
            "unauthenticated-401",
            "linked-400-code",
            "plan-limit-402",
            "forbidden-403",
            "problem-json-403",
            "conflict-409-nested",
            "teapot-418",
            "invalid-422-fields",
            "locked-423",
            "429 in an hour",
            r#"{"error":true,"message":"Cannot delete linked tasks."}"#,
            r#"{"error":{"message":"No."}}"#,
            r#"{"errors":{"title":["Required."]}}"#,
            r#"{"message":"Unauthenticated."}"#,
        ],
        "missing" => vec![
            "404",
            "404…",
            "410",
            "not-found-404",
            "not-found-404-endpoint",
            "not-found-404-apsh546",
            "linked-404-message",
            "gone-410",
        ],
        "everything else" => vec![
            "202",
            "301",
            "304",
            "408",
            "421",
            "425",
            "499",
            "500",
            "502",
            "522",
            "524",
            "599",
            "503 in an hour",
            "server-error-500",
            "server-error-500-sql",
            "server-error-502-html",
            "server-error-504-html",
            "get-200-html",
            "200…",
            "401…",
            "403…",
            "unreachable",
            "blocked",
            "timeout",
            "offline",
            "cancelled",
            "cancel",
        ],
        row => panic!("{row}"),
    }
}

/// Reads of each column: the responses in order.
pub(super) fn readings(column: &str, operation: Operation) -> Vec<Vec<&'static str>> {
    let is_archive = operation == Operation::Archive;
    let active = vec![vec!["get-200-one-off"], vec!["get-200-linked"], vec!["get-200-only-id"]];
    let archived = vec![
        vec!["get-200-archived"],
        vec!["archive-200-bare"],
        vec!["not-found-404", "list-200"],
        vec!["404", "list-200"],
        vec!["gone-410", "list-200"],
    ];
    let gone = vec![vec!["not-found-404", "list-200-empty"]];
    match (column, is_archive) {
        ("DONE", true) => archived,
        ("DONE", false) | ("NOT", true) => active,
        // Deleted for good: there is nothing to restore, whatever the archived list is.
        ("NOT", false) => [archived, gone, vec![vec!["not-found-404", "500"]]].concat(),
        ("GONE", true) => gone,
        ("GONE", false) => vec![],
        ("NONE", _) => {
            let mut none = vec![
                vec!["200"],
                vec!["204"],
                vec!["200…"],
                vec!["get-200-html"],
                vec!["get-200-no-task"],
                vec!["list-200"],
                vec![r#"{"id":"another","archived_at":"A"}"#],
                vec!["304"],
                vec!["401"],
                vec!["403"],
                vec!["429"],
                vec!["500"],
                vec!["503"],
                vec!["404…"],
                vec!["unreachable"],
                vec!["timeout"],
                vec!["not sent"],
                // No 404 of the API's own.
                vec!["404", "list-200-empty"],
                vec!["gone-410", "list-200-empty"],
                vec!["not-found-404-endpoint", "list-200-empty"],
                vec!["not-found-404-apsh546", "list-200-empty"],
            ];
            if is_archive {
                none.extend([
                    vec!["not-found-404", "401"],
                    vec!["not-found-404", "404"],
                    vec!["not-found-404", "500"],
                    vec!["not-found-404", "200…"],
                    vec!["not-found-404", "get-200-html"],
                    vec!["not-found-404", "unreachable"],
                    vec!["not-found-404", "not sent"],
                ]);
            }
            none
        }
        (column, _) => panic!("{column}"),
    }
}

/// The request in flight ends like this.
pub(super) fn end(scenario: Scenario, ending: &str) -> Scenario {
    let lost = [
        ProblemKind::Unreachable,
        ProblemKind::Blocked,
        ProblemKind::Timeout,
        ProblemKind::Offline,
        ProblemKind::Cancelled,
    ];
    if let Some(kind) = lost.into_iter().find(|kind| kind.as_str() == ending) {
        return scenario.loses(kind);
    }
    if let Some(status) = ending.strip_suffix(" in an hour") {
        return answers_later(scenario, status.parse().expect(ending), HOUR);
    }
    match ending {
        "cancel" => scenario.cancels(),
        "not sent" => scenario.was_not_sent(ProblemKind::BadInput),
        body if body.starts_with('{') => scenario.answers_with(200, body),
        name => scenario.answers(name),
    }
}

/// A response with `Retry-After`.
pub(super) fn answers_later(scenario: Scenario, status: u16, milliseconds: f64) -> Scenario {
    let head = Head {
        status,
        retry_after: Some(milliseconds),
        ..Head::default()
    };
    scenario.ends(Outcome::Response(read(head, "{}")))
}
