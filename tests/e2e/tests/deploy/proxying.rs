//! The proxy: it passes on what the widget asks of Tallyfy, as little as it can of that, and nothing else.

use sandbox::{Area, Fault, ORG, Operation, Reply, TOKEN, TokenStanding, case};

use crate::nginx::Deployment;
use crate::wire::Answer;

const LIST: &str = "is_oneoff=true&archived=only";
const PAGE: &str = "page=1&per_page=100&sort=newest";

/// What a browser sends besides.
const BROWSER: [(&str, &str); 8] = [
    ("Accept", "application/json"),
    ("Accept-Language", "de"),
    ("Cookie", "session=secret"),
    ("Origin", "http://127.0.0.1"),
    ("Sec-Fetch-Site", "same-origin"),
    ("User-Agent", "Browser/1"),
    ("X-Forwarded-For", "192.0.2.1"),
    ("X-Tallyfy-Client", "APIClient"),
];

fn call(deployment: &Deployment, method: &str, path: &str) -> Answer {
    let authorization = format!("Bearer {TOKEN}");
    let mut headers = BROWSER.to_vec();
    headers.push(("Authorization", &authorization));
    deployment.ask(method, path, &headers)
}

#[test]
fn what_the_widget_asks_goes_through_with_five_headers() {
    let deployment = Deployment::start("through");
    let tasks = format!("/api/organizations/{ORG}/tasks");
    let task = format!("{tasks}/{}", case("plain").task_id);
    for (method, path, status) in [
        ("GET", task.clone(), 200),
        ("DELETE", task.clone(), 204),
        ("GET", format!("{tasks}?{LIST}&q=Plan%20the%20spring&{PAGE}"), 200),
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
        // The log says of the token only what it is worth.
        let mut names: Vec<_> = log[0].headers.keys().map(String::as_str).collect();
        names.sort_unstable();
        names.retain(|name| !["connection", "host"].contains(name));
        let length = (method == "PUT").then_some("content-length");
        let expected = ["accept"].into_iter().chain(length);
        let expected: Vec<_> = expected.chain(["user-agent", "x-tallyfy-client"]).collect();
        assert_eq!(names, expected, "{method} {path}");
        assert_eq!(log[0].token, TokenStanding::Right, "{method} {path}");
    }
}

#[test]
fn what_the_widget_does_not_ask_is_refused_without_a_word_to_tallyfy() {
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
    let asked: Vec<_> = deployment
        .api
        .log()
        .into_iter()
        .filter(|request| request.area == Area::Api)
        .collect();
    assert!(asked.is_empty(), "{asked:?}");
}

#[test]
fn what_tallyfy_says_of_waiting_comes_back() {
    let deployment = Deployment::start("waiting");
    let limited = Fault::recorded("rate-limited-429");
    deployment
        .api
        .set_fault(&case("plain").task_id, Operation::Get, limited);
    let path = format!("/api/organizations/{ORG}/tasks/{}", case("plain").task_id);
    let answer = call(&deployment, "GET", &path);
    assert_eq!(answer.status, 429);
    assert!(answer.header("retry-after").is_some());
    assert!(answer.header("x-request-id").is_some());
    assert!(answer.text().contains("RATE_LIMIT_EXCEEDED"), "{}", answer.text());
}

#[test]
fn a_delete_whose_answer_is_lost_is_sent_once() {
    let deployment = Deployment::start("lost");
    let plain = case("plain");
    let path = format!("/api/organizations/{ORG}/tasks/{}", plain.task_id);
    let lost = Fault::reply(Reply::Reset).after_work();
    deployment.api.set_fault(&plain.task_id, Operation::Archive, lost);
    assert_eq!(call(&deployment, "DELETE", &path).status, 502);
    assert_eq!(deployment.api.requests("DELETE", &path).len(), 1);
    assert!(
        deployment
            .api
            .task(&plain.task_id)
            .is_some_and(|task| task.is_archived())
    );
}

#[test]
fn nothing_is_told_to_somebody_else_in_the_place_of_tallyfy() {
    let deployment = Deployment::start_before_an_impostor("impostor");
    let path = format!("/api/organizations/{ORG}/tasks/{}", case("plain").task_id);
    assert_eq!(call(&deployment, "GET", &path).status, 502);
}

#[test]
fn the_token_is_in_no_log() {
    let deployment = Deployment::start("logs");
    let plain = case("plain");
    let path = format!("/api/organizations/{ORG}/tasks/{}", plain.task_id);
    let query = format!("?token={TOKEN}#access_token={TOKEN}");
    call(&deployment, "GET", &path);
    for answer in [Reply::Reset, Reply::Truncated] {
        deployment
            .api
            .set_fault(&plain.task_id, Operation::Get, Fault::reply(answer));
        call(&deployment, "GET", &path);
    }
    for place in [
        &path,
        "/",
        "/missing.js",
        "/tools/",
        "/api/me",
        "/api/organizations/o/tasks",
    ] {
        call(&deployment, "GET", &format!("{place}{query}"));
    }
    // A header line that cannot be one, and one that is too long.
    deployment.ask("GET", &path, &[("Authori zation", TOKEN)]);
    deployment.ask(
        "GET",
        &path,
        &[("Authorization", &format!("Bearer {TOKEN}{}", "a".repeat(40_000)))],
    );

    let logs = deployment.logs();
    for kept in [
        &format!("GET {path} 200"),
        &format!("GET {path} 502"),
        "GET /missing.js 404",
        "GET /api/me 404",
    ] {
        assert!(logs.contains(kept), "{kept} in\n{logs}");
    }
    assert!(!logs.contains(TOKEN), "{logs}");
}
