//! Who may get.

use reqwest::Method;
use sandbox::{Area, EXPIRED_TOKEN, ORG, OTHER_ORG, STRANGER_TOKEN, TOKEN, TokenStatus, case};
use serde_json::json;

use crate::client::{send, send_with, start};

const JSON: (&str, &str) = ("accept", "application/json");
const CLIENT: (&str, &str) = ("x-tallyfy-client", "APIClient");

#[tokio::test]
async fn each_missing_item_has_its_own_error_body() {
    let sandbox = start();
    let task = case("plain").task_id;
    let right = format!("Bearer {TOKEN}");
    let expired = format!("Bearer {EXPIRED_TOKEN}");
    let stranger = format!("Bearer {STRANGER_TOKEN}");
    let unknown_org = "00000000000000000000000000000000";
    let table: [(&str, &str, Option<&str>, u16, &str); 10] = [
        (ORG, "APIClient", Some(&right), 200, "Plan the spring meeting"),
        (ORG, "TallyfySDK", Some(&right), 200, "Plan the spring meeting"),
        (ORG, "n8n", Some(&right), 200, "Plan the spring meeting"),
        (ORG, "", Some(&right), 404, "apsh546"),
        (ORG, " ", Some(&right), 404, "apsh546"),
        (ORG, "APIClient", None, 401, "Unauthenticated."),
        (ORG, "APIClient", Some(&expired), 401, "Unauthenticated."),
        (ORG, "APIClient", Some(&stranger), 403, "application's permissions"),
        (OTHER_ORG, "APIClient", Some(&right), 404, "RESOURCE_NOT_FOUND"),
        (unknown_org, "APIClient", Some(&stranger), 404, "RESOURCE_NOT_FOUND"),
    ];
    for (org, client, token, status, body) in table {
        let mut headers = vec![JSON, ("x-tallyfy-client", client)];
        headers.extend(token.map(|token| ("authorization", token)));
        let path = format!("/api/organizations/{org}/tasks/{task}");
        let answer = send_with(&sandbox, Method::GET, &path, &headers).await.unwrap();
        assert_eq!(answer.status, status, "{headers:?}");
        assert!(answer.text().contains(body), "{headers:?}: {}", answer.text());
        assert!(answer.header("x-request-id").is_some(), "{headers:?}");
    }
}

#[tokio::test]
async fn only_a_bearer_token_is_accepted() {
    let sandbox = start();
    for token in [
        TOKEN,
        "bearer sandbox-token",
        "Basic sandbox-token",
        "Bearer  sandbox-token",
        "Bearer sandbox-token2",
    ] {
        let path = format!("/api/organizations/{ORG}/tasks");
        let answer = send_with(&sandbox, Method::GET, &path, &[JSON, CLIENT, ("authorization", token)])
            .await
            .unwrap();
        assert_eq!(answer.status, 401, "{token}");
    }
    assert!(
        sandbox
            .log()
            .iter()
            .all(|request| request.token == TokenStatus::Invalid)
    );
}

#[tokio::test]
async fn clients_that_do_not_accept_json_get_html_errors() {
    let sandbox = start();
    let path = format!("/api/organizations/{ORG}/tasks");
    for accept in ["*/*", "text/html"] {
        let answer = send_with(&sandbox, Method::GET, &path, &[CLIENT, ("accept", accept)])
            .await
            .unwrap();
        assert_eq!(answer.status, 401);
        assert!(answer.text().starts_with("<!doctype html>"), "{}", answer.text());
        assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"));
    }
}

#[tokio::test]
async fn unknown_endpoints_are_not_found() {
    let sandbox = start();
    let task = case("plain").task_id;
    let inside = |path: &str| format!("/api/organizations/{ORG}/{path}");
    let table = [
        (Method::GET, "/api".to_owned()),
        (Method::GET, "/api/".to_owned()),
        (Method::GET, "/api/organizations/".to_owned()),
        (Method::DELETE, inside("tasks")),
        (Method::DELETE, inside("tasks/")),
        (Method::POST, inside("tasks")),
        (Method::DELETE, inside(&format!("tasks/{task}/remove"))),
        (Method::GET, inside("tags")),
        (Method::PUT, inside(&format!("tasks/{task}/activate"))),
        (Method::PUT, inside(&format!("runs/{task}/restore"))),
        (Method::GET, "/organizations".to_owned()),
        (Method::GET, "/me/tasks".to_owned()),
    ];
    for (method, path) in table {
        let right = format!("Bearer {TOKEN}");
        let headers = [JSON, CLIENT, ("authorization", right.as_str())];
        let answer = send_with(&sandbox, method.clone(), &path, &headers).await.unwrap();
        assert_eq!(answer.status, 404, "{method} {path}");
        assert!(
            answer.text().contains("ENDPOINT_NOT_FOUND"),
            "{method} {path}: {}",
            answer.text()
        );
    }
    assert!(!sandbox.task(&task).unwrap().is_archived());
}

#[tokio::test]
async fn authentication_comes_before_the_lookup() {
    let sandbox = start();
    let bearer = |token: &str| format!("Bearer {token}");
    let (right, expired, stranger) = (bearer(TOKEN), bearer(EXPIRED_TOKEN), bearer(STRANGER_TOKEN));
    for path in [
        "/api/nothing".to_owned(),
        "/api/organizations".to_owned(),
        "/me/nothing".to_owned(),
        format!("/organizations/{ORG}/nothing"),
    ] {
        let in_org = path.contains(ORG);
        let get = async |headers: &[(&str, &str)]| {
            let answer = send_with(&sandbox, Method::GET, &path, headers).await.unwrap();
            (answer.status, answer.text().to_owned())
        };
        let (status, text) = get(&[JSON, ("authorization", &right)]).await;
        assert!(status == 404 && text.contains("apsh546"), "{path}: {text}");
        assert_eq!(get(&[JSON, CLIENT]).await.0, 401, "{path}");
        assert_eq!(get(&[JSON, CLIENT, ("authorization", &expired)]).await.0, 401, "{path}");
        let (status, _) = get(&[JSON, CLIENT, ("authorization", &stranger)]).await;
        assert_eq!(status, if in_org { 403 } else { 404 }, "{path}");
        let (status, text) = get(&[JSON, CLIENT, ("authorization", &right)]).await;
        assert!(status == 404 && text.contains("ENDPOINT_NOT_FOUND"), "{path}: {text}");
    }
}

#[tokio::test]
async fn the_base_is_api_or_empty() {
    let sandbox = start();
    let id = case("plain").task_id;
    let path = format!("/organizations/{ORG}/tasks/{id}");
    for base in ["/api", ""] {
        let answer = send(&sandbox, Method::GET, &format!("{base}{path}")).await;
        assert_eq!(answer.json()["data"]["id"], id, "{base}");
        let list = format!("{base}/organizations/{ORG}/tasks");
        let next = send(&sandbox, Method::GET, &list).await.json()["meta"]["pagination"]["links"]["next"].clone();
        assert_eq!(next, format!("{}{list}?page=2", sandbox.url()));
    }
    assert_eq!(send(&sandbox, Method::DELETE, &path).await.status, 204);
    assert!(sandbox.task(&id).unwrap().is_archived());
    assert!(sandbox.log().iter().all(|request| request.area == Area::Api));
    assert_eq!(sandbox.requests("DELETE", &path).len(), 1);
}

#[tokio::test]
async fn the_user_and_its_organizations_are_returned() {
    let sandbox = start();
    let me = send(&sandbox, Method::GET, "/api/me").await.json()["data"].clone();
    assert_eq!((&me["id"], &me["first_name"]), (&json!(1001), &json!("Ana")));
    assert!(me["email"].is_string() && me["timezone"].is_string());
    let organizations = send(&sandbox, Method::GET, "/api/me/organizations?per_page=1")
        .await
        .json();
    assert_eq!(organizations["data"][0]["id"], ORG);
    assert_eq!(organizations["meta"]["pagination"]["total"], 2);
    let stranger = format!("Bearer {STRANGER_TOKEN}");
    let headers = [JSON, CLIENT, ("authorization", stranger.as_str())];
    let answer = send_with(&sandbox, Method::GET, "/me/organizations", &headers)
        .await
        .unwrap();
    assert_eq!(answer.json()["data"], json!([]));
    assert_eq!(
        send_with(&sandbox, Method::GET, "/me", &[JSON, CLIENT])
            .await
            .unwrap()
            .status,
        401
    );
}

#[tokio::test]
async fn invalid_ids_get_the_json_error_of_the_service() {
    let sandbox = start();
    for path in [
        "tasks/%ff",
        "tasks/%00",
        "tasks/x",
        "runs/%ff",
        "runs/%c3%28/tasks",
        "runs/x/tasks",
        "runs/x/tasks/%ff",
        "checklists/%ff",
        "users/x/tasks",
        "users/-1/tasks",
        "users/99999999999/tasks",
        "users/%ff/tasks",
    ] {
        let answer = send(&sandbox, Method::GET, &format!("/api/organizations/{ORG}/{path}")).await;
        assert_eq!(
            (answer.status, answer.json()["code"].clone()),
            (404, json!("RESOURCE_NOT_FOUND")),
            "{path}"
        );
    }
    for (method, path) in [
        (Method::DELETE, "tasks/%ff"),
        (Method::PUT, "runs/%ff/activate"),
        (Method::DELETE, "checklists/%ff"),
    ] {
        let answer = send(&sandbox, method.clone(), &format!("/organizations/{ORG}/{path}")).await;
        assert_eq!(answer.json()["code"], "RESOURCE_NOT_FOUND", "{method} {path}");
    }
    assert_eq!(
        send(&sandbox, Method::GET, "/api/organizations/%ff/tasks").await.status,
        404
    );
}
