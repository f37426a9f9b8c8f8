//! Refusals: nothing changed, and the reason is shown in place.

use e2e::{Page, State, run_test};
use sandbox::{Fault, Operation, TOKEN, active_run, case};

use crate::steps::{deletes, enter, find, is_archived};

#[test]
fn a_task_of_a_process_is_refused_before_anything_is_sent() {
    run_test(|ctx| {
        for name in ["linked", "linked-one-off"] {
            let linked = case(name);
            let widget = enter(ctx, &linked);
            widget.press("Find task");
            widget.wait_for_state(State::Refused);
            assert_eq!(widget.headline(), "The task was not archived.", "{name}");
            assert_eq!(widget.problem()["kind"], "linked-task", "{name}");
            assert!(deletes(ctx, &linked).is_empty(), "{name}");

            assert!(widget.text_of(".problem").unwrap().contains(&active_run()), "{name}");
            let link = format!("https://go.tallyfy.com/{}/processes/{}", linked.org_id, active_run());
            widget.wait_for_element("link", "Open the process in Tallyfy");
            assert_eq!(widget.attribute_of(".problem a", "href"), Some(link), "{name}");
            assert_eq!(
                widget.attribute_of(".problem a", "rel").as_deref(),
                Some("noopener noreferrer")
            );
        }
    });
}

#[test]
fn the_refusal_of_a_linked_task_by_the_server_reads_the_same() {
    run_test(|ctx| {
        let linked = case("linked-unseen");
        let widget = find(ctx, &linked);
        widget.press("Archive task");
        widget.wait_for_state(State::Refused);
        assert_eq!(widget.problem()["kind"], "linked-task");
        assert_eq!(widget.problem()["message"], "Cannot delete linked tasks.");
        assert!(!is_archived(ctx, &linked));
    });
}

#[test]
fn a_rejected_token_is_prompted_for_and_a_valid_one_proceeds() {
    run_test(|ctx| {
        let wrong = case("wrong-token");
        let widget = enter(ctx, &wrong);
        widget.press("Find task");
        widget.wait_for_state(State::Refused);
        assert_eq!(widget.problem()["kind"], "unauthenticated");
        assert_eq!(widget.problem()["status"], 401);
        widget.wait_for_focus("field Access token");
        assert_eq!(
            widget.value("Access token"),
            "",
            "the refused token does not stay in its field"
        );

        widget.enter("Access token", TOKEN);
        widget.press("Try again");
        widget.wait_for_state(State::Review);
        widget.press("Archive task");
        widget.wait_for_state(State::Archived);
        assert!(is_archived(ctx, &wrong));
    });
}

#[test]
fn not_found_mentions_that_the_organization_may_be_wrong() {
    run_test(|ctx| {
        for name in ["no-such-task", "wrong-organization"] {
            let missing = case(name);
            let widget = enter(ctx, &missing);
            widget.press("Find task");
            widget.wait_for_state(State::Refused);
            assert_eq!(widget.headline(), "The task could not be looked up.", "{name}");
            assert_eq!(widget.problem()["kind"], "not-found", "{name}");
            assert!(widget.text().contains("the organization ID is wrong"), "{name}");
            assert!(deletes(ctx, &missing).is_empty(), "{name}");
            // Other IDs may help, so they can be entered.
            assert_eq!(widget.value("Task ID"), missing.task_id, "{name}");
        }
    });
}

#[test]
fn a_refusal_shows_its_kind_and_the_message_of_the_server() {
    let table = [
        ("validation", "invalid", Some("The given data was invalid.")),
        ("locked", "locked", None),
        ("plan-limit", "plan-limit", None),
        ("conflict", "conflict", None),
        ("denied-by-proxy", "forbidden", None),
        ("rate-limited-long", "rate-limited", None),
    ];
    run_test(|ctx| {
        for (name, kind, message) in table {
            let case = case(name);
            let widget = find(ctx, &case);
            widget.press("Archive task");
            widget.wait_for_state(State::Refused);
            assert_eq!(widget.headline(), "The task was not archived.", "{name}");
            let problem = widget.problem();
            assert_eq!(problem["kind"], kind, "{name}");
            let text = problem["message"]
                .as_str()
                .unwrap_or_else(|| panic!("{name} says something"));
            assert!(widget.text().contains(text), "{name} shows {text}");
            if let Some(message) = message {
                assert_eq!(text, message, "{name}");
            }
            assert!(!is_archived(ctx, &case), "{name}");
            assert_eq!(deletes(ctx, &case).len(), 1, "{name}");
        }
    });
}

#[test]
fn a_forbidden_token_does_not_prompt_for_another_one() {
    run_test(|ctx| {
        let stranger = case("no-permission");
        let widget = enter(ctx, &stranger);
        widget.press("Find task");
        widget.wait_for_state(State::Refused);
        assert_eq!(widget.problem()["kind"], "forbidden");
        assert!(widget.names("field").is_empty(), "no other token is requested");
    });
}

#[test]
fn invalid_input_is_not_sent() {
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
    run_test(|ctx| {
        let widget = enter(ctx, &case("plain"));
        ctx.api().clear_log();
        for (text, field, message) in table {
            widget.enter(field, text);
            let button = if widget.state() == State::Idle {
                "Find task"
            } else {
                "Try again"
            };
            widget.press(button);
            widget.wait_for_state(State::Refused);
            assert_eq!(widget.problem()["kind"], "bad-input", "{text}");
            assert!(widget.text().contains(message), "{text}: {}", widget.text());
            widget.wait_for_focus(&format!("field {field}"));
        }
        widget.enter("Task ID", &case("plain").task_id);
        widget.enter("Access token", "sandbox\u{201c}token");
        widget.press("Try again");
        widget.wait_for_focus("field Access token");
        assert!(
            widget.text().contains("character 8 is \u{201c} (U+201C)"),
            "{}",
            widget.text()
        );
        assert!(ctx.api().log().iter().all(|request| !request.path.starts_with("/api")));
    });
}

#[test]
fn a_link_pasted_into_the_tasks_field_fills_both_ids() {
    run_test(|ctx| {
        let plain = case("plain");
        let widget = ctx.open(&Page::built());
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
    run_test(|ctx| {
        let plain = case("plain");
        let widget = find(ctx, &plain);
        widget.press("Archive task");
        widget.wait_for_state(State::Archived);
        let refusal = Fault::fixture("unauthenticated-401");
        ctx.api().set_fault(&plain.task_id, Operation::Restore, refusal);
        widget.press("Restore task");
        widget.wait_for_state(State::Refused);
        assert_eq!(widget.problem()["kind"], "unauthenticated");
        assert!(is_archived(ctx, &plain));

        ctx.api().clear_faults();
        widget.enter("Access token", TOKEN);
        widget.press("Try again");
        widget.wait_for_state(State::Restored);
        assert!(!is_archived(ctx, &plain));
    });
}

#[test]
fn a_token_refused_while_checking_can_be_replaced() {
    run_test(|ctx| {
        ctx.use_fake_clock();
        let plain = case("plain");
        let widget = find(ctx, &plain);
        let api = ctx.api();
        let failure = Fault::fixture("server-error-500").after_work();
        api.set_fault(&plain.task_id, Operation::Archive, failure);
        let refusal = Fault::fixture("unauthenticated-401");
        api.set_fault(&plain.task_id, Operation::Get, refusal);
        // No automatic check comes before the requested one.
        ctx.freeze_clock();
        widget.press("Archive task");
        widget.wait_for_state(State::Unknown);

        api.clear_faults();
        widget.enter("Access token", TOKEN);
        widget.press("Check again");
        widget.wait_for_state(State::Archived);
    });
}
