//! Problem kinds of statuses, and their public names.

use crate::core_tests::fixtures::{cut, with};
use crate::tallyfy::{FieldError, Problem, ProblemKind, TaskIdError};
use std::fs;

#[test]
fn every_status_that_is_no_success_has_a_kind() {
    for status in (0..=999).filter(|status| !(200..300).contains(status)) {
        let kind = match status {
            400 | 422 => ProblemKind::Invalid,
            401 => ProblemKind::Unauthenticated,
            402 => ProblemKind::PlanLimit,
            403 => ProblemKind::Forbidden,
            404 | 410 => ProblemKind::NotFound,
            409 => ProblemKind::Conflict,
            423 => ProblemKind::Locked,
            429 => ProblemKind::RateLimited,
            500..=599 => ProblemKind::ServerError,
            _ => ProblemKind::Unexpected,
        };
        for answer in [with(status, ""), with(status, "{}"), with(status, "[]"), cut(status)] {
            let problem = Problem::from_response(answer);
            assert_eq!((problem.kind, problem.status), (kind, Some(status)));
        }
    }
}

#[test]
fn a_success_with_an_error_body_is_unreadable() {
    for status in [200, 201, 202, 204, 226, 299] {
        for body in [
            "",
            "{}",
            "<html>",
            "{\"error\":true}",
            "{\"message\":\"Unauthenticated.\"}",
        ] {
            assert_eq!(Problem::from_response(with(status, body)).kind, ProblemKind::Unreadable);
        }
        assert_eq!(Problem::from_response(cut(status)).kind, ProblemKind::Unreadable);
    }
}

#[test]
fn every_problem_kind_has_a_public_name() {
    let names = [
        (ProblemKind::BadInput, "bad-input"),
        (ProblemKind::Unauthenticated, "unauthenticated"),
        (ProblemKind::Forbidden, "forbidden"),
        (ProblemKind::NotFound, "not-found"),
        (ProblemKind::LinkedTask, "linked-task"),
        (ProblemKind::Invalid, "invalid"),
        (ProblemKind::PlanLimit, "plan-limit"),
        (ProblemKind::Conflict, "conflict"),
        (ProblemKind::Locked, "locked"),
        (ProblemKind::RateLimited, "rate-limited"),
        (ProblemKind::ServerError, "server-error"),
        (ProblemKind::Unreadable, "unreadable"),
        (ProblemKind::Unexpected, "unexpected"),
        (ProblemKind::Offline, "offline"),
        (ProblemKind::Unreachable, "unreachable"),
        (ProblemKind::Blocked, "blocked"),
        (ProblemKind::Timeout, "timeout"),
        (ProblemKind::Cancelled, "cancelled"),
    ];
    assert_eq!(names, ProblemKind::ALL.map(|kind| (kind, kind.as_str())));
}

/// That the package's types have the same kinds as that table is tested in `tests/embed/plain/package.test.mjs`.
#[test]
fn every_kind_parses_from_its_name_and_is_in_the_readme() {
    let readme = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).expect("README.md");
    let (_, problems) = readme
        .split_once("\n### Problems\n")
        .expect("what to do about problems");
    for kind in ProblemKind::ALL {
        let name = kind.as_str();
        assert_eq!(ProblemKind::from_name(name), Some(kind), "{name}");
        let is_listed = problems.contains(&format!("\n| `{name}` | "));
        assert!(
            is_listed,
            "the table in README.md, \"Problems\", has no row for `{name}`"
        );
    }
}

#[test]
fn invalid_input_lists_its_fields_and_nothing_else() {
    let field = FieldError::TaskId(TaskIdError::LinkToProcess);
    let problem = Problem::bad_input(vec![field.clone()]);
    let expected = Problem {
        fields: vec![field],
        ..Problem::new(ProblemKind::BadInput)
    };
    assert_eq!(problem, expected);
    assert_eq!((problem.status, problem.message, problem.code), (None, None, None));
}

#[test]
fn a_401_may_be_about_permission_and_not_about_the_token() {
    for (body, expected) in [
        ("Unauthorized.", true),
        (r#"{"message":"Unauthorized","code":"UNAUTHORIZED"}"#, true),
        (r#"{"code":"UNAUTHORIZED"}"#, true),
        (r#"{"message":"Unauthenticated.","code":"UNAUTHORIZED"}"#, false),
        (r#"{"message":"Unauthorized action."}"#, true),
        (r#"{"message":"Saml Is Not Enabled In this Organization"}"#, true),
        (
            r#"{"message":"Invalid.","errors":{"organization":["Sign in with SAML."]}}"#,
            true,
        ),
        (r#"{"message":"Unauthenticated."}"#, false),
        (r#"{"message":"Permission denied. Error Code: APSH213."}"#, false),
        (r#"{"message":"Something else"}"#, false),
        ("", false),
    ] {
        assert_eq!(
            Problem::from_response(with(401, body)).is_about_permission(),
            expected,
            "{body}"
        );
        assert!(!Problem::from_response(with(403, body)).is_about_permission(), "{body}");
    }
}
