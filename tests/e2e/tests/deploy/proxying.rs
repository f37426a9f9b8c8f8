//! The proxy: it passes on what the widget asks of Tallyfy, as little as it can of that, and nothing else.

use std::os::unix::net::UnixListener;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use sandbox::{Area, Fault, ORG, Operation, Reply, TOKEN, TokenStatus, case};

use crate::nginx::{Deployment, Nginx, Tallyfy, Tls, free_port};
use crate::upstream::Upstream;
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
        assert_eq!(log[0].token, TokenStatus::Valid, "{method} {path}");
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

/// A call of every kind that goes through.
fn calls() -> [(&'static str, String); 4] {
    let tasks = format!("/api/organizations/{ORG}/tasks");
    [
        ("GET", format!("{tasks}/t")),
        ("DELETE", format!("{tasks}/t")),
        ("PUT", format!("{tasks}/t/restore")),
        ("GET", format!("{tasks}?{LIST}&{PAGE}")),
    ]
}

fn answer(status: &str, headers: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status}\r\nContent-Length: 2\r\n{headers}\r\n{{}}").into_bytes()
}

#[test]
fn nothing_is_sent_twice_whatever_the_answer() {
    let endings = [
        Vec::new(),
        b"HTTP/1.1 200".to_vec(),
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".to_vec(),
        b"HTTP/1.1 200 OK\r\nnonsense\r\n\r\n{}".to_vec(),
        answer("403 Forbidden", ""),
        answer("404 Not Found", ""),
        answer("408 Request Timeout", ""),
        answer("421 Misdirected Request", ""),
        answer("425 Too Early", ""),
        answer("429 Too Many Requests", "Retry-After: 0\r\n"),
        answer("500 Internal Server Error", ""),
        answer("502 Bad Gateway", ""),
        answer("503 Service Unavailable", "Retry-After: 0\r\n"),
        answer("504 Gateway Timeout", ""),
    ];
    for (number, ending) in endings.into_iter().enumerate() {
        let text = String::from_utf8_lossy(&ending).into_owned();
        let tallyfy = Upstream::start(move |_| ending.clone());
        let addresses = [tallyfy.port, tallyfy.port];
        let nginx = Nginx::start(&format!("once-{number}"), &Tallyfy::At(&addresses), Tls::InFront);
        // As often as makes sure that an address that failed is called again.
        for (method, path) in calls().into_iter().cycle().take(12) {
            nginx.ask(method, &path, &[]);
            assert_eq!(tallyfy.heads().len(), 1, "{method} {path} after {text:?}");
        }
    }
}

#[test]
fn nothing_is_sent_twice_where_one_address_is_dead() {
    let tallyfy = Upstream::start(|_| answer("200 OK", ""));
    let addresses = [free_port(), tallyfy.port];
    let nginx = Nginx::start("dead", &Tallyfy::At(&addresses), Tls::InFront);
    let mut statuses = Vec::new();
    for (method, path) in calls().into_iter().cycle().take(16) {
        let status = nginx.ask(method, &path, &[]).status;
        let sent = tallyfy.heads().len();
        assert_eq!(sent, usize::from(status == 200), "{method} {path}: {status}");
        statuses.push(status);
    }
    // Each address has its turn: the dead one is neither replaced nor given up.
    let dead = statuses.iter().filter(|status| **status == 502).count();
    assert_eq!(dead, 8, "{statuses:?}");
}

#[test]
fn nginx_gives_no_orders_of_tallyfys_to_itself() {
    let path = &calls()[0].1;
    for (name, value) in [
        ("X-Accel-Redirect", "/index.html"),
        ("X-Accel-Redirect", path),
        ("X-Accel-Redirect", "/api/organizations/o/users"),
        ("X-Accel-Limit-Rate", "1"),
        ("X-Accel-Charset", "utf-7"),
        ("X-Accel-Buffering", "no"),
        ("X-Accel-Expires", "3600"),
    ] {
        let orders = format!("Content-Type: application/json\r\n{name}: {value}\r\n");
        let tallyfy = Upstream::start(move |_| answer("200 OK", &orders));
        let nginx = Nginx::start("orders", &Tallyfy::At(&[tallyfy.port]), Tls::InFront);
        let began = Instant::now();
        let answer = nginx.ask("GET", path, &[]);
        assert_eq!((answer.status, answer.text().as_str()), (200, "{}"), "{name}: {value}");
        assert_eq!(
            answer.header("content-type"),
            Some("application/json"),
            "{name}: {value}"
        );
        assert_eq!(answer.header(&name.to_lowercase()), None, "{value}");
        assert!(began.elapsed() < Duration::from_secs(1), "{name}: {value}");
        assert_eq!(tallyfy.heads().len(), 1, "{name}: {value}");
    }
}

#[test]
fn what_people_sign_in_to_this_host_with_does_not_go_on() {
    let tallyfy = Upstream::start(|_| answer("200 OK", ""));
    let nginx = Nginx::start("basic", &Tallyfy::At(&[tallyfy.port]), Tls::InFront);
    let path = &calls()[0].1;
    for (given, goes_on) in [
        ("Bearer eyJ0.eyJz.c2ln", true),
        ("bearer ~every!letter,there/is+in=a-token", true),
        ("Basic dXNlcjpzZWNyZXQ=", false),
        ("basic dXNlcjpzZWNyZXQ=", false),
        ("Bearer t, Basic dXNlcjpzZWNyZXQ=", false),
        ("Digest username=\"Bearer t\"", false),
        ("Negotiate Bearer", false),
        ("Bearer", false),
        ("t", false),
    ] {
        assert_eq!(nginx.ask("GET", path, &[("Authorization", given)]).status, 200);
        let heads = tallyfy.heads();
        let sent = heads[0].lines().find_map(|line| line.strip_prefix("Authorization: "));
        assert_eq!(sent, goes_on.then_some(given), "{given}");
    }
    let two = [
        ("Authorization", "Basic dXNlcjpzZWNyZXQ="),
        ("Authorization", "Bearer t"),
    ];
    nginx.ask("GET", path, &two);
    let sent = tallyfy.heads().concat();
    assert!(!sent.contains("Basic"), "{sent}");
}

#[test]
fn no_answer_of_the_api_is_kept() {
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
    let is_unkept = |answer: &Answer, what: &str| {
        assert_eq!(
            answer.header("cache-control"),
            Some("no-store"),
            "{what}: {}",
            answer.status
        );
        assert_eq!(answer.header("expires"), None, "{what}: {}", answer.status);
    };
    for status in statuses {
        is_unkept(&nginx.ask("GET", path, &[]), status);
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
        let answer = nginx.ask(method, path, &headers);
        assert!(
            (300..500).contains(&answer.status),
            "{method} {path}: {}",
            answer.status
        );
        is_unkept(&answer, &format!("{method} {path}"));
    }
    let nobody = Nginx::start("unkept-502", &Tallyfy::At(&[free_port()]), Tls::InFront);
    is_unkept(&nobody.ask("GET", path, &[]), "nobody there");
}

#[test]
fn tallyfy_is_known_by_its_certificate() {
    let path = &calls()[0].1;
    for (name, is_trusted, status) in [
        ("go.tallyfy.com", true, 200),
        ("go.tallyfy.com", false, 502),
        ("tallyfy.example", true, 502),
    ] {
        let tallyfy = Tallyfy::Certified { name, is_trusted };
        let nginx = Nginx::start("certified", &tallyfy, Tls::InFront);
        let answer = nginx.ask("GET", path, &[]);
        assert_eq!(answer.status, status, "{name}, trusted: {is_trusted}: {}", nginx.logs());
        // It is called by that name, too.
        assert_eq!(
            answer.text() == "go.tallyfy.com go.tallyfy.com",
            status == 200,
            "{}",
            answer.text()
        );
    }
}

#[test]
fn the_request_id_in_the_log_is_no_token() {
    let token = format!("eyJhbGciOiJIUzI1NiJ9{}", "A".repeat(40));
    let sent = [token.as_str(), "eyJ0.eyJz.c2ln", "6f1c1c1e-5d0b-4a57-9d1f-2f1f7c0a9b11"];
    let ids: Vec<_> = sent
        .map(|id| answer("200 OK", &format!("X-Request-Id: {id}\r\n")))
        .into();
    let turn = AtomicUsize::new(0);
    let tallyfy = Upstream::start(move |_| ids[turn.fetch_add(1, Ordering::Relaxed)].clone());
    let nginx = Nginx::start("ids", &Tallyfy::At(&[tallyfy.port]), Tls::InFront);
    for id in sent {
        assert_eq!(nginx.ask("GET", &calls()[0].1, &[]).header("x-request-id"), Some(id));
    }
    let logs = nginx.logs();
    assert_eq!(sent.map(|id| logs.contains(id)), [false, false, true], "{logs}");
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
    // A file that cannot be opened is an error to nginx; for an unusual reason, as here, it is critical.
    let _socket = UnixListener::bind(deployment.www().join("socket.js")).expect("a socket can be made");
    assert_eq!(call(&deployment, "GET", &format!("/socket.js{query}")).status, 500);
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
