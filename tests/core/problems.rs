//! What a status means, and what a page sees of it.

use crate::recorded::{cut, with};
use tallyfy_archive::tallyfy::{FieldProblem, Kind, Problem};

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
        assert_eq!(Problem::of_answer(with(status, "")).kind, Kind::Unreadable);
        assert_eq!(
            Problem::of_answer(with(status, "{\"message\":\"Cannot delete linked tasks.\"}")).kind,
            Kind::Unreadable
        );
    }
}

#[test]
fn the_linked_task_is_known_by_its_words_whatever_the_status() {
    for status in [400, 401, 402, 403, 404, 409, 410, 418, 422, 423, 500] {
        for body in [
            "{\"message\":\"Cannot delete linked tasks.\"}",
            "{\"error\":\"cannot delete linked tasks\"}",
            "{\"error\":{\"message\":\"Cannot delete linked tasks.\"}}",
            "{\"code\":\"CANNOT_DELETE_LINKED_TASK\"}",
            "{\"error\":{\"code\":\"cannot_delete_linked_task\"}}",
            "Cannot delete linked tasks.",
        ] {
            assert_eq!(
                Problem::of_answer(with(status, body)).kind,
                Kind::LinkedTask,
                "{status} {body}"
            );
        }
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
