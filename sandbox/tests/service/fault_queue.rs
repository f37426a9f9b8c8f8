//! Which requests a fault is injected into, and its JSON.

use std::time::Duration;

use reqwest::Method;
use sandbox::{After, Disconnect, Fault, ORG, Operation, Reply, Shown, Work, case};
use serde_json::json;

use crate::client::{send, start, task_path};

#[tokio::test]
async fn faults_of_an_operation_are_used_up_in_order() {
    let sandbox = start();
    let id = case("plain").task_id;
    let path = task_path(&id);
    sandbox.set_fault(&id, Operation::Get, Fault::usual().times(1));
    sandbox.set_fault(&id, Operation::Get, Fault::fixture("server-error-503").times(2));
    sandbox.set_fault(&id, Operation::Restore, Fault::fixture("locked-423"));
    let mut statuses = Vec::new();
    for _ in 0..4 {
        statuses.push(send(&sandbox, Method::GET, &path).await.status);
    }
    assert_eq!(statuses, [200, 503, 503, 200]);
    assert_eq!(send(&sandbox, Method::DELETE, &path).await.status, 204);
    let restore = format!("{path}/restore");
    for _ in 0..3 {
        assert_eq!(send(&sandbox, Method::PUT, &restore).await.status, 423);
    }
    sandbox.clear_faults();
    assert_eq!(send(&sandbox, Method::PUT, &restore).await.status, 200);
}

#[tokio::test]
async fn a_list_fault_applies_to_searches_for_its_task() {
    let sandbox = start();
    sandbox.clear_faults();
    sandbox.set_fault(
        &case("archived").task_id,
        Operation::List,
        Fault::fixture("server-error-500"),
    );
    let table = [
        ("?archived=only&q=close%20the%20OLD", 500),
        ("?q=plants", 200),
        ("", 200),
        ("?q=", 200),
        ("?archived=only", 500),
        ("?archived=only&q=plants", 200),
    ];
    for (query, status) in table {
        let path = format!("/api/organizations/{ORG}/tasks{query}");
        assert_eq!(send(&sandbox, Method::GET, &path).await.status, status, "{query}");
    }
    sandbox.set_fault("*", Operation::List, Fault::fixture("server-error-503"));
    assert_eq!(
        send(&sandbox, Method::GET, &format!("/api/organizations/{ORG}/tasks"))
            .await
            .status,
        503
    );
}

#[test]
fn a_fault_survives_a_json_round_trip() {
    let after = Reply::RetryAfter {
        status: 503,
        after: After::DateIn(-5),
    };
    let table = [
        (json!({}), Fault::usual()),
        (
            json!({"reply": {"kind": "reset"}, "work": true, "times": 1}),
            Fault::reply(Reply::Reset).after_work().times(1),
        ),
        (
            json!({"reply": {"kind": "reset"}, "work": "later"}),
            Fault::reply(Reply::Reset).work_later(Duration::from_millis(1_500)),
        ),
        (
            json!({"reply": {"kind": "close"}, "work": "twice", "late_ms": 20}),
            Fault::reply(Reply::Close).work_twice(Duration::from_millis(20)),
        ),
        (json!({"work": false}), Fault::usual().work(Work::Never)),
        (
            json!({"reply": {"kind": "task", "status": 201, "shows": "unchanged"}, "headers": {"x-a": "b"}}),
            Fault::reply(Reply::Task {
                status: 201,
                shows: Shown::Unchanged,
            })
            .header("x-a", "b"),
        ),
        (
            json!({"reply": {"kind": "informational", "then": "hang"}, "cut": "reset"}),
            Fault::reply(Reply::Informational {
                status: 103,
                then: Disconnect::Hang,
            })
            .cut(Disconnect::Reset),
        ),
        (
            json!({"reply": {"kind": "fixture", "name": "locked-423"}}),
            Fault::fixture("locked-423"),
        ),
        (
            json!({"reply": {"kind": "status", "status": 418, "body": "{}"}}),
            Fault::status(418, "{}"),
        ),
        (
            json!({"reply": {"kind": "huge"}}),
            Fault::reply(Reply::Huge { bytes: 5_000_000 }),
        ),
        (
            json!({"reply": {"kind": "deep"}}),
            Fault::reply(Reply::Deep { levels: 100_000 }),
        ),
        (
            json!({"reply": {"kind": "retry-after", "status": 503, "after": {"date-in": -5}}}),
            Fault::reply(after),
        ),
        (
            json!({"before_ms": 20}),
            Fault::usual().delayed_before_work(Duration::from_millis(20)),
        ),
    ];
    for (json, fault) in table {
        assert_eq!(serde_json::from_value::<Fault>(json.clone()).unwrap(), fault, "{json}");
        let written = serde_json::to_value(&fault).unwrap();
        assert_eq!(serde_json::from_value::<Fault>(written).unwrap(), fault);
    }
    assert!(serde_json::from_value::<Fault>(json!({"reply": {"kind": "explode"}})).is_err());
    assert!(serde_json::from_value::<Fault>(json!({"time": 1})).is_err());
}
