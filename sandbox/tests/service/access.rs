//! Who may ask.

use reqwest::Method;
use sandbox::{EXPIRED_TOKEN, ORG, OTHER_ORG, STRANGER_TOKEN, TOKEN, TokenStanding, case};

use crate::client::{send_with, start};

const JSON: (&str, &str) = ("accept", "application/json");
const CLIENT: (&str, &str) = ("x-tallyfy-client", "APIClient");

#[tokio::test]
async fn each_missing_piece_is_refused_with_its_own_body() {
    let sandbox = start();
    let task = case("plain").task_id;
    let right = format!("Bearer {TOKEN}");
    let expired = format!("Bearer {EXPIRED_TOKEN}");
    let stranger = format!("Bearer {STRANGER_TOKEN}");
    let unknown_org = "00000000000000000000000000000000";
    let table: [(&str, &str, Option<&str>, u16, &str); 8] = [
        (ORG, "APIClient", Some(&right), 200, "Plan the spring meeting"),
        (ORG, "TallyfySDK", Some(&right), 200, "Plan the spring meeting"),
        (ORG, "Browser", Some(&right), 404, "apsh546"),
        (ORG, "APIClient", None, 401, "Unauthenticated."),
        (ORG, "APIClient", Some(&expired), 401, "UNAUTHORIZED"),
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
async fn a_token_is_right_only_as_a_bearer() {
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
            .all(|request| request.token == TokenStanding::Wrong)
    );
}

#[tokio::test]
async fn who_does_not_accept_json_gets_errors_as_pages() {
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
async fn what_is_not_imitated_is_no_endpoint() {
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
        (Method::GET, inside("checklists")),
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
