//! The seeded cases.

use std::collections::BTreeSet;

use reqwest::Method;
use sandbox::{Ending, case, cases, plain_tasks};

use crate::client::{End, TIMEOUT, read, send, send_with, start, task_path, write};

#[test]
fn every_case_has_a_name_a_description_and_its_own_ids() {
    let cases = cases();
    let distinct = |of: fn(&sandbox::Case) -> &str| cases.iter().map(of).collect::<BTreeSet<_>>().len();
    assert_eq!(distinct(|case| case.name), cases.len());
    assert_eq!(distinct(|case| case.label), cases.len());
    assert_eq!(distinct(|case| &case.id), cases.len());
    for case in &cases {
        assert_eq!(case.id, case.task_id, "{}", case.name);
        for id in [case.org_id, &case.task_id] {
            let hex = id.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
            assert!(id.len() == 32 && hex, "{}: {id}", case.name);
        }
        assert!(
            case.description.ends_with('.') && !case.description.contains('\n'),
            "{}",
            case.name
        );
        assert!(!case.group.is_empty() && !case.token.is_empty(), "{}", case.name);
    }
}

#[tokio::test]
async fn every_case_responds_as_described() {
    let sandbox = start();
    // Status of the search, of the archiving, and whether the task is archived then.
    let table = [
        ("plain", 200, 204, true),
        ("with-data", 200, 200, true),
        ("empty-body", 200, 200, true),
        ("not-json", 200, 200, true),
        ("bare-task", 200, 200, true),
        ("message-only", 200, 200, true),
        ("archived", 404, 404, true),
        ("archived-readable", 200, 404, true),
        ("rate-limited", 200, 429, false),
        ("unavailable", 200, 503, false),
        ("linked", 200, 400, false),
        ("linked-one-off", 200, 400, false),
        ("linked-unseen", 200, 409, false),
        ("wrong-token", 401, 401, false),
        ("no-permission", 403, 403, false),
        ("wrong-organization", 404, 404, false),
        ("rate-limited-long", 200, 429, false),
        ("validation", 200, 422, false),
        ("locked", 200, 423, false),
        ("plan-limit", 200, 402, false),
        ("conflict", 200, 409, false),
        ("denied-by-proxy", 200, 403, false),
        ("error-after", 200, 500, true),
        ("error-before", 200, 500, false),
        ("html-error", 200, 502, false),
        ("gateway-timeout", 200, 504, true),
        ("half-json", 200, 200, true),
        ("redirected", 200, 307, false),
        ("late-after-502", 200, 502, false),
        ("late-after-202", 200, 202, false),
        ("never-after-202", 200, 202, false),
        ("contradicting", 200, 200, false),
        ("refused-with-200", 200, 200, false),
        ("unavailable-after", 200, 503, true),
        ("unavailable-late", 200, 503, false),
        ("long-title", 200, 204, true),
        ("many-owners", 200, 204, true),
        ("hostile-title", 200, 204, true),
        ("right-to-left", 200, 204, true),
        ("only-an-id", 200, 204, true),
    ];
    for (name, found, answered, archived) in table {
        let case = case(name);
        let path = format!("/api/organizations/{}/tasks/{}", case.org_id, case.task_id);
        let bearer = format!("Bearer {}", case.token);
        let headers = [
            ("accept", "application/json"),
            ("x-tallyfy-client", "APIClient"),
            ("authorization", &bearer),
        ];
        let find = send_with(&sandbox, Method::GET, &path, &headers).await.unwrap();
        let archive = send_with(&sandbox, Method::DELETE, &path, &headers).await.unwrap();
        assert_eq!((find.status, archive.status), (found, answered), "{name}");
        assert_eq!(sandbox.task(&case.task_id).unwrap().is_archived(), archived, "{name}");
    }
}

#[test]
fn dropped_connections_have_the_described_effect() {
    let table = [
        ("dropped-before", End::Reset, Ending::Reset, false),
        ("dropped-after", End::Reset, Ending::Reset, true),
        ("late-after-reset", End::Reset, Ending::Reset, false),
        ("refused-repeat", End::Reset, Ending::Reset, true),
        ("truncated", End::Closed, Ending::Cut, true),
    ];
    let sandbox = start();
    for (name, end, ending, archived) in table {
        let id = case(name).task_id;
        assert_eq!(
            read(write(&sandbox, "DELETE", &task_path(&id)), TIMEOUT).1,
            end,
            "{name}"
        );
        assert_eq!(sandbox.log().pop().unwrap().ending, ending, "{name}");
        assert_eq!(sandbox.task(&id).unwrap().is_archived(), archived, "{name}");
    }
}

#[test]
fn late_cases_are_archived_later() {
    let sandbox = start();
    for name in [
        "late-after-reset",
        "late-after-502",
        "late-after-202",
        "unavailable-late",
    ] {
        let id = case(name).task_id;
        read(write(&sandbox, "DELETE", &task_path(&id)), TIMEOUT);
        let late = sandbox.late_changes().pop().unwrap();
        assert_eq!((late.change.task, late.change.archived), (id.clone(), true), "{name}");
        let sent_ms = sandbox.log().pop().unwrap().at_ms;
        assert!(late.due_ms >= sent_ms + 4_000, "{name}");
    }
    let id = case("never-after-202").task_id;
    sandbox.cancel_late_changes();
    read(write(&sandbox, "DELETE", &task_path(&id)), TIMEOUT);
    assert!(sandbox.late_changes().is_empty());
}

#[tokio::test]
async fn a_hundred_plain_tasks_can_be_archived_at_once() {
    let sandbox = start();
    let listed = send(&sandbox, Method::GET, "/_sandbox/tasks/plain").await.json();
    let ids: BTreeSet<_> = plain_tasks().into_iter().collect();
    assert_eq!(ids.len(), 100);
    assert_eq!(listed["task_ids"].as_array().unwrap().len(), 100);
    for id in plain_tasks() {
        let task = sandbox.task(&id).unwrap();
        assert!(!task.is_archived() && task.run_id.is_none() && task.org == listed["org_id"]);
    }
    let id = &plain_tasks()[99];
    assert_eq!(send(&sandbox, Method::DELETE, &task_path(id)).await.status, 204);
}

#[tokio::test]
async fn content_matches_its_description() {
    let sandbox = start();
    let task = |name: &str| sandbox.task(&case(name).task_id).unwrap();
    assert_eq!(task("long-title").title.chars().count(), 600);
    assert!(task("hostile-title").title.contains("<script>") && task("hostile-title").title.contains('\u{202e}'));
    let owners = task("many-owners").owners;
    assert_eq!(owners.users.len() + owners.guests.len() + owners.groups.len(), 40);
}
