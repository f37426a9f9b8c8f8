//! The parsed contents of every fixture. A fixture that is in no table here fails a test.

use crate::core_tests::fixtures::{answer, answer_at, cut, names, with};
use crate::core_tests::retry_after::DATE;
use crate::core_tests::{TASK, tasks::described};
use crate::tallyfy::{Content, FieldError, Problem, ProblemKind};

/// Successes and their contents.
const SUCCESSES: &str = "
archive-200-bare           | “Plan meeting” archived 2025-07-01T09:30:00Z
archive-200-data           | #1250 “Plan meeting” not-started owned by 1001=Bob ann@example.com due 2025-06-30T17:00:00.000Z made 2025-05-20T18:00:00.000Z archived 2025-07-01T09:30:00.000Z
archive-200-empty          | nothing
archive-200-message        | nothing
archive-200-not-json       | nothing
archive-204                | nothing
get-200-archived           | #1250 “Plan meeting” not-started owned by 1001=Bob ann@example.com due 2025-06-30T17:00:00.000Z made 2025-05-20T18:00:00.000Z archived 2025-07-01T09:30:00Z
get-200-bare-ids           | #1251 “Owners as bare ids” owned by 1001 1002 a1b2 7 made 2025-05-20T18:00:00Z
get-200-empty-arrays       | “PHP sends lists for empty objects”
get-200-html               | html
get-200-linked             | #1252 “Step in a process” active in 90ab12cd34ef56789012ab34cd56ef78
get-200-no-task            | nothing
get-200-one-off            | #1250 “Plan meeting” not-started owned by 1001=Bob ann@example.com due 2025-06-30T17:00:00.000Z made 2025-05-20T18:00:00.000Z
get-200-one-off-in-process | “One-off that was linked to a process” in 90ab12cd34ef56789012ab34cd56ef78
get-200-only-id            |
get-200-wrapped-includes   | “Includes come wrapped” owned by 1001=Bob
list-200                   | page 1 of 1: “Plan meeting” archived 2025-07-01T09:30:00Z
list-200-empty             | page 1 of 1:
";

/// Refusals: status, kind, code, message and fields.
const REFUSALS: &str = "
conflict-409-nested         | 409 conflict TASK_CHANGED “The task was changed by somebody else.”
forbidden-403               | 403 forbidden “You don't have application's permissions for this organization!”
gone-410                    | 410 not-found RESOURCE_NOT_FOUND “Resource not found”
invalid-422-dotted          | 422 invalid “The given data was invalid.” deadline: “Not a date.” owners.users: “The owners.users must be an array.”
invalid-422-fields          | 422 invalid title: “The title field is required.”
invalid-422-objects         | 422 invalid “The given data was invalid.” tasks: “Task is in use.” tasks: “Try later.”
linked-400-code             | 400 linked-task CANNOT_DELETE_LINKED_TASK “Cannot delete linked tasks.”
linked-403-nested           | 403 linked-task CANNOT_DELETE_LINKED_TASK “Cannot delete linked tasks.”
linked-404-message          | 404 linked-task “Cannot delete linked tasks.”
linked-409-string           | 409 linked-task “Cannot delete linked tasks.”
linked-422-message          | 422 linked-task “Cannot delete linked tasks.”
locked-423                  | 423 locked PROCESS_BLOCKED “The process is blocked by an open issue.”
not-found-404               | 404 not-found RESOURCE_NOT_FOUND “Resource not found”
not-found-404-apsh546       | 404 not-found “Not found. Error Code: apsh546.”
not-found-404-endpoint      | 404 not-found ENDPOINT_NOT_FOUND “API endpoint not found”
plan-limit-402              | 402 plan-limit TRIAL_LIMIT_REACHED_100_U “Trial limit reached: archive fewer tasks or upgrade.”
problem-json-403            | 403 forbidden “DELETE is not allowed from this network.”
rate-limited-429            | 429 rate-limited RATE_LIMIT_EXCEEDED “You've reached the hourly limit of requests.”
rate-limited-429-date       | 429 rate-limited RATE_LIMIT_EXCEEDED “You've reached the hourly limit of requests.”
server-error-500            | 500 server-error “Server Error”
server-error-500-sql        | 500 server-error
server-error-502-html       | 502 server-error html
server-error-503            | 503 server-error “Service Unavailable”
server-error-504-html       | 504 server-error html
teapot-418                  | 418 unexpected “I'm a teapot”
unauthenticated-401         | 401 unauthenticated “Unauthenticated.”
unauthenticated-401-apsh213 | 401 unauthenticated “Permission denied. Error Code: APSH213.”
unauthenticated-401-code    | 401 unauthenticated UNAUTHORIZED “Unauthorized”
unauthenticated-401-text    | 401 unauthenticated “Unauthorized.”
";

fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let rows = table.trim().lines().map(|row| row.split_once('|').expect(row));
    rows.map(|(name, expected)| (name.trim(), expected.trim()))
}

#[test]
fn every_fixture_is_in_one_table() {
    let mut listed: Vec<_> = rows(SUCCESSES).chain(rows(REFUSALS)).map(|row| row.0).collect();
    listed.sort_unstable();
    assert_eq!(
        listed,
        names(),
        "SUCCESSES and REFUSALS have one row for each file in tests/answers"
    );
}

#[test]
fn successes() {
    for (name, expected) in rows(SUCCESSES) {
        let read = match answer(name).content {
            Content::Task(task) => {
                assert_eq!(task.id, TASK, "{name}");
                described(&task)
            }
            Content::Page(page) => {
                let (number, of) = (page.number.expect(name), page.total.expect(name));
                let tasks: Vec<_> = page.items.iter().map(described).collect();
                format!("page {number} of {of}: {}", tasks.join("; "))
                    .trim_end()
                    .to_owned()
            }
            Content::Nothing => "nothing".to_owned(),
            Content::Html => "html".to_owned(),
            other => format!("{other:?}"),
        };
        assert_eq!(read, expected, "{name}");
    }
}

#[test]
fn refusals() {
    for (name, expected) in rows(REFUSALS) {
        let is_html = answer(name).content == Content::Html;
        let problem = Problem::from_response(answer(name));
        let mut words = vec![
            problem.status.expect(name).to_string(),
            problem.kind.as_str().to_owned(),
        ];
        words.extend(is_html.then(|| "html".to_owned()));
        words.extend(problem.code);
        words.extend(problem.message.map(|message| format!("“{message}”")));
        words.extend(problem.fields.iter().map(field_text));
        assert_eq!(words.join(" "), expected, "{name}");
    }
}

#[test]
fn the_relevant_headers_are_read() {
    for (name, now, request_id, wait) in [
        ("server-error-500", 0.0, Some("req-500-json"), None),
        ("rate-limited-429", 0.0, None, Some(2_000.0)),
        ("rate-limited-429-date", DATE - 5_000.0, None, Some(5_000.0)),
        ("rate-limited-429-date", DATE + 5_000.0, None, Some(0.0)),
        ("server-error-503", 0.0, None, Some(1_000.0)),
        ("forbidden-403", 0.0, None, None),
    ] {
        let problem = Problem::from_response(answer_at(name, now));
        assert_eq!(
            (problem.request_id.as_deref(), problem.retry_after),
            (request_id, wait),
            "{name}"
        );
    }
}

#[test]
fn internal_errors_are_hidden_and_ordinary_messages_shown() {
    let shown = |message: &str| Problem::from_response(with(500, &format!("{{\"message\":{message:?}}}"))).message;
    for internal in [
        "SQLSTATE[HY000] [2002] Connection refused",
        "Class Illuminate\\Auth\\Guard not found",
        "Whoops. Stack trace: #0 index.php(12)",
    ] {
        assert_eq!(shown(internal), None, "{internal}");
    }
    for said in [
        "Attach the stack trace, please.",
        "No sqlstate[] is known.",
        "illuminate\\lamps is off",
    ] {
        assert_eq!(shown(said).as_deref(), Some(said));
    }
}

#[test]
fn a_truncated_body_is_ignored_and_the_status_is_used() {
    assert_eq!(cut(200).content, Content::Truncated);
    let problem = Problem::from_response(cut(403));
    assert_eq!((problem.kind, problem.message), (ProblemKind::Forbidden, None));
}

#[test]
fn only_the_requested_task_is_accepted() {
    let read = answer("get-200-one-off");
    assert!(read.task(TASK).is_some());
    assert!(read.task(&TASK.to_uppercase()).is_some());
    assert!(read.task("90ab12cd34ef56789012ab34cd56ef78").is_none());
    assert!(answer("list-200").task(TASK).is_none());
}

fn field_text(error: &FieldError) -> String {
    match error {
        FieldError::Server { field, message } => format!("{field}: “{message}”"),
        other => panic!("the server said {other:?}"),
    }
}
