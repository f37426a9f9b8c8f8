//! Refusals: nothing changed, and the reason is shown in place.

use e2e::{Page, State, play};
use sandbox::{Fault, Operation, TOKEN, active_run, case};

use crate::scene::{deletes, enter, find, is_archived};

#[test]
fn a_task_of_a_process_is_refused_before_anything_is_sent() {
    play(|stage| {
        for name in ["linked", "linked-one-off"] {
            let linked = case(name);
            let widget = enter(stage, &linked);
            widget.press("Find task");
            widget.waits_for(State::Refused);
            assert_eq!(widget.headline(), "The task was not archived.", "{name}");
            assert_eq!(widget.problem()["kind"], "linked-task", "{name}");
            assert!(deletes(stage, &linked).is_empty(), "{name}");

            assert!(widget.part(".problem").unwrap().contains(&active_run()), "{name}");
            let link = format!("https://go.tallyfy.com/{}/processes/{}", linked.org_id, active_run());
            widget.shows("link", "Open the process in Tallyfy");
            assert_eq!(widget.attribute_of(".problem a", "href"), Some(link), "{name}");
            assert_eq!(
                widget.attribute_of(".problem a", "rel").as_deref(),
                Some("noopener noreferrer")
            );
        }
    });
}

#[test]
fn the_servers_own_refusal_of_a_linked_task_reads_the_same() {
    play(|stage| {
        let linked = case("linked-unseen");
        let widget = find(stage, &linked);
        widget.press("Archive task");
        widget.waits_for(State::Refused);
        assert_eq!(widget.problem()["kind"], "linked-task");
        assert_eq!(widget.problem()["message"], "Cannot delete linked tasks.");
        assert!(!is_archived(stage, &linked));
    });
}

#[test]
fn a_wrong_token_is_asked_for_again_and_a_right_one_goes_on() {
    play(|stage| {
        let wrong = case("wrong-token");
        let widget = enter(stage, &wrong);
        widget.press("Find task");
        widget.waits_for(State::Refused);
        assert_eq!(widget.problem()["kind"], "unauthenticated");
        assert_eq!(widget.problem()["status"], 401);
        widget.focuses("field Access token");
        assert_eq!(
            widget.value("Access token"),
            "",
            "the refused token does not stay in its field"
        );

        widget.enter("Access token", TOKEN);
        widget.press("Try again");
        widget.waits_for(State::Review);
        widget.press("Archive task");
        widget.waits_for(State::Archived);
        assert!(is_archived(stage, &wrong));
    });
}

#[test]
fn what_is_missing_says_that_the_organization_may_be_wrong() {
    play(|stage| {
        for name in ["no-such-task", "wrong-organization"] {
            let missing = case(name);
            let widget = enter(stage, &missing);
            widget.press("Find task");
            widget.waits_for(State::Refused);
            assert_eq!(widget.headline(), "The task could not be looked up.", "{name}");
            assert_eq!(widget.problem()["kind"], "not-found", "{name}");
            assert!(widget.text().contains("the organization ID is wrong"), "{name}");
            assert!(deletes(stage, &missing).is_empty(), "{name}");
            // Other ids may help, so they can be entered.
            assert_eq!(widget.value("Task ID"), missing.task_id, "{name}");
        }
    });
}

#[test]
fn a_refused_archiving_is_told_with_its_kind_and_the_servers_words() {
    let table = [
        ("validation", "invalid", Some("The given data was invalid.")),
        ("locked", "locked", None),
        ("plan-limit", "plan-limit", None),
        ("conflict", "conflict", None),
        ("denied-by-proxy", "forbidden", None),
        ("rate-limited-long", "rate-limited", None),
    ];
    play(|stage| {
        for (name, kind, message) in table {
            let case = case(name);
            let widget = find(stage, &case);
            widget.press("Archive task");
            widget.waits_for(State::Refused);
            assert_eq!(widget.headline(), "The task was not archived.", "{name}");
            let problem = widget.problem();
            assert_eq!(problem["kind"], kind, "{name}");
            let said = problem["message"]
                .as_str()
                .unwrap_or_else(|| panic!("{name} says something"));
            assert!(widget.text().contains(said), "{name} shows {said}");
            if let Some(message) = message {
                assert_eq!(said, message, "{name}");
            }
            assert!(!is_archived(stage, &case), "{name}");
            assert_eq!(deletes(stage, &case).len(), 1, "{name}");
        }
    });
}

#[test]
fn a_token_without_permission_is_no_reason_to_sign_in_again() {
    play(|stage| {
        let stranger = case("no-permission");
        let widget = enter(stage, &stranger);
        widget.press("Find task");
        widget.waits_for(State::Refused);
        assert_eq!(widget.problem()["kind"], "forbidden");
        assert!(widget.names("field").is_empty(), "no other token is asked for");
    });
}

#[test]
fn what_cannot_be_right_is_not_sent() {
    let table = [
        (
            "..",
            "Task ID",
            "An ID contains only letters, digits, - and _, but character 1 is . (U+002E).",
        ),
        (
            "a b",
            "Task ID",
            "An ID contains only letters, digits, - and _, but character 2 is U+0020.",
        ),
        (
            "https://example.com/a/tasks/b",
            "Task ID",
            "This is not a link to Tallyfy.",
        ),
    ];
    play(|stage| {
        let widget = enter(stage, &case("plain"));
        stage.api().clear_log();
        for (text, field, message) in table {
            widget.enter(field, text);
            let button = if widget.state() == State::Idle {
                "Find task"
            } else {
                "Try again"
            };
            widget.press(button);
            widget.waits_for(State::Refused);
            assert_eq!(widget.problem()["kind"], "bad-input", "{text}");
            assert!(widget.text().contains(message), "{text}: {}", widget.text());
            widget.focuses(&format!("field {field}"));
        }
        widget.enter("Task ID", &case("plain").task_id);
        widget.enter("Access token", "sandbox\u{201c}token");
        widget.press("Try again");
        widget.focuses("field Access token");
        assert!(
            widget.text().contains("character 8 is \u{201c} (U+201C)"),
            "{}",
            widget.text()
        );
        assert!(
            stage
                .api()
                .log()
                .iter()
                .all(|request| !request.path.starts_with("/api"))
        );
    });
}

#[test]
fn a_link_pasted_into_the_tasks_field_fills_both_ids() {
    play(|stage| {
        let plain = case("plain");
        let widget = stage.open(&Page::built());
        widget.enter(
            "Task ID",
            &format!("https://go.tallyfy.com/{}/tasks/{}", plain.org_id, plain.task_id),
        );
        assert_eq!(widget.value("Organization ID"), plain.org_id);
        assert_eq!(widget.value("Task ID"), plain.task_id);
    });
}

#[test]
fn a_token_refused_while_restoring_can_be_replaced() {
    play(|stage| {
        let plain = case("plain");
        let widget = find(stage, &plain);
        widget.press("Archive task");
        widget.waits_for(State::Archived);
        let refusal = Fault::fixture("unauthenticated-401");
        stage.api().set_fault(&plain.task_id, Operation::Restore, refusal);
        widget.press("Restore task");
        widget.waits_for(State::Refused);
        assert_eq!(widget.problem()["kind"], "unauthenticated");
        assert!(is_archived(stage, &plain));

        stage.api().clear_faults();
        widget.enter("Access token", TOKEN);
        widget.press("Try again");
        widget.waits_for(State::Restored);
        assert!(!is_archived(stage, &plain));
    });
}

#[test]
fn a_token_refused_while_checking_can_be_replaced() {
    play(|stage| {
        stage.set_clock();
        let plain = case("plain");
        let widget = find(stage, &plain);
        let api = stage.api();
        let failure = Fault::fixture("server-error-500").after_work();
        api.set_fault(&plain.task_id, Operation::Archive, failure);
        let refusal = Fault::fixture("unauthenticated-401");
        api.set_fault(&plain.task_id, Operation::Get, refusal);
        // No check by itself comes before the one that is asked for.
        stage.stop_clock();
        widget.press("Archive task");
        widget.waits_for(State::Unknown);

        api.clear_faults();
        widget.enter("Access token", TOKEN);
        widget.press("Check again");
        widget.waits_for(State::Archived);
    });
}
