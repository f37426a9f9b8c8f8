//! What the element tells its page: which events, in which order, with exactly which details.

use e2e::{Stage, State, play};
use sandbox::case;
use serde_json::{Value, json};

use crate::scene::{deletes, enter, find};

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

/// Names and, of changes of state, where they lead.
fn told(stage: &Stage) -> Vec<String> {
    let line = |event: &Value| match event["detail"]["state"].as_str() {
        Some(next) => format!("{} > {next}", event["detail"]["previous"].as_str().unwrap_or("?")),
        None => event["name"].as_str().unwrap_or_default().to_owned(),
    };
    stage.events().iter().map(line).collect()
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
fn archiving_and_restoring_are_told_in_order() {
    play(|stage| {
        let plain = case("plain");
        let widget = find(stage, &plain);
        widget.press("Archive task");
        widget.waits_for(State::Archived);
        widget.press("Restore task");
        widget.waits_for(State::Restored);
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
        assert_eq!(told(stage), order);
        for event in stage.events() {
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
fn details_have_the_keys_of_the_design_and_null_for_what_is_absent() {
    play(|stage| {
        let plain = case("plain");
        let widget = find(stage, &plain);
        widget.press("Archive task");
        widget.waits_for(State::Archived);
        widget.press("Restore task");
        widget.waits_for(State::Restored);

        let before = &stage.events_called("tallyfy-before-archive")[0]["detail"];
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

        let archived = &stage.events_called("tallyfy-archived")[0]["detail"];
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

        let restored = &stage.events_called("tallyfy-restored")[0]["detail"];
        assert_keys(restored, &["id", "item", "kind", "orgId", "status", "task", "taskId"]);
        assert_eq!(restored["status"], 200);

        let change = &stage.events_called("tallyfy-state")[0]["detail"];
        assert_keys(change, &["previous", "state"]);
    });
}

#[test]
fn a_refusal_is_told_with_its_problem() {
    play(|stage| {
        let locked = case("locked");
        let widget = find(stage, &locked);
        widget.press("Archive task");
        widget.waits_for(State::Refused);
        let refused = &stage.events_called("tallyfy-refused")[0]["detail"];
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
fn an_open_outcome_is_told_with_its_problem() {
    play(|stage| {
        stage.set_clock();
        let case = case("cannot-tell");
        let widget = find(stage, &case);
        // No check by itself comes before the one that is asked for.
        stage.stop_clock();
        widget.press("Archive task");
        widget.waits_for(State::Unknown);
        let unknown = &stage.events_called("tallyfy-unknown")[0]["detail"];
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
            // The browser repeated the request by itself, and the second one did not find the task any more.
            assert_eq!(unknown["problem"]["kind"], "not-found");
            assert!(deletes(stage, &case).len() > 1);
        } else {
            for absent in ["status", "message", "code", "requestId", "retryAfter"] {
                assert_eq!(unknown["problem"][absent], Value::Null, "{absent}");
            }
        }

        stage.api().clear_faults();
        widget.press("Check again");
        widget.waits_for(State::Archived);
        let archived = &stage.events_called("tallyfy-archived")[0]["detail"];
        assert_eq!(archived["status"], Value::Null, "it was seen by reading");
        // After a 404 it may have been somebody else.
        let already = if is_repeated { Value::Null } else { json!(false) };
        assert_eq!(archived["alreadyArchived"], already);
    });
}

#[test]
fn a_page_that_says_no_keeps_the_task_in_review() {
    play(|stage| {
        let plain = case("plain");
        let widget = enter(stage, &plain);
        stage.browser.run("witness.refuses = true", &json!([]));
        assert_eq!(widget.call("archive"), State::Review);
        widget.waits_for(State::Review);
        widget.press("Archive task");
        assert_eq!(widget.call("archive"), State::Review);
        assert!(deletes(stage, &plain).is_empty());

        stage.browser.run("witness.refuses = false", &json!([]));
        widget.press("Archive task");
        widget.waits_for(State::Archived);
        assert_eq!(deletes(stage, &plain).len(), 1);
    });
}

#[test]
fn already_archived_is_told_as_such() {
    play(|stage| {
        let archived = case("archived-readable");
        let widget = enter(stage, &archived);
        assert_eq!(widget.call("archive"), State::Archived);
        assert_eq!(
            told(stage),
            ["idle > finding", "finding > archived", "tallyfy-archived"]
        );
        let detail = &stage.events_called("tallyfy-archived")[0]["detail"];
        assert_eq!(detail["alreadyArchived"], true);
        assert_eq!(detail["status"], Value::Null);
        assert!(detail["task"]["archivedAt"].is_string());
    });
}
