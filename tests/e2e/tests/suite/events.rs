//! The element's events: which ones, in which order, with exactly which details.

use e2e::{Context, State, run_test};
use sandbox::case;
use serde_json::{Value, json};

use crate::steps::{deletes, enter, find};

const TASK: [&str; 9] = [
    "archivedAt",
    "createdAt",
    "deadline",
    "id",
    "incrementId",
    "owners",
    "runId",
    "status",
    "title",
];
const PROBLEM: [&str; 8] = [
    "code",
    "fields",
    "kind",
    "message",
    "requestId",
    "retryAfter",
    "status",
    "title",
];

/// The names of the events, with the new state of `tallyfy-state`.
fn event_log(ctx: &Context) -> Vec<String> {
    let line = |event: &Value| match event["detail"]["state"].as_str() {
        Some(next) => format!("{} > {next}", event["detail"]["previous"].as_str().unwrap_or("?")),
        None => event["name"].as_str().unwrap_or_default().to_owned(),
    };
    ctx.events().iter().map(line).collect()
}

#[track_caller]
fn assert_keys(value: &Value, keys: &[&str]) {
    let mut found: Vec<_> = value
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect();
    found.sort_unstable();
    assert_eq!(
        found, keys,
        "README.md and static/package/element.d.ts name the same ones"
    );
    assert!(!value.to_string().contains("undefined, not null"), "{value}");
}

#[test]
fn archiving_and_restoring_are_announced_in_order() {
    run_test(|ctx| {
        let plain = case("plain");
        let widget = find(ctx, &plain);
        widget.press("Archive task");
        widget.wait_for_state(State::Archived);
        widget.press("Restore task");
        widget.wait_for_state(State::Restored);
        let order = [
            "idle > finding",
            "finding > review",
            "tallyfy-before-archive",
            "review > archiving",
            "archiving > archived",
            "tallyfy-archived",
            "archived > restoring",
            "restoring > restored",
            "tallyfy-restored",
        ];
        assert_eq!(event_log(ctx), order);
        for event in ctx.events() {
            assert_eq!(event["bubbles"], true, "{event}");
            assert_eq!(event["composed"], true, "{event}");
            assert_eq!(
                event["cancelable"],
                event["name"] == "tallyfy-before-archive",
                "{event}"
            );
        }
    });
}

#[test]
fn details_have_the_documented_keys_and_null_for_absent_values() {
    run_test(|ctx| {
        let plain = case("plain");
        let widget = find(ctx, &plain);
        widget.press("Archive task");
        widget.wait_for_state(State::Archived);
        widget.press("Restore task");
        widget.wait_for_state(State::Restored);

        let before = &ctx.events_named("tallyfy-before-archive")[0]["detail"];
        assert_keys(before, &["id", "item", "kind", "orgId", "task", "taskId"]);
        assert_eq!(before["kind"], "task");
        assert_eq!(before["id"], before["taskId"]);
        assert_eq!(before["item"], before["task"]);
        assert_keys(&before["task"], &TASK);
        assert_eq!(before["orgId"], plain.org_id);
        assert_eq!(before["taskId"], plain.task_id);
        assert_eq!(before["task"]["title"], "Plan the spring meeting");
        assert_eq!(before["task"]["archivedAt"], Value::Null);
        assert_eq!(before["task"]["runId"], Value::Null);

        let archived = &ctx.events_named("tallyfy-archived")[0]["detail"];
        assert_keys(
            archived,
            &[
                "alreadyArchived",
                "id",
                "item",
                "kind",
                "orgId",
                "status",
                "task",
                "taskId",
            ],
        );
        assert_eq!(archived["alreadyArchived"], false);
        assert_eq!(archived["status"], 204);
        assert_keys(&archived["task"], &TASK);

        let restored = &ctx.events_named("tallyfy-restored")[0]["detail"];
        assert_keys(restored, &["id", "item", "kind", "orgId", "status", "task", "taskId"]);
        assert_eq!(restored["status"], 200);

        let change = &ctx.events_named("tallyfy-state")[0]["detail"];
        assert_keys(change, &["previous", "state"]);
    });
}

#[test]
fn a_refusal_is_announced_with_its_problem() {
    run_test(|ctx| {
        let locked = case("locked");
        let widget = find(ctx, &locked);
        widget.press("Archive task");
        widget.wait_for_state(State::Refused);
        let refused = &ctx.events_named("tallyfy-refused")[0]["detail"];
        assert_keys(
            refused,
            &["id", "item", "kind", "operation", "orgId", "problem", "task", "taskId"],
        );
        assert_eq!(refused["operation"], "archive");
        assert_keys(&refused["problem"], &PROBLEM);
        assert_eq!(refused["problem"], widget.problem());
        assert_eq!(refused["problem"]["kind"], "locked");
        assert_eq!(refused["problem"]["status"], 423);
        assert_eq!(refused["problem"]["retryAfter"], Value::Null);
    });
}

#[test]
fn an_unknown_outcome_is_announced_with_its_problem() {
    run_test(|ctx| {
        ctx.use_fake_clock();
        let case = case("cannot-tell");
        let widget = find(ctx, &case);
        // No automatic check comes before the requested one.
        ctx.freeze_clock();
        widget.press("Archive task");
        widget.wait_for_state(State::Unknown);
        let unknown = &ctx.events_named("tallyfy-unknown")[0]["detail"];
        assert_keys(
            unknown,
            &[
                "checking",
                "id",
                "item",
                "kind",
                "operation",
                "orgId",
                "problem",
                "task",
                "taskId",
            ],
        );
        assert_eq!(unknown["operation"], "archive");
        assert_keys(&unknown["problem"], &PROBLEM);
        assert_eq!(unknown["problem"]["fields"], json!([]));
        let is_repeated = unknown["problem"]["status"] == 404;
        if is_repeated {
            // The browser retried by itself, and the retry did not find the task.
            assert_eq!(unknown["problem"]["kind"], "not-found");
            assert!(deletes(ctx, &case).len() > 1);
        } else {
            for absent in ["status", "message", "code", "requestId", "retryAfter"] {
                assert_eq!(unknown["problem"][absent], Value::Null, "{absent}");
            }
        }

        ctx.api().clear_faults();
        widget.press("Check again");
        widget.wait_for_state(State::Archived);
        let archived = &ctx.events_named("tallyfy-archived")[0]["detail"];
        assert_eq!(archived["status"], Value::Null, "it was seen by reading");
        // After a 404 somebody else may have archived it.
        let already = if is_repeated { Value::Null } else { json!(false) };
        assert_eq!(archived["alreadyArchived"], already);
    });
}

#[test]
fn a_veto_of_the_page_keeps_the_task_in_review() {
    run_test(|ctx| {
        let plain = case("plain");
        let widget = enter(ctx, &plain);
        ctx.browser.run("recorder.cancels = true", &json!([]));
        assert_eq!(widget.call("archive"), State::Review);
        widget.wait_for_state(State::Review);
        widget.press("Archive task");
        assert_eq!(widget.call("archive"), State::Review);
        assert!(deletes(ctx, &plain).is_empty());

        ctx.browser.run("recorder.cancels = false", &json!([]));
        widget.press("Archive task");
        widget.wait_for_state(State::Archived);
        assert_eq!(deletes(ctx, &plain).len(), 1);
    });
}

#[test]
fn already_archived_is_announced() {
    run_test(|ctx| {
        let archived = case("archived-readable");
        let widget = enter(ctx, &archived);
        assert_eq!(widget.call("archive"), State::Archived);
        assert_eq!(
            event_log(ctx),
            ["idle > finding", "finding > archived", "tallyfy-archived"]
        );
        let detail = &ctx.events_named("tallyfy-archived")[0]["detail"];
        assert_eq!(detail["alreadyArchived"], true);
        assert_eq!(detail["status"], Value::Null);
        assert!(detail["task"]["archivedAt"].is_string());
    });
}
