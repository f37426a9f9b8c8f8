//! Reading, archiving and bringing back a process.

use reqwest::Method;
use sandbox::{ORG, active_run};
use serde_json::Value;

use crate::client::{send, start};

#[tokio::test]
async fn a_process_is_archived_and_brought_back() {
    let sandbox = start();
    let path = format!("/api/organizations/{ORG}/runs/{}", active_run());
    let activate = format!("{path}/activate");
    let steps = [
        (Method::GET, &path, 200, "active"),
        (Method::PUT, &activate, 404, ""),
        (Method::DELETE, &path, 200, "archived"),
        (Method::GET, &path, 200, "archived"),
        (Method::DELETE, &path, 404, ""),
        (Method::PUT, &activate, 200, "active"),
    ];
    for (method, path, status, state) in steps {
        let answer = send(&sandbox, method.clone(), path).await;
        assert_eq!(answer.status, status, "{method} {path}");
        if status == 200 {
            let run = answer.json()["data"].clone();
            assert_eq!(run["status"], state, "{method} {path}");
            assert_eq!(run["archived_at"] == Value::Null, state == "active", "{method} {path}");
        }
    }
    assert!(sandbox.run(&active_run()).unwrap().archived_at.is_none());
}

#[tokio::test]
async fn processes_are_listed_by_view() {
    let sandbox = start();
    for (query, total) in [
        ("", 2),
        ("?archived=only", 1),
        ("?archived=true", 3),
        ("?archived=true&q=ONBOARDING", 2),
    ] {
        let path = format!("/api/organizations/{ORG}/runs{query}");
        assert_eq!(
            send(&sandbox, Method::GET, &path).await.json()["meta"]["pagination"]["total"],
            total,
            "{query}"
        );
    }
}
