//! Finding, archiving and restoring a task.

use e2e::{State, run_test};
use sandbox::{Success, TokenStatus, case};
use serde_json::Value;

use crate::steps::{deletes, enter, find, is_archived, path_of};

#[test]
fn a_task_is_shown_then_archived() {
    run_test(|ctx| {
        let plain = case("plain");
        let widget = find(ctx, &plain);
        assert_eq!(widget.headline(), "Is this the task?");
        assert!(widget.text().contains("Plan the spring meeting"), "{}", widget.text());
        assert!(deletes(ctx, &plain).is_empty());

        widget.press("Archive task");
        widget.wait_for_state(State::Archived);
        assert_eq!(widget.headline(), "The task is archived.");
        assert!(widget.text().contains("Plan the spring meeting"), "{}", widget.text());
        assert!(is_archived(ctx, &plain));
        assert_eq!(deletes(ctx, &plain).len(), 1);
        assert_eq!(deletes(ctx, &plain)[0].status, Some(204));
    });
}

#[test]
fn every_success_is_accepted() {
    run_test(|ctx| {
        let successes = [
            ("with-data", Success::Data, "Order new badges"),
            ("empty-body", Success::Empty, "Book the large room"),
            ("not-json", Success::NotJson, "Call the caterer"),
            ("bare-task", Success::Bare, "Send the minutes"),
            ("message-only", Success::Message, "Check the projector"),
        ];
        for (name, success, title) in successes {
            let case = case(name);
            let widget = find(ctx, &case);
            widget.press("Archive task");
            widget.wait_for_state(State::Archived);
            assert_eq!(widget.headline(), "The task is archived.", "{name}");
            assert!(widget.text().contains(title), "{name}: {}", widget.text());
            assert!(is_archived(ctx, &case), "{name}");
            assert_eq!(deletes(ctx, &case)[0].status, Some(200), "{name}");
            // The response has the archived task, or it is read.
            assert!(widget.task()["archivedAt"].is_string(), "{name}");
            let is_read = matches!(success, Success::Empty | Success::NotJson | Success::Message);
            let reads = ctx.api().requests("GET", &path_of(&case)).len();
            assert_eq!(reads, if is_read { 2 } else { 1 }, "{name}");
        }
    });
}

#[test]
fn a_double_click_sends_one_delete() {
    run_test(|ctx| {
        let plain = case("plain");
        let widget = enter(ctx, &plain);
        widget.double_click("Find task");
        widget.wait_for_state(State::Review);
        assert_eq!(ctx.api().requests("GET", &path_of(&plain)).len(), 1);
        assert!(deletes(ctx, &plain).is_empty());

        widget.double_click("Archive task");
        widget.wait_for_state(State::Archived);
        assert_eq!(deletes(ctx, &plain).len(), 1);
        assert!(is_archived(ctx, &plain));
    });
}

#[test]
fn two_calls_send_one_delete() {
    run_test(|ctx| {
        let plain = case("plain");
        let widget = enter(ctx, &plain);
        widget.start_call("archive");
        assert_eq!(widget.call("archive"), State::Archived);
        assert_eq!(widget.call("archive"), State::Archived);
        assert_eq!(deletes(ctx, &plain).len(), 1);
        assert_eq!(ctx.events_named("tallyfy-archived").len(), 1);
    });
}

#[test]
fn an_archived_task_is_restored() {
    run_test(|ctx| {
        let plain = case("plain");
        let widget = find(ctx, &plain);
        widget.press("Archive task");
        widget.wait_for_state(State::Archived);
        widget.press("Restore task");
        widget.wait_for_state(State::Restored);
        assert_eq!(widget.headline(), "The task is restored.");
        assert!(!is_archived(ctx, &plain));
        assert_eq!(widget.task()["archivedAt"], Value::Null);

        // A restored task can be archived again.
        widget.press("Start over");
        widget.wait_for_state(State::Idle);
        widget.press("Find task");
        widget.wait_for_state(State::Review);
    });
}

#[test]
fn an_already_archived_task_is_shown_as_such_and_can_be_restored() {
    run_test(|ctx| {
        for name in ["archived", "archived-readable"] {
            let archived = case(name);
            let widget = enter(ctx, &archived);
            widget.press("Find task");
            widget.wait_for_state(State::Archived);
            assert_eq!(widget.headline(), "This task was already archived.", "{name}");
            assert!(deletes(ctx, &archived).is_empty(), "{name}");
            assert!(!widget.names("button").contains(&"Archive task".to_owned()), "{name}");

            widget.press("Restore task");
            widget.wait_for_state(State::Restored);
            assert!(!is_archived(ctx, &archived), "{name}");
        }
    });
}

#[test]
fn requests_have_three_headers_and_no_referrer_or_cookie() {
    run_test(|ctx| {
        let plain = case("plain");
        let widget = find(ctx, &plain);
        widget.press("Archive task");
        widget.wait_for_state(State::Archived);
        widget.press("Restore task");
        widget.wait_for_state(State::Restored);

        let restore = format!("{}/restore", path_of(&plain));
        for (method, path) in [("GET", path_of(&plain)), ("DELETE", path_of(&plain)), ("PUT", restore)] {
            let requests = ctx.api().requests(method, &path);
            assert_eq!(requests.len(), 1, "{method}");
            let request = &requests[0];
            assert_eq!(request.query, "", "{method}");
            assert_eq!(request.token, TokenStatus::Valid, "{method}");
            let header = |name: &str| request.headers.get(name).map(String::as_str);
            assert_eq!(header("accept"), Some("application/json"), "{method}");
            assert_eq!(header("x-tallyfy-client"), Some("APIClient"), "{method}");
            for absent in ["content-type", "referer", "cookie"] {
                assert_eq!(header(absent), None, "{method} {absent}");
            }
            assert!(matches!(header("content-length"), None | Some("0")), "{method}");
        }
    });
}

#[test]
fn a_retry_after_is_obeyed_without_a_second_click() {
    run_test(|ctx| {
        for name in ["rate-limited", "unavailable"] {
            let case = case(name);
            let widget = find(ctx, &case);
            widget.press("Archive task");
            widget.wait_for_state(State::Archived);
            assert_eq!(deletes(ctx, &case).len(), 2, "{name}");
            assert_eq!(
                deletes(ctx, &case).iter().filter(|request| request.changed).count(),
                1,
                "{name}"
            );
        }
    });
}
