//! Which requests are forwarded, and with which headers.

use sandbox::{Area, ORG, TOKEN, TokenStatus, case};

use super::{LIST, PAGE, call};
use crate::nginx::Deployment;

#[test]
fn requests_of_the_widget_are_forwarded_with_five_headers() {
    let deployment = Deployment::start("through");
    let tasks = format!("/api/organizations/{ORG}/tasks");
    let task = format!("{tasks}/{}", case("plain").task_id);
    for (method, path, status) in [
        ("GET", task.clone(), 200),
        ("DELETE", task.clone(), 204),
        ("GET", format!("{tasks}?{LIST}&{PAGE}"), 200),
        ("PUT", format!("{task}/restore"), 200),
    ] {
        deployment.api.clear_log();
        let answer = call(&deployment, method, &path);
        assert_eq!(answer.status, status, "{method} {path}: {}", answer.text());
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{method} {path}");
        assert!(answer.header("x-request-id").is_some(), "{method} {path}");

        let log = deployment.api.log();
        assert_eq!(log.len(), 1, "{method} {path}");
        // The log has the status of the token instead of its header.
        let mut names: Vec<_> = log[0].headers.keys().map(String::as_str).collect();
        names.sort_unstable();
        names.retain(|name| !["connection", "host"].contains(name));
        let length = (method == "PUT").then_some("content-length");
        let expected = ["accept"].into_iter().chain(length);
        let expected: Vec<_> = expected.chain(["user-agent", "x-tallyfy-client"]).collect();
        assert_eq!(names, expected, "{method} {path}");
        assert_eq!(log[0].token, TokenStatus::Valid, "{method} {path}");
    }
}

#[test]
fn other_requests_are_rejected_and_not_forwarded() {
    let deployment = Deployment::start("refused");
    let tasks = format!("/api/organizations/{ORG}/tasks");
    let task = format!("{tasks}/{}", case("plain").task_id);
    let long = "a".repeat(256);
    let calls = [
        ("DELETE", format!("{task}/delete"), 404),
        (
            "DELETE",
            format!("/api/organizations/{ORG}/runs/{}", case("plain").task_id),
            404,
        ),
        ("DELETE", format!("/api/organizations/{ORG}/tags/t"), 404),
        ("DELETE", format!("/api/organizations/{ORG}"), 404),
        ("GET", format!("{tasks}?{LIST}&q=Plan&{PAGE}"), 404),
        ("DELETE", format!("{tasks}/"), 404),
        ("DELETE", format!("{tasks}/.."), 404),
        ("DELETE", format!("{tasks}/%2e%2e"), 404),
        ("DELETE", format!("{tasks}/{long}"), 404),
        ("DELETE", format!("{task}?force=true"), 404),
        ("DELETE", format!("{task}/"), 404),
        ("DELETE", format!("/api//organizations/{ORG}/tasks/t"), 404),
        ("DELETE", format!("/api/organizations/{ORG}/runs/../tasks/t"), 404),
        ("DELETE", format!("/x/..{task}"), 404),
        ("DELETE", format!("{task}%0aX:"), 404),
        ("GET", tasks.clone(), 404),
        ("GET", format!("{tasks}?{LIST}&{PAGE}&access_token={TOKEN}"), 404),
        ("GET", format!("{tasks}?archived=only"), 404),
        ("GET", format!("/api/organizations/{ORG}/users"), 404),
        ("GET", "/api/me".to_owned(), 404),
        ("GET", "/api/".to_owned(), 404),
        ("DELETE", tasks.clone() + "?" + LIST + "&" + PAGE, 405),
        ("GET", format!("{task}/restore"), 405),
        ("POST", format!("{task}/restore"), 405),
        ("DELETE", format!("{task}/restore"), 405),
        ("PUT", task.clone(), 405),
        ("POST", task.clone(), 405),
        ("PATCH", task.clone(), 405),
        ("HEAD", task.clone(), 405),
        ("OPTIONS", task.clone(), 405),
    ];
    for (method, path, status) in calls {
        let answer = call(&deployment, method, &path);
        assert_eq!(answer.status, status, "{method} {path}");
        assert_eq!(answer.header("access-control-allow-origin"), None, "{method} {path}");
    }
    let forwarded: Vec<_> = deployment
        .api
        .log()
        .into_iter()
        .filter(|request| request.area == Area::Api)
        .collect();
    assert!(forwarded.is_empty(), "{forwarded:?}");
}
