//! What a status means, and what a page sees of it.

use crate::core_tests::fixtures::{cut, with};
use crate::tallyfy::{FieldProblem, Kind, Problem};

#[test]
fn every_status_that_is_no_success_has_a_kind() {
    for status in (0..=999).filter(|status| !(200..300).contains(status)) {
        let kind = match status {
            400 | 422 => Kind::Invalid,
            401 => Kind::Unauthenticated,
            402 => Kind::PlanLimit,
            403 => Kind::Forbidden,
            404 | 410 => Kind::NotFound,
            409 => Kind::Conflict,
            423 => Kind::Locked,
            429 => Kind::RateLimited,
            500..=599 => Kind::ServerError,
            _ => Kind::Unexpected,
        };
        for answer in [with(status, ""), with(status, "{}"), with(status, "[]"), cut(status)] {
            let problem = Problem::of_answer(answer);
            assert_eq!((problem.kind, problem.status), (kind, Some(status)));
        }
    }
}

#[test]
fn a_success_that_is_a_problem_is_unreadable() {
    for status in [200, 201, 202, 204, 226, 299] {
        for body in [
            "",
            "{}",
            "<html>",
            "{\"error\":true}",
            "{\"message\":\"Unauthenticated.\"}",
        ] {
            assert_eq!(Problem::of_answer(with(status, body)).kind, Kind::Unreadable);
        }
        assert_eq!(Problem::of_answer(cut(status)).kind, Kind::Unreadable);
    }
}

#[test]
fn what_a_page_sees_of_it() {
    for (kind, name) in [
        (Kind::BadInput, "bad-input"),
        (Kind::Unauthenticated, "unauthenticated"),
        (Kind::Forbidden, "forbidden"),
        (Kind::NotFound, "not-found"),
        (Kind::LinkedTask, "linked-task"),
        (Kind::Invalid, "invalid"),
        (Kind::PlanLimit, "plan-limit"),
        (Kind::Conflict, "conflict"),
        (Kind::Locked, "locked"),
        (Kind::RateLimited, "rate-limited"),
        (Kind::ServerError, "server-error"),
        (Kind::Unreadable, "unreadable"),
        (Kind::Unexpected, "unexpected"),
        (Kind::Offline, "offline"),
        (Kind::Unreachable, "unreachable"),
        (Kind::Blocked, "blocked"),
        (Kind::Timeout, "timeout"),
        (Kind::Cancelled, "cancelled"),
    ] {
        assert_eq!(kind.as_str(), name);
    }
}

#[test]
fn a_wrong_input_names_its_fields_and_nothing_else() {
    let field = FieldProblem {
        field: "taskId".to_owned(),
        message: String::new(),
    };
    let problem = Problem::bad_input(vec![field.clone()]);
    let expected = Problem {
        fields: vec![field],
        ..Problem::new(Kind::BadInput)
    };
    assert_eq!(problem, expected);
    assert_eq!((problem.status, problem.message, problem.code), (None, None, None));
}
