//! What the sandbox refuses: permanent deletion, foreign pages, and impossible faults.

use std::panic::{AssertUnwindSafe, catch_unwind};

use reqwest::{Client, Method};
use sandbox::{Fault, Operation, Reply, case};
use serde_json::json;

use crate::client::{post, send, send_with, start, task_path};

#[tokio::test]
async fn a_call_that_ends_in_delete_is_refused_and_remembered() {
    let sandbox = start();
    let path = task_path(&case("plain").task_id);
    let mut expected = Vec::new();
    for (method, path) in [
        (Method::DELETE, format!("{path}/delete")),
        (Method::DELETE, format!("{path}/delete/")),
        (Method::PUT, format!("{path}/Delete?force=true")),
        (Method::OPTIONS, format!("{path}/delete")),
        (Method::POST, "/elsewhere/delete".to_owned()),
    ] {
        let answer = send(&sandbox, method.clone(), &path).await;
        assert_eq!(answer.status, 500, "{method} {path}");
        expected.push(format!("{method} {}", path.split('?').next().unwrap()));
    }
    for harmless in [
        path.clone(),
        format!("{path}?then=/delete"),
        format!("{path}/delete/restore"),
    ] {
        assert_ne!(send(&sandbox, Method::GET, &harmless).await.status, 500, "{harmless}");
    }
    assert!(sandbox.task(&case("plain").task_id).is_some());
    sandbox.reset();
    let state = send(&sandbox, Method::GET, "/_sandbox/state").await.json();
    assert_eq!(state["deletions"], json!(expected));
    assert_eq!(sandbox.take_deletions(), expected);
    assert!(sandbox.take_deletions().is_empty());
}

#[tokio::test]
async fn a_permanent_delete_fails_the_test() {
    let sandbox = start();
    let path = format!("{}/delete", task_path(&case("plain").task_id));
    send(&sandbox, Method::DELETE, &path).await;
    let failure = catch_unwind(AssertUnwindSafe(|| drop(sandbox))).unwrap_err();
    assert!(failure.downcast::<String>().unwrap().contains(&path));
}

#[cfg(feature = "proxy")]
#[tokio::test]
async fn a_call_that_ends_in_delete_never_reaches_the_real_service() {
    let service = start();
    let proxy = crate::client::start_with(sandbox::Config {
        upstream: Some(service.api()),
        ..sandbox::Config::default()
    });
    let path = format!("{}/delete", task_path(&case("plain").task_id));
    assert_eq!(send(&proxy, Method::DELETE, &path).await.status, 500);
    assert!(service.log().is_empty());
    assert_eq!(proxy.take_deletions(), [format!("DELETE {path}")]);
}

#[tokio::test]
async fn pages_of_other_origins_cannot_use_the_control_api() {
    let sandbox = start();
    let own = sandbox.url();
    let body = json!({"task": "*", "operation": "get", "fault": {}}).to_string();
    let before = sandbox.faults();
    let control = async |method: Method, path: &str, origin: Option<&str>| {
        let mut request = Client::new().request(method, sandbox.url() + path).body(body.clone());
        request = request.header("content-type", "application/json");
        if let Some(origin) = origin {
            request = request.header("origin", origin);
        }
        request.send().await.unwrap().status().as_u16()
    };
    for origin in ["https://evil.example", "null", "http://127.0.0.1:1", "http://localhost"] {
        for (method, path) in [
            (Method::POST, "/_sandbox/reset"),
            (Method::POST, "/_sandbox/cases/plain"),
            (Method::POST, "/_sandbox/tasks"),
            (Method::POST, "/_sandbox/faults"),
            (Method::DELETE, "/_sandbox/faults"),
            (Method::DELETE, "/_sandbox/late"),
            (Method::POST, "/_sandbox/reads"),
            (Method::POST, "/_sandbox/cors"),
            (Method::GET, "/_sandbox/state"),
        ] {
            assert_eq!(
                control(method.clone(), path, Some(origin)).await,
                403,
                "{method} {path} {origin}"
            );
        }
    }
    assert_eq!(sandbox.faults(), before);
    for origin in [None, Some(own.as_str())] {
        assert_eq!(control(Method::POST, "/_sandbox/faults", origin).await, 204);
        assert_eq!(control(Method::POST, "/_sandbox/reset", origin).await, 204);
    }
    // The API itself is available to other origins.
    let origin = [("origin", "https://evil.example"), ("accept", "application/json")];
    let api = send_with(&sandbox, Method::GET, "/api", &origin).await.unwrap();
    assert_eq!(api.status, 404);
}

#[tokio::test]
async fn dns_rebinding_reads_nothing() {
    let sandbox = start();
    for (host, status) in [
        (format!("127.0.0.1:{}", sandbox.port()), 200),
        (format!("localhost:{}", sandbox.port()), 200),
        (format!("evil.example:{}", sandbox.port()), 403),
        ("127.0.0.1.evil.example".to_owned(), 403),
    ] {
        let headers = [("host", host.as_str())];
        for path in ["/_sandbox/state", "/_sandbox/requests"] {
            let answer = send_with(&sandbox, Method::GET, path, &headers).await.unwrap();
            assert_eq!(answer.status, status, "{host} {path}");
        }
    }
}

#[tokio::test]
async fn no_control_request_crashes_it() {
    let sandbox = start();
    let odd = "\u{1f600}".repeat(9);
    let fault = |fault: serde_json::Value| json!({"task": "*", "operation": "list", "fault": fault});
    let requests = [
        (
            "faults",
            fault(json!({"reply": {"kind": "huge", "bytes": 10_000_000_000_000_u64}})),
        ),
        ("faults", fault(json!({"reply": {"kind": "huge", "bytes": u64::MAX}}))),
        ("faults", fault(json!({"reply": {"kind": "huge"}}))),
        ("faults", fault(json!({"reply": {"kind": "task", "shows": "changed"}}))),
        (
            "faults",
            json!({"task": "*", "kind": "planet", "operation": "get", "fault": {}}),
        ),
        (
            "faults",
            json!({"task": "*", "operation": "get", "faults": vec![json!({}); 10_001]}),
        ),
        ("faults", json!([])),
        (
            "tasks",
            json!({"title": odd, "deadline": odd, "created_at": odd, "completed_at": odd, "status": odd}),
        ),
        ("tasks", json!({"title": "", "id": "", "org": ""})),
        (
            "tasks",
            json!({"title": "no such answer", "run_id": odd, "refusal": "no such fixture"}),
        ),
        (
            "runs",
            json!({"name": odd, "progress": [u32::MAX, 0], "owner_id": u32::MAX}),
        ),
        ("runs", json!({"progress": [-1, 0]})),
        (
            "templates",
            json!({"title": odd, "folder": {"id": "", "name": odd}, "references": "single"}),
        ),
        (
            "templates",
            json!({"title": "nested", "embedded_in": [{"type": odd, "title": "", "id": ""}]}),
        ),
        ("reads", json!({"lag_ms": u64::MAX})),
        ("cors", json!({"allow": "\n", "credentials": true})),
        ("cases/%ff", json!({})),
    ];
    for (route, body) in requests {
        post(&sandbox, &format!("/_sandbox/{route}"), &body).await;
        let lists = sandbox::Kind::ALL.map(|kind| format!("/api/organizations/{}/{}", sandbox::ORG, kind.collection()));
        for list in lists {
            let query = "status=overdue&deadline_on=2026-01-01&created=2026-01-01&archived=true&with=tasks,folder,run";
            for path in [&list, &format!("{list}?{query}&sort=-deadline")] {
                let status = send(&sandbox, Method::GET, path).await.status;
                assert_eq!(status, 200, "{path} after {route} {body:.200}");
            }
        }
        // A fault would hide the effect of the next request.
        sandbox.clear_faults();
    }
    sandbox.reset();
    assert_eq!(
        send(&sandbox, Method::GET, &task_path(&case("plain").id)).await.status,
        200
    );
}

#[tokio::test]
async fn items_and_faults_are_added_up_to_a_limit() {
    let sandbox = start();
    let most = json!({"task": "*", "operation": "get", "faults": vec![json!({}); 9_000]});
    assert_eq!(post(&sandbox, "/_sandbox/faults", &most).await.status(), 204);
    let answer = post(&sandbox, "/_sandbox/faults", &most).await;
    assert_eq!(answer.status(), 422);
    assert!(answer.text().await.unwrap().contains("10000"));
    for number in 0..10_000 {
        sandbox.add_task(sandbox::NewTask {
            id: Some(format!("{number:032x}")),
            ..sandbox::NewTask::default()
        });
    }
    for (route, body) in [
        ("tasks", json!({"title": "one more"})),
        ("runs", json!({"name": "one more"})),
        ("templates", json!({"title": "one more"})),
    ] {
        assert_eq!(
            post(&sandbox, &format!("/_sandbox/{route}"), &body).await.status(),
            422,
            "{route}"
        );
    }
}

#[tokio::test]
async fn a_fault_above_a_limit_is_rejected_with_the_limit() {
    let sandbox = start();
    let before = sandbox.faults();
    let retry = |after: serde_json::Value| json!({"reply": {"kind": "retry-after", "after": after}});
    let table = [
        (
            json!({"reply": {"kind": "huge", "bytes": 50_000_001}}),
            "at most 50000000",
        ),
        (json!({"reply": {"kind": "huge", "bytes": -1}}), "-1"),
        (
            json!({"reply": {"kind": "deep", "levels": u64::MAX}}),
            "at most 1000000",
        ),
        (json!({"late_ms": 86_400_001}), "at most 86400000"),
        (json!({"before_ms": u64::MAX}), "at most 86400000"),
        (json!({"after_ms": u64::MAX}), "at most 86400000"),
        (retry(json!({"date-in": i64::MAX})), "from 1970 to 9999"),
        (retry(json!({"date-in": i64::MIN})), "from 1970 to 9999"),
        (retry(json!({"date-in": -3_000_000_000_i64})), "from 1970 to 9999"),
        (retry(json!({"date-in": 300_000_000_000_i64})), "from 1970 to 9999"),
        (
            retry(json!({"text": "soon\nSet-Cookie: a=b"})),
            "not a valid header value",
        ),
        (json!({"headers": {"content-length": "3"}}), "set by the server"),
        (json!({"headers": {"a b": "3"}}), "not a header name"),
        (
            json!({"reply": {"kind": "informational", "status": 200, "then": "close"}}),
            "100 to 199",
        ),
        (json!({"reply": {"kind": "task", "status": 600}}), "200 to 599"),
        (
            json!({"reply": {"kind": "redirect", "status": 99, "location": "/"}}),
            "200 to 599",
        ),
        (json!({"work": "sometimes"}), "\"later\""),
    ];
    for (fault, reason) in table {
        let armed = json!({"task": "*", "operation": "archive", "fault": fault});
        let answer = post(&sandbox, "/_sandbox/faults", &armed).await;
        assert_eq!(answer.status(), 422, "{fault}");
        let text = answer.text().await.unwrap();
        assert!(text.contains(reason), "{fault}: {text}");
    }
    assert_eq!(sandbox.faults(), before);

    for seconds in [-1_500_000_000, 200_000_000_000] {
        let id = case("plain").task_id;
        sandbox.clear_faults();
        sandbox.set_fault(
            &id,
            Operation::Archive,
            Fault::reply(Reply::RetryAfter {
                status: 503,
                after: sandbox::After::DateIn(seconds),
            }),
        );
        let answer = send(&sandbox, Method::DELETE, &task_path(&id)).await;
        let date = answer.header("retry-after").unwrap();
        assert!(httpdate::parse_http_date(date).is_ok(), "{date}");
    }
}
