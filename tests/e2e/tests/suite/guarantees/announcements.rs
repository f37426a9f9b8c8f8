//! Announcements: every detail of the design, and the second `tallyfy-unknown` that ends the checks.

use e2e::State;
use sandbox::{Fault, ORG, Operation};
use serde_json::{Value, json};

use super::{AFTER_WINDOW, a, advance, arm, outcomes, resolution, start_call, test_a, wait_for_resolution};

/// The detail of an event, after comparing the keys that all have.
fn detail(event: &Value, more: &[&str]) -> Value {
    let detail = &event["detail"];
    let mut keys: Vec<_> = detail
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect();
    keys.sort_unstable();
    let mut expected = vec!["id", "item", "kind", "orgId", "task", "taskId"];
    expected.extend(more);
    expected.sort_unstable();
    assert_eq!(keys, expected, "{event}");
    assert_eq!(detail["kind"], "task", "{event}");
    assert_eq!(detail["orgId"], ORG, "{event}");
    for id in ["id", "taskId"] {
        assert_eq!(detail[id], a().task_id, "{event}");
    }
    assert_eq!(detail["item"]["title"], "Plan the spring meeting", "{event}");
    assert_eq!(detail["item"], detail["task"], "{event}");
    detail.clone()
}

#[test]
fn events_carry_kind_ids_and_item() {
    test_a(|ctx, widget| {
        assert_eq!(widget.call("find"), State::Review);
        assert_eq!(widget.call("archive"), State::Archived);
        assert_eq!(widget.call("restore"), State::Restored);
        // Functions are not in the recorder's copy.
        detail(&ctx.events_named("tallyfy-before-archive")[0], &[]);
        let archived = detail(&ctx.events_named("tallyfy-archived")[0], &["alreadyArchived", "status"]);
        assert_eq!(archived["alreadyArchived"], false);
        assert_eq!(archived["status"], 204);
        let restored = detail(&ctx.events_named("tallyfy-restored")[0], &["status"]);
        assert_eq!(restored["status"], 200);

        arm(ctx, &a(), Operation::Archive, Fault::fixture("locked-423"));
        ctx.advance_clock(std::time::Duration::from_mins(1));
        assert_eq!(widget.call("find"), State::Review);
        assert_eq!(widget.call("archive"), State::Refused);
        let refused = detail(&ctx.events_named("tallyfy-refused")[0], &["operation", "problem"]);
        assert_eq!(refused["operation"], "archive");
        assert_eq!(refused["problem"], widget.problem());
    });
}

#[test]
fn a_change_that_others_may_have_made_is_announced_as_such() {
    test_a(|ctx, widget| {
        arm(
            ctx,
            &a(),
            Operation::Archive,
            Fault::fixture("forbidden-403").after_work(),
        );
        assert_eq!(widget.call("find"), State::Review);
        assert_eq!(widget.call("archive"), State::Archived);
        let archived = &ctx.events_named("tallyfy-archived")[0]["detail"];
        assert_eq!(archived["alreadyArchived"], Value::Null);
    });
}

#[test]
fn checks_that_end_without_an_answer_are_announced_and_then_archive_resolves() {
    test_a(|ctx, widget| {
        assert_eq!(widget.call("find"), State::Review);
        let failure = Fault::fixture("server-error-500");
        arm(ctx, &a(), Operation::Archive, failure.clone().after_work());
        arm(ctx, &a(), Operation::Get, failure);
        start_call(ctx, "first", "archive");
        widget.wait_for_state(State::Unknown);
        for _ in 0..3 {
            advance(ctx, super::FIRST_CHECK);
            assert_eq!(outcomes(ctx), ["unknown server-error checking"]);
            assert_eq!(resolution(ctx, "archive"), None);
        }
        assert!(widget.text().contains("again in"), "{}", widget.text());
        advance(ctx, AFTER_WINDOW);
        wait_for_resolution(ctx, "archive", State::Unknown);
        assert_eq!(outcomes(ctx), ["unknown server-error checking", "unknown server-error"]);
        let ended = detail(
            &ctx.events_named("tallyfy-unknown")[1],
            &["checking", "operation", "problem"],
        );
        assert_eq!(ended["checking"], false);
        assert_eq!(ended["operation"], "archive");
        assert_eq!(ended["problem"], widget.problem());

        ctx.api().clear_faults();
        advance(ctx, AFTER_WINDOW);
        assert_eq!(widget.state(), State::Unknown, "nothing is checked any more");
        widget.press("Check again");
        widget.wait_for_state(State::Archived);
        assert_eq!(outcomes(ctx).last().map(String::as_str), Some("archived"));
    });
}

#[test]
fn archive_resolves_when_a_check_settles_and_check_when_it_ends() {
    test_a(|ctx, widget| {
        assert_eq!(widget.call("find"), State::Review);
        ctx.api()
            .set_combination(&a().task_id, Operation::Archive, sandbox::combination("reset/never"));
        start_call(ctx, "first", "archive");
        widget.wait_for_state(State::Unknown);
        assert_eq!(widget.call("check"), State::Unknown, "not seen yet, and still possible");
        assert_eq!(resolution(ctx, "archive"), None);
        advance(ctx, AFTER_WINDOW);
        wait_for_resolution(ctx, "archive", State::Refused);
        assert_eq!(outcomes(ctx), ["unknown unreachable checking", "refused unreachable"]);
        assert_eq!(super::run(ctx, "return first.state"), json!("refused"));
    });
}
