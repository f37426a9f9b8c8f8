//! Which responses are passed on, and that none is cached or obeyed.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use sandbox::{Fault, ORG, Operation, case};

use super::{answer, call, calls};
use crate::http::Response;
use crate::nginx::{Deployment, Nginx, Tallyfy, Tls, free_port};
use crate::upstream::Upstream;

#[test]
fn retry_after_of_tallyfy_is_forwarded() {
    let deployment = Deployment::start("waiting");
    let limited = Fault::fixture("rate-limited-429");
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
fn nginx_ignores_x_accel_headers_of_tallyfy() {
    let path = &calls()[0].1;
    // At one byte a second this would take five minutes.
    let body = "x".repeat(300);
    let at_the_limit = Duration::from_mins(5);
    for (name, value) in [
        ("X-Accel-Redirect", "/index.html"),
        ("X-Accel-Redirect", path),
        ("X-Accel-Redirect", "/api/organizations/o/users"),
        ("X-Accel-Limit-Rate", "1"),
        ("X-Accel-Charset", "utf-7"),
        ("X-Accel-Buffering", "no"),
        ("X-Accel-Expires", "3600"),
    ] {
        let reply = format!(
            "HTTP/1.1 200 OK\r\nContent-Length: {}\r\nContent-Type: application/json\r\n{name}: {value}\r\n\r\n{body}",
            body.len()
        );
        let tallyfy = Upstream::start(move |_| reply.clone().into_bytes());
        let nginx = Nginx::start("accel", &Tallyfy::At(&[tallyfy.port]), Tls::InFront);
        let began = Instant::now();
        let answer = nginx.request("GET", path, &[]);
        assert_eq!(
            (answer.status, answer.text().as_str()),
            (200, body.as_str()),
            "{name}: {value}"
        );
        assert_eq!(
            answer.header("content-type"),
            Some("application/json"),
            "{name}: {value}"
        );
        assert_eq!(answer.header(&name.to_lowercase()), None, "{value}");
        assert!(began.elapsed() < at_the_limit / 2, "{name}: {value}");
        assert_eq!(tallyfy.heads().len(), 1, "{name}: {value}");
    }
}

#[test]
fn api_responses_are_not_cached() {
    let statuses = [
        "200 OK",
        "401 Unauthorized",
        "404 Not Found",
        "429 Slow",
        "500 Error",
        "503 Later",
    ];
    let turn = AtomicUsize::new(0);
    let tallyfy = Upstream::start(move |_| {
        let status = statuses[turn.fetch_add(1, Ordering::Relaxed) % statuses.len()];
        answer(
            status,
            "Cache-Control: public, max-age=600\r\nExpires: Thu, 01 Jan 2099 00:00:00 GMT\r\n",
        )
    });
    let nginx = Nginx::start("unkept", &Tallyfy::At(&[tallyfy.port]), Tls::InFront);
    let path = &calls()[0].1;
    let assert_not_stored = |answer: &Response, what: &str| {
        assert_eq!(
            answer.header("cache-control"),
            Some("no-store"),
            "{what}: {}",
            answer.status
        );
        assert_eq!(answer.header("expires"), None, "{what}: {}", answer.status);
    };
    for status in statuses {
        assert_not_stored(&nginx.request("GET", path, &[]), status);
    }
    let long = "a".repeat(10_000);
    for (method, path, headers) in [
        ("GET", "/api", vec![]),
        ("GET", "/api/", vec![]),
        ("GET", "/api/me", vec![]),
        ("GET", "/x/../api/me", vec![]),
        ("GET", "/api/page-00000000.js", vec![]),
        ("POST", path, vec![]),
        ("DELETE", path, vec![("Content-Length", "2000000")]),
        ("GET", path, vec![("no header", "")]),
        ("GET", path, vec![("X", long.as_str())]),
        ("TRACE", path, vec![]),
    ] {
        let answer = nginx.request(method, path, &headers);
        assert!(
            (300..500).contains(&answer.status),
            "{method} {path}: {}",
            answer.status
        );
        assert_not_stored(&answer, &format!("{method} {path}"));
    }
    let unreachable = Nginx::start("unkept-502", &Tallyfy::At(&[free_port()]), Tls::InFront);
    assert_not_stored(&unreachable.request("GET", path, &[]), "unreachable");
}
