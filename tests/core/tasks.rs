//! Tasks, as PHP serializes them, and invalid ones.

use crate::core_tests::TASK;
use crate::core_tests::fixtures::with;
use crate::core_tests::json::Observation;
use crate::tallyfy::{Problem, Task};
use serde_json::{Value, json};

fn read(json: &Value) -> Option<Task> {
    Task::from_json(&Observation(json))
}

/// A task in one line, without its ID and absent fields.
pub(crate) fn described(task: &Task) -> String {
    let mut words = Vec::new();
    words.extend(task.increment_id.map(|number| format!("#{number}")));
    words.extend(task.title.as_ref().map(|title| format!("“{title}”")));
    words.extend(task.status.clone());
    if !task.owners.is_empty() {
        words.push("owned by".to_owned());
    }
    for user in &task.owners.users {
        let name = user
            .full_name
            .as_ref()
            .map(|name| format!("={name}"))
            .unwrap_or_default();
        words.push(format!("{}{name}", user.id));
    }
    words.extend(task.owners.guests.iter().chain(&task.owners.groups).cloned());
    for (word, value) in [
        ("in", &task.run_id),
        ("due", &task.deadline),
        ("made", &task.created_at),
        ("archived", &task.archived_at),
    ] {
        words.extend(value.as_ref().map(|value| format!("{word} {value}")));
    }
    words.join(" ")
}

#[test]
fn a_task_is_read_with_or_without_its_envelope() {
    for json in [
        json!({"data": {"id": TASK, "title": "a"}}),
        json!({"id": TASK, "title": "a"}),
        json!({"data": null, "id": TASK, "title": "a"}),
    ] {
        let task = read(&json).expect("a task");
        assert_eq!((task.id.as_str(), described(&task).as_str()), (TASK, "“a”"), "{json}");
    }
}

#[test]
fn without_an_id_it_is_not_a_task() {
    for json in [
        json!({}),
        json!([]),
        json!(null),
        json!("task"),
        json!(7),
        json!({"data": {}}),
        json!({"data": [], "id": TASK}),
        json!({"id": null}),
        json!({"id": ""}),
        json!({"id": 7}),
        json!({"id": {"id": TASK}}),
        json!({"data": {"data": {"id": TASK}}}),
    ] {
        assert_eq!(read(&json), None, "{json}");
    }
}

#[test]
fn owners_are_read_in_every_shape() {
    for (owners, expected) in [
        (json!(null), ""),
        (json!([]), ""),
        (json!({}), ""),
        (json!("Bob"), ""),
        (json!({"users": null, "guests": {}, "groups": ""}), ""),
        (json!({"users": [1001]}), "1001"),
        (json!({"users": ["1001"]}), "1001"),
        (json!({"users": [{"id": 1001, "full_name": "Bob"}]}), "1001=Bob"),
        (json!({"users": [{"id": "1001", "full_name": null}]}), "1001"),
        (json!({"users": [{"full_name": "Bob"}]}), "Bob=Bob"),
        (json!({"users": [{}, [], null, true, {"id": {}}]}), ""),
        (json!({"users": [[{"id": 1}]]}), ""),
        (
            json!({"guests": ["ann@example.com", {"email": "x"}]}),
            "ann@example.com",
        ),
        (json!({"groups": ["a1b2", 7, 7.5, []]}), "a1b2 7"),
        (json!({"data": {"users": [1], "guests": ["g"], "groups": [2]}}), "1 g 2"),
    ] {
        let task = read(&json!({"id": TASK, "owners": owners})).expect("a task");
        let expected = if expected.is_empty() {
            String::new()
        } else {
            format!("owned by {expected}")
        };
        assert_eq!(described(&task), expected, "{owners}");
    }
}

#[test]
fn the_other_fields_are_read() {
    for (fields, expected) in [
        (
            json!({"status": "active", "status_label": "In progress"}),
            "In progress",
        ),
        (json!({"status": "active", "status_label": ""}), "active"),
        (json!({"status": "archived"}), "archived"),
        (json!({"archived_at": "A", "deleted_at": "D"}), "archived A"),
        (json!({"archived_at": null, "deleted_at": "D"}), "archived D"),
        (json!({"archived_at": "", "deleted_at": "D"}), "archived D"),
        (json!({"deleted_at": "D"}), "archived D"),
        (json!({"archived_at": null, "deleted_at": null}), ""),
        (
            json!({"archived_at": 1_751_362_200, "deleted_at": null}),
            "archived 1751362200",
        ),
        (json!({"archived_at": 1.5}), "archived 1"),
        (
            json!({"archived_at": null, "deleted_at": 1_751_362_200}),
            "archived 1751362200",
        ),
        (json!({"archived_at": 0, "deleted_at": ""}), ""),
        (json!({"archived_at": 0, "deleted_at": "D"}), "archived D"),
        (json!({"archived_at": false, "deleted_at": false}), ""),
        (json!({"archived_at": [], "deleted_at": {}}), ""),
        (json!({"run_id": "r"}), "in r"),
        (json!({"run_id": null}), ""),
        (json!({"run_id": ""}), ""),
        (json!({"run_id": "r", "is_oneoff_task": true}), "in r"),
        (json!({"is_oneoff_task": false, "step_id": "s"}), ""),
        (json!({"increment_id": 1.5}), ""),
        (json!({"increment_id": 1e300}), ""),
        (json!({"increment_id": "12"}), ""),
        (json!({"title": ["a"], "deadline": {}, "created_at": 7}), ""),
    ] {
        let mut task = fields.clone();
        task["id"] = json!(TASK);
        assert_eq!(described(&read(&task).expect("a task")), expected, "{fields}");
    }
}

#[test]
fn the_process_is_linked_only_if_its_id_is_valid() {
    for (run, linkable) in [
        ("90ab12cd34ef56789012ab34cd56ef78", true),
        ("../..", false),
        ("javascript:x", false),
    ] {
        let task = read(&json!({"id": TASK, "run_id": run})).expect("a task");
        assert_eq!(task.run().is_some(), linkable, "{run}");
        assert!(task.run_id.is_some(), "{run}");
    }
}

#[test]
fn large_texts_are_truncated() {
    let huge = "ü".repeat(1 << 20);
    let users: Vec<_> = (0..100_000).collect();
    let task = json!({"id": TASK, "title": huge, "owners": {"users": users, "guests": [huge]}});
    let task = read(&task).expect("a task");
    let title = task.title.expect("a title");
    assert_eq!((title.chars().count(), title.ends_with("ü…")), (1_001, true));
    assert_eq!(
        (task.owners.users.len(), task.owners.guests[0].chars().count()),
        (200, 1_001)
    );
    let fields: serde_json::Map<_, _> = (0..999).map(|n| (n.to_string(), json!(["a", "b"]))).collect();
    let refusal = json!({"message": huge, "code": huge, "errors": fields});
    let problem = Problem::from_response(with(422, &refusal.to_string()));
    assert_eq!(problem.fields.len(), 50);
    assert_eq!(
        (
            problem.message.map(|it| it.chars().count()),
            problem.code.map(|it| it.chars().count())
        ),
        (Some(1_001), Some(1_001))
    );
}
