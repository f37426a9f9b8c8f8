//! The control routes, for the page and for tests in other languages.

use reqwest::{Client, Method, StatusCode};
use sandbox::{Sandbox, TOKEN, case};
use serde_json::{Value, json};

use crate::client::{TIMEOUT, post, send, start, task_path};

async fn get(sandbox: &Sandbox, path: &str) -> Value {
    reqwest::get(sandbox.url() + path).await.unwrap().json().await.unwrap()
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
    assert_eq!(request["token"], "valid");
    assert_eq!(request["headers"]["x-tallyfy-client"], "APIClient");
    assert_eq!(request["headers"].get("authorization"), None);
    assert!(!state["requests"].to_string().contains(TOKEN));
}

#[tokio::test]
async fn views_are_not_logged() {
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
    let armed = json!({"task": id, "operation": "archive", "fault": {"reply": {"kind": "fixture", "name": "locked-423"}, "times": 1}});
    assert_eq!(
        post(&sandbox, "/_sandbox/faults", &armed).await.status(),
        StatusCode::NO_CONTENT
    );
    assert_eq!(send(&sandbox, Method::DELETE, &task_path(&id)).await.status, 423);
    assert_eq!(send(&sandbox, Method::DELETE, &task_path(&id)).await.status, 200);
}

#[tokio::test]
async fn an_invalid_fault_is_rejected_with_the_reason() {
    let sandbox = start();
    let before = sandbox.faults();
    for (reply, reason) in [
        (json!({"kind": "fixture", "name": "teapot"}), "teapot-418"),
        (json!({"kind": "status", "status": 99}), "200 to 599"),
        (json!({"kind": "explode"}), "explode"),
    ] {
        let armed = json!({"task": "*", "operation": "get", "fault": {"reply": reply, "work": false}});
        let answer = post(&sandbox, "/_sandbox/faults", &armed).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{reply}");
        assert!(answer.text().await.unwrap().contains(reason), "{reply}");
    }
    assert_eq!(sandbox.faults(), before);
}

#[tokio::test]
async fn faults_are_armed_in_sequence_and_by_the_name_of_a_combination() {
    let sandbox = start();
    let (plain, other) = (case("plain").task_id, case("with-data").task_id);
    let locked = json!({"reply": {"kind": "fixture", "name": "locked-423"}});
    let accepted = json!({"reply": {"kind": "status", "status": 202}, "times": 2});
    let armings = [
        json!({"task": plain, "operation": "archive", "faults": [locked, accepted]}),
        json!({"task": other, "operation": "archive", "combination": "502/later", "late_ms": 50, "times": 1}),
    ];
    for request in &armings {
        let answer = post(&sandbox, "/_sandbox/faults", request).await;
        assert_eq!(answer.status(), StatusCode::NO_CONTENT, "{request}");
    }
    let mut statuses = Vec::new();
    for _ in 0..4 {
        statuses.push(send(&sandbox, Method::DELETE, &task_path(&plain)).await.status);
    }
    assert_eq!(statuses, [423, 202, 202, 204]);
    assert_eq!(send(&sandbox, Method::DELETE, &task_path(&other)).await.status, 502);
    assert!(sandbox.wait_for_late_changes(TIMEOUT));
    let state = get(&sandbox, "/_sandbox/state").await;
    assert_eq!(task(&state, &other)["archived"], true);
    let requests = state["requests"].as_array().unwrap();
    let late = &requests.last().unwrap()["executions"][0];
    assert_eq!((&late["late"], &late["changed"]), (&json!(true), &json!(true)));

    let combinations = get(&sandbox, "/_sandbox/combinations").await;
    let names: Vec<_> = combinations
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["name"])
        .collect();
    assert!(names.contains(&&json!("502/later")) && names.contains(&&json!("repeat/409")));
    assert!(combinations[0]["faults"][0]["reply"]["kind"].is_string());
}

#[tokio::test]
async fn an_ambiguous_arm_request_is_rejected() {
    let sandbox = start();
    let before = sandbox.faults();
    for (rest, reason) in [
        (json!({}), "one of fault, faults and combination"),
        (
            json!({"fault": {}, "combination": "502/later"}),
            "one of fault, faults and combination",
        ),
        (json!({"fault": {}, "late_ms": 1}), "set them in the fault"),
        (json!({"combination": "teapot/later"}), "the replies are: reset, close"),
        (json!({"faults": [{}, {"late_ms": 90_000_000}]}), "at most 86400000"),
        (
            json!({"combination": "502/later", "late_ms": 90_000_000}),
            "at most 86400000",
        ),
    ] {
        let mut request = json!({"task": "*", "operation": "archive"});
        request
            .as_object_mut()
            .unwrap()
            .extend(rest.as_object().unwrap().clone());
        let answer = post(&sandbox, "/_sandbox/faults", &request).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{rest}");
        assert!(answer.text().await.unwrap().contains(reason), "{rest}");
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
async fn resetting_one_case_keeps_the_others() {
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
    assert_eq!(shown[0]["late"], "none");
    assert_eq!(shown.as_array().unwrap().len(), 2);
}
