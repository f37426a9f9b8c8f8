//! Error bodies, also with a 2xx, and pages of a list.

use crate::core_tests::TASK;
use crate::core_tests::fixtures::{cut, with};
use crate::core_tests::json::Observation;
use crate::tallyfy::{ApiResponse, Body, Content, Head, Problem, ProblemKind};

fn refuses(answer: &ApiResponse) -> bool {
    matches!(answer.content, Content::Refusal(_))
}

#[test]
fn a_success_whose_body_refuses_is_a_refusal() {
    for body in [
        r#"{"error":true,"message":"Cannot delete linked tasks."}"#,
        r#"{"error":true}"#,
        r#"{"error":{"message":"No."}}"#,
        r#"{"error":{"code":7}}"#,
        r#"{"errors":{"title":["Required."]}}"#,
        r#"{"errors":["Required."]}"#,
        r#"{"data":null,"errors":[{"message":"No."}]}"#,
        r#"{"message":"Cannot delete linked tasks."}"#,
        r#"{"error":"cannot delete linked tasks"}"#,
        r#"{"code":"CANNOT_DELETE_LINKED_TASK"}"#,
        r#"{"message":"Unauthenticated."}"#,
        r#"{"message":"Unauthorized"}"#,
        r#"{"message":"Permission denied. Error Code: APSH213."}"#,
        r#"{"message":"API endpoint not found"}"#,
        r#"{"message":"Not found. Error Code: apsh546."}"#,
        r#"{"message":"Resource not found"}"#,
        r#"{"code":"RESOURCE_NOT_FOUND"}"#,
        r#"{"message":"You've reached the hourly limit of requests."}"#,
        r#"{"message":"Trial limit reached: upgrade."}"#,
        r#"{"message":"You don't have application's permissions for this organization!"}"#,
        r#"{"message":"The process is blocked by an open issue."}"#,
    ] {
        for status in [200, 202, 207, 299] {
            assert!(refuses(&with(status, body)), "{status} {body}");
        }
    }
}

#[test]
fn a_success_that_merely_contains_the_words_does_not_refuse() {
    for body in [
        "",
        "Task archived",
        "Unauthenticated.",
        "[]",
        "null",
        r#"{"error":false,"message":"OK"}"#,
        r#"{"error":null,"errors":null}"#,
        r#"{"error":[],"errors":[]}"#,
        r#"{"errors":{}}"#,
        r#"{"message":"Task archived successfully"}"#,
        r#"{"message":"Detached, as one cannot delete linked tasks."}"#,
        r#"{"data":{"message":"Unauthenticated."}}"#,
    ] {
        assert!(!refuses(&with(200, body)), "{body}");
    }
}

#[test]
fn the_title_of_a_task_does_not_make_it_a_refusal() {
    for title in [
        "Unauthorized logins",
        "Resource not found",
        "Cannot delete linked tasks",
    ] {
        let bare = format!(r#"{{"id":"{TASK}","title":"{title}"}}"#);
        for body in [format!(r#"{{"data":{bare}}}"#), bare] {
            assert!(with(200, &body).task(TASK).is_some(), "{body}");
        }
    }
}

#[test]
fn a_linked_refusal_is_recognized_by_its_code_or_its_whole_message() {
    for status in [200, 400, 401, 402, 403, 404, 409, 410, 418, 422, 423] {
        for body in [
            r#"{"message":"Cannot delete linked tasks."}"#,
            r#"{"error":"cannot delete linked tasks"}"#,
            r#"{"error":{"message":" Cannot delete linked tasks "}}"#,
            r#"{"code":"CANNOT_DELETE_LINKED_TASK"}"#,
            r#"{"error":{"code":"CANNOT_DELETE_LINKED_TASK"}}"#,
        ] {
            assert_eq!(
                Problem::from_response(with(status, body)).kind,
                ProblemKind::LinkedTask,
                "{status} {body}"
            );
        }
    }
    assert_eq!(
        Problem::from_response(with(422, "Cannot delete linked tasks.")).kind,
        ProblemKind::LinkedTask
    );
}

#[test]
fn a_failure_that_mentions_linked_tasks_is_not_a_linked_refusal() {
    for message in [
        "Failed to detach linked task after archiving",
        "Cannot delete linked tasks. Trying again.",
        "Why one cannot delete linked tasks",
        "cannot_delete_linked_task",
    ] {
        for status in [400, 403, 500] {
            let problem = Problem::from_response(with(status, &format!(r#"{{"message":"{message}"}}"#)));
            assert_ne!(problem.kind, ProblemKind::LinkedTask, "{status} {message}");
        }
    }
}

/// It may have failed after the change.
#[test]
fn a_server_error_with_the_linked_message_is_not_a_linked_refusal() {
    for status in [500, 502, 503] {
        let problem = Problem::from_response(with(status, r#"{"message":"Cannot delete linked tasks."}"#));
        assert_eq!(problem.kind, ProblemKind::ServerError, "{status}");
    }
}

#[test]
fn only_json_is_a_not_found_of_the_api() {
    let is_api_not_found = |body: &str| match with(404, body).content {
        Content::Refusal(refusal) => refusal.is_api_not_found(),
        _ => false,
    };
    for body in [
        r#"{"error":true,"message":"Resource not found","code":"RESOURCE_NOT_FOUND"}"#,
        r#"{"message":"Resource not found."}"#,
        r#"{"error":{"message":"resource not found"}}"#,
        r#"{"error":"Resource not found"}"#,
        r#"{"error":{"code":"RESOURCE_NOT_FOUND"}}"#,
    ] {
        assert!(is_api_not_found(body), "{body}");
    }
    for body in [
        "",
        "Resource not found",
        "<p>Resource not found</p>",
        "{}",
        r#""Resource not found""#,
        r#"{"message":"Not found"}"#,
        r#"{"message":"The resource not found"}"#,
        r#"{"message":"API endpoint not found","code":"ENDPOINT_NOT_FOUND"}"#,
        r#"{"message":"Not found. Error Code: apsh546."}"#,
        r#"{"code":"resource_not_found"}"#,
    ] {
        assert!(!is_api_not_found(body), "{body}");
    }
    assert_eq!(cut(404).content, Content::Truncated);
}

#[test]
fn text_that_begins_like_html_is_html_whatever_its_type_and_status() {
    for status in [200, 204, 302, 401, 404, 500] {
        for body in ["<!doctype html>", " \n<p>Sign in</p>", "<"] {
            assert_eq!(with(status, body).content, Content::Html, "{status} {body}");
        }
        assert_ne!(with(status, "Sign in > here").content, Content::Html, "{status}");
    }
}

#[test]
fn a_body_of_type_html_is_html_even_if_empty() {
    for status in [200, 403, 502] {
        let head = Head {
            status,
            ..Head::default()
        };
        assert_eq!(
            ApiResponse::parse::<Observation>(head, Body::Html).content,
            Content::Html,
            "{status}"
        );
    }
}

#[test]
fn the_page_number_is_optional() {
    for (value, expected) in [
        ("3", Some(3)),
        ("3.0", Some(3)),
        ("0", Some(0)),
        ("-1", None),
        ("1.5", None),
        ("1e99", None),
        ("null", None),
        ("\"3\"", None),
        ("{}", None),
    ] {
        let body = format!(r#"{{"data":[],"meta":{{"pagination":{{"current_page":{value},"total_pages":9}}}}}}"#);
        let Content::Page(page) = with(200, &body).content else {
            panic!("{body}")
        };
        assert_eq!((page.number, page.total), (expected, Some(9)), "{body}");
        let Content::Page(page) = with(
            200,
            &body.replace("current_page", "x").replace("total_pages", "current_page"),
        )
        .content
        else {
            panic!("{body}")
        };
        assert_eq!((page.number, page.total), (Some(9), None), "{body}");
    }
    for body in [
        r#"{"data":[]}"#,
        r#"{"data":[],"meta":[]}"#,
        r#"{"data":[],"meta":{"pagination":[]}}"#,
    ] {
        let Content::Page(page) = with(200, body).content else {
            panic!("{body}")
        };
        assert_eq!((page.number, page.total), (None, None), "{body}");
    }
}

#[test]
fn a_page_counts_the_entries_that_cannot_be_read_or_are_too_many() {
    let list = |entries: &[String]| match with(200, &format!(r#"{{"data":[{}]}}"#, entries.join(","))).content {
        Content::Page(page) => (page.items.len(), page.unreadable),
        other => panic!("{other:?}"),
    };
    let task = |id: usize| format!(r#"{{"id":"{id}"}}"#);
    assert_eq!(list(&[]), (0, 0));
    assert_eq!(
        list(&["{}".to_owned(), task(1), "null".to_owned(), "7".to_owned()]),
        (1, 3)
    );
    assert_eq!(list(&(0..100).map(task).collect::<Vec<_>>()), (100, 0));
    assert_eq!(list(&(0..101).map(task).collect::<Vec<_>>()), (100, 1));
}
