//! The proxy to the real service, here another sandbox.

use reqwest::Method;
use sandbox::{Config, Fault, ORG, Operation, Reply, TOKEN, TokenStatus, case};

use crate::client::{send, send_with, start, start_with, task_path, try_send};

#[tokio::test]
async fn requests_and_responses_are_forwarded() {
    let service = start();
    let proxy = start_with(Config {
        upstream: Some(service.api()),
        ..Config::default()
    });
    let path = task_path(&case("plain").task_id);
    let found = send(&proxy, Method::GET, &path).await;
    assert_eq!(found.json()["data"]["title"], "Plan the spring meeting");
    assert_eq!(found.header("x-request-id"), Some(service.log()[0].request_id.as_str()));
    assert_eq!(send(&proxy, Method::DELETE, &path).await.status, 204);
    assert_eq!(send(&proxy, Method::PUT, &format!("{path}/restore")).await.status, 200);
    let list = send(
        &proxy,
        Method::GET,
        &format!("/api/organizations/{ORG}/tasks?q=plants&per_page=2"),
    )
    .await;
    assert_eq!(list.json()["meta"]["pagination"]["count"], 2);
    let limited = send(&proxy, Method::DELETE, &task_path(&case("rate-limited").task_id)).await;
    assert_eq!((limited.status, limited.header("retry-after")), (429, Some("2")));
    assert_eq!(service.log().len(), 5);
}

#[tokio::test]
async fn headers_of_the_browser_are_not_forwarded() {
    let service = start();
    let proxy = start_with(Config {
        upstream: Some(service.api()),
        ..Config::default()
    });
    let bearer = format!("Bearer {TOKEN}");
    let headers = [
        ("accept", "application/json"),
        ("authorization", bearer.as_str()),
        ("x-tallyfy-client", "APIClient"),
        ("content-type", "application/json"),
        ("origin", "http://127.0.0.1:8080"),
        ("referer", "http://127.0.0.1:8080/"),
        ("cookie", "session=1"),
        ("user-agent", "Browser"),
        ("sec-fetch-mode", "cors"),
    ];
    let answer = send_with(&proxy, Method::GET, &task_path(&case("plain").task_id), &headers)
        .await
        .unwrap();
    assert_eq!(answer.status, 200);
    let request = service.log().pop().unwrap();
    let names: Vec<_> = request.headers.keys().map(String::as_str).collect();
    assert_eq!(names, ["accept", "content-type", "host", "x-tallyfy-client"]);
    assert_eq!(request.token, TokenStatus::Valid);
}

#[tokio::test]
async fn a_redirect_is_reported_and_not_followed() {
    let service = start();
    let proxy = start_with(Config {
        upstream: Some(service.api()),
        ..Config::default()
    });
    let id = case("plain").task_id;
    let reply = Reply::Redirect {
        status: 302,
        location: service.url(),
    };
    service.set_fault(&id, Operation::Get, Fault::reply(reply));
    let answer = send(&proxy, Method::GET, &task_path(&id)).await;
    assert_eq!(
        (answer.status, answer.header("location")),
        (302, Some(service.url().as_str()))
    );
}

#[tokio::test]
async fn an_unreachable_upstream_is_a_bad_gateway() {
    let service = start();
    let proxy = start_with(Config {
        upstream: Some(service.api()),
        ..Config::default()
    });
    service.refuse().unwrap();
    let answer = try_send(&proxy, Method::GET, &task_path(&case("plain").task_id))
        .await
        .unwrap();
    assert_eq!(answer.status, 502);
    assert!(answer.text().starts_with("Cannot reach 127.0.0.1"), "{}", answer.text());
}

#[tokio::test]
async fn the_proxy_has_no_control_api() {
    let service = start();
    let proxy = start_with(Config {
        upstream: Some(service.api()),
        ..Config::default()
    });
    for path in ["/_sandbox/cases", "/_sandbox/state"] {
        assert_eq!(send(&proxy, Method::GET, path).await.status, 404);
    }
}
