//! Finding a task, archiving it and taking that back.

use e2e::{State, play};
use sandbox::{Success, TokenStatus, case};
use serde_json::Value;

use crate::scene::{deletes, enter, find, is_archived, path_of};

#[test]
fn a_task_is_shown_then_archived() {
    play(|stage| {
        let plain = case("plain");
        let widget = find(stage, &plain);
        assert_eq!(widget.headline(), "Is this the task?");
        assert!(widget.text().contains("Plan the spring meeting"), "{}", widget.text());
        assert!(deletes(stage, &plain).is_empty());

        widget.press("Archive task");
        widget.waits_for(State::Archived);
        assert_eq!(widget.headline(), "The task is archived.");
        assert!(widget.text().contains("Plan the spring meeting"), "{}", widget.text());
        assert!(is_archived(stage, &plain));
        assert_eq!(deletes(stage, &plain).len(), 1);
        assert_eq!(deletes(stage, &plain)[0].status, Some(204));
    });
}

#[test]
fn every_success_is_accepted() {
    play(|stage| {
        let successes = [
            ("with-data", Success::Data, "Order new badges"),
            ("empty-body", Success::Empty, "Book the large room"),
            ("not-json", Success::NotJson, "Call the caterer"),
            ("bare-task", Success::Bare, "Send the minutes"),
            ("message-only", Success::Message, "Check the projector"),
        ];
        for (name, success, title) in successes {
            let case = case(name);
            let widget = find(stage, &case);
            widget.press("Archive task");
            widget.waits_for(State::Archived);
            assert_eq!(widget.headline(), "The task is archived.", "{name}");
            assert!(widget.text().contains(title), "{name}: {}", widget.text());
            assert!(is_archived(stage, &case), "{name}");
            assert_eq!(deletes(stage, &case)[0].status, Some(200), "{name}");
            // The answer shows the archived task, or it is read.
            assert!(widget.task()["archivedAt"].is_string(), "{name}");
            let is_read = matches!(success, Success::Empty | Success::NotJson | Success::Message);
            let reads = stage.api().requests("GET", &path_of(&case)).len();
            assert_eq!(reads, if is_read { 2 } else { 1 }, "{name}");
        }
    });
}

#[test]
fn a_double_click_sends_one_delete() {
    play(|stage| {
        let plain = case("plain");
        let widget = enter(stage, &plain);
        widget.double_click("Find task");
        widget.waits_for(State::Review);
        assert_eq!(stage.api().requests("GET", &path_of(&plain)).len(), 1);
        assert!(deletes(stage, &plain).is_empty());

        widget.double_click("Archive task");
        widget.waits_for(State::Archived);
        assert_eq!(deletes(stage, &plain).len(), 1);
        assert!(is_archived(stage, &plain));
    });
}

#[test]
fn two_calls_send_one_delete() {
    play(|stage| {
        let plain = case("plain");
        let widget = enter(stage, &plain);
        widget.begin("archive");
        assert_eq!(widget.call("archive"), State::Archived);
        assert_eq!(widget.call("archive"), State::Archived);
        assert_eq!(deletes(stage, &plain).len(), 1);
        assert_eq!(stage.events_called("tallyfy-archived").len(), 1);
    });
}

#[test]
fn an_archived_task_is_restored() {
    play(|stage| {
        let plain = case("plain");
        let widget = find(stage, &plain);
        widget.press("Archive task");
        widget.waits_for(State::Archived);
        widget.press("Restore task");
        widget.waits_for(State::Restored);
        assert_eq!(widget.headline(), "The task is restored.");
        assert!(!is_archived(stage, &plain));
        assert_eq!(widget.task()["archivedAt"], Value::Null);

        // And round again: the task is an ordinary one.
        widget.press("Start over");
        widget.waits_for(State::Idle);
        widget.press("Find task");
        widget.waits_for(State::Review);
    });
}

#[test]
fn a_task_archived_before_is_said_to_be_and_can_be_restored() {
    play(|stage| {
        for name in ["archived", "archived-readable"] {
            let archived = case(name);
            let widget = enter(stage, &archived);
            widget.press("Find task");
            widget.waits_for(State::Archived);
            assert_eq!(widget.headline(), "This task was already archived.", "{name}");
            assert!(deletes(stage, &archived).is_empty(), "{name}");
            assert!(!widget.names("button").contains(&"Archive task".to_owned()), "{name}");

            widget.press("Restore task");
            widget.waits_for(State::Restored);
            assert!(!is_archived(stage, &archived), "{name}");
        }
    });
}

#[test]
fn requests_carry_the_three_headers_and_nothing_that_tells_of_the_page() {
    play(|stage| {
        let plain = case("plain");
        let widget = find(stage, &plain);
        widget.press("Archive task");
        widget.waits_for(State::Archived);
        widget.press("Restore task");
        widget.waits_for(State::Restored);

        let restore = format!("{}/restore", path_of(&plain));
        for (method, path) in [("GET", path_of(&plain)), ("DELETE", path_of(&plain)), ("PUT", restore)] {
            let requests = stage.api().requests(method, &path);
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
fn a_wait_the_server_asks_for_needs_no_second_click() {
    play(|stage| {
        for name in ["rate-limited", "unavailable"] {
            let case = case(name);
            let widget = find(stage, &case);
            widget.press("Archive task");
            widget.waits_for(State::Archived);
            assert_eq!(deletes(stage, &case).len(), 2, "{name}");
            assert_eq!(
                deletes(stage, &case).iter().filter(|request| request.changed).count(),
                1,
                "{name}"
            );
        }
    });
}
