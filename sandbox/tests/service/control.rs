//! The control routes, for the page and for tests in other languages.

use reqwest::{Client, Method, StatusCode};
use sandbox::{Running, TOKEN, case};
use serde_json::{Value, json};

use crate::client::{send, start, task_path};

async fn get(sandbox: &Running, path: &str) -> Value {
    reqwest::get(sandbox.url() + path).await.unwrap().json().await.unwrap()
}

async fn post(sandbox: &Running, path: &str, body: &Value) -> reqwest::Response {
    Client::new()
        .post(sandbox.url() + path)
        .json(body)
        .send()
        .await
        .unwrap()
}

fn task<'a>(state: &'a Value, id: &str) -> &'a Value {
    state["tasks"]
        .as_array()
        .unwrap()
        .iter()
        .find(|task| task["id"] == id)
        .unwrap()
}

#[tokio::test]
async fn the_state_shows_tasks_faults_and_requests() {
    let sandbox = start();
    let id = case("plain").task_id;
    send(&sandbox, Method::DELETE, &task_path(&id)).await;
    let state = get(&sandbox, "/_sandbox/state").await;
    assert_eq!(task(&state, &id)["archived"], true);
    assert_eq!(task(&state, &case("with-data").task_id)["archived"], false);
    assert!(
        state["faults"]
            .as_array()
            .unwrap()
            .iter()
            .any(|armed| armed["task"] == case("slow").task_id)
    );
    assert_eq!(state["cors"]["allow"], Value::Null);

    let request = &state["requests"][0];
    assert_eq!(
        (&request["method"], &request["path"]),
        (&json!("DELETE"), &json!(task_path(&id)))
    );
    assert_eq!(
        (&request["status"], &request["ending"], &request["changed"]),
        (&json!(204), &json!("answered"), &json!(true))
    );
    assert_eq!(request["token"], "right");
    assert_eq!(request["headers"]["x-tallyfy-client"], "APIClient");
    assert_eq!(request["headers"].get("authorization"), None);
    assert!(!state["requests"].to_string().contains(TOKEN));
}

#[tokio::test]
async fn looking_leaves_no_trace() {
    let sandbox = start();
    for path in ["/_sandbox/state", "/_sandbox/cases", "/_sandbox/requests"] {
        get(&sandbox, path).await;
    }
    assert!(sandbox.log().is_empty());
}

#[tokio::test]
async fn a_task_and_a_fault_are_added() {
    let sandbox = start();
    let added = post(
        &sandbox,
        "/_sandbox/tasks",
        &json!({"title": "From elsewhere", "archive_answer": "data"}),
    )
    .await;
    assert_eq!(added.status(), StatusCode::CREATED);
    let id = added.json::<Value>().await.unwrap()["id"].as_str().unwrap().to_owned();
    let armed = json!({"task": id, "operation": "archive", "fault": {"reply": {"kind": "recorded", "name": "locked-423"}, "times": 1}});
    assert_eq!(
        post(&sandbox, "/_sandbox/faults", &armed).await.status(),
        StatusCode::NO_CONTENT
    );
    assert_eq!(send(&sandbox, Method::DELETE, &task_path(&id)).await.status, 423);
    assert_eq!(send(&sandbox, Method::DELETE, &task_path(&id)).await.status, 200);
}

#[tokio::test]
async fn a_fault_that_cannot_be_sent_is_refused_with_the_reason() {
    let sandbox = start();
    let before = sandbox.faults();
    for (reply, reason) in [
        (json!({"kind": "recorded", "name": "teapot"}), "teapot-418"),
        (json!({"kind": "status", "status": 99}), "200 to 599"),
        (json!({"kind": "explode"}), "explode"),
        (json!({"kind": "usual"}), "comes from the work"),
    ] {
        let armed = json!({"task": "*", "operation": "get", "fault": {"reply": reply, "work": false}});
        let answer = post(&sandbox, "/_sandbox/faults", &armed).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{reply}");
        assert!(answer.text().await.unwrap().contains(reason), "{reply}");
    }
    assert_eq!(sandbox.faults(), before);
}

#[tokio::test]
async fn everything_is_disarmed_and_reset() {
    let sandbox = start();
    let id = case("plain").task_id;
    send(&sandbox, Method::DELETE, &task_path(&id)).await;
    let cleared = Client::new()
        .delete(sandbox.url() + "/_sandbox/faults")
        .send()
        .await
        .unwrap();
    assert_eq!(cleared.status(), StatusCode::NO_CONTENT);
    assert!(sandbox.faults().is_empty());
    let cors = json!({"allow": "*", "gap": "answer", "expose": true});
    assert_eq!(
        post(&sandbox, "/_sandbox/cors", &cors).await.status(),
        StatusCode::NO_CONTENT
    );
    assert_eq!(get(&sandbox, "/_sandbox/state").await["cors"]["gap"], "answer");

    assert_eq!(
        post(&sandbox, "/_sandbox/reset", &json!({})).await.status(),
        StatusCode::NO_CONTENT
    );
    assert!(!sandbox.task(&id).unwrap().is_archived());
    assert!(sandbox.log().is_empty());
    assert!(!sandbox.faults().is_empty());
    assert_eq!(get(&sandbox, "/_sandbox/state").await["cors"]["allow"], Value::Null);
}

#[tokio::test]
async fn one_case_is_put_back_and_the_others_stay() {
    let sandbox = start();
    let (limited, plain) = (case("rate-limited"), case("plain"));
    let path = task_path(&limited.task_id);
    for _ in 0..2 {
        assert_eq!(send(&sandbox, Method::DELETE, &path).await.status, 429);
        assert_eq!(send(&sandbox, Method::DELETE, &path).await.status, 204);
        send(&sandbox, Method::DELETE, &task_path(&plain.task_id)).await;
        let answer = post(&sandbox, "/_sandbox/cases/rate-limited", &json!({})).await;
        assert_eq!(answer.status(), StatusCode::NO_CONTENT);
        assert!(!sandbox.task(&limited.task_id).unwrap().is_archived());
        assert!(sandbox.task(&plain.task_id).unwrap().is_archived());
    }
    assert_eq!(
        post(&sandbox, "/_sandbox/cases/none", &json!({})).await.status(),
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn the_last_requests_are_shown_newest_first() {
    let sandbox = start();
    for case in ["plain", "with-data"] {
        send(&sandbox, Method::GET, &task_path(&sandbox::case(case).task_id)).await;
    }
    let shown = get(&sandbox, "/_sandbox/requests").await;
    assert_eq!(shown[0]["path"], task_path(&case("with-data").task_id));
    assert_eq!(shown.as_array().unwrap().len(), 2);
}
