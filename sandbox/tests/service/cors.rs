//! CORS headers in every configuration.

use reqwest::Method;
use sandbox::{Config, Cors, CorsGap, Fault, Operation, Reply, Sandbox, TOKEN, case};

use crate::client::{Answer, TIMEOUT, body_of, read, send_with, start, start_with, task_path, write};

const PAGE: &str = "http://127.0.0.1:4711";

async fn preflight(sandbox: &Sandbox, method: &str, origin: &str) -> Answer {
    let path = task_path(&case("plain").task_id);
    let headers = [
        ("origin", origin),
        ("access-control-request-method", method),
        ("access-control-request-headers", "authorization,x-tallyfy-client"),
    ];
    send_with(sandbox, Method::OPTIONS, &path, &headers).await.unwrap()
}

async fn answer(sandbox: &Sandbox, origin: &str) -> Answer {
    let bearer = format!("Bearer {TOKEN}");
    let headers = [
        ("origin", origin),
        ("accept", "application/json"),
        ("x-tallyfy-client", "APIClient"),
        ("authorization", bearer.as_str()),
    ];
    send_with(sandbox, Method::GET, &task_path(&case("plain").task_id), &headers)
        .await
        .unwrap()
}

fn allowed(answer: &Answer) -> Option<&str> {
    answer.header("access-control-allow-origin")
}

#[tokio::test]
async fn each_setting_sends_its_headers_on_preflights_and_responses() {
    let gap = |gap| Cors {
        gap: Some(gap),
        ..Cors::any()
    };
    let table = [
        (Cors::off(), None, None, false),
        (Cors::any(), Some("*"), Some("*"), true),
        (Cors::only(PAGE), Some(PAGE), Some(PAGE), true),
        (Cors::only("http://elsewhere.example"), None, None, false),
        (gap(CorsGap::Preflight), None, Some("*"), true),
        (gap(CorsGap::Answer), Some("*"), None, false),
        (
            Cors {
                expose: false,
                ..Cors::any()
            },
            Some("*"),
            Some("*"),
            false,
        ),
    ];
    let sandbox = start();
    for (cors, on_preflight, on_answer, exposed) in table {
        sandbox.set_cors(cors.clone());
        let preflight = preflight(&sandbox, "DELETE", PAGE).await;
        assert_eq!((preflight.status, allowed(&preflight)), (204, on_preflight), "{cors:?}");
        let methods = preflight.header("access-control-allow-methods");
        assert_eq!(
            methods.is_some_and(|methods| methods.contains("DELETE")),
            on_preflight.is_some(),
            "{cors:?}"
        );
        let answer = answer(&sandbox, PAGE).await;
        assert_eq!((answer.status, allowed(&answer)), (200, on_answer), "{cors:?}");
        let names = answer.header("access-control-expose-headers");
        assert_eq!(
            names.is_some_and(|names| names.contains("Retry-After")),
            exposed,
            "{cors:?}"
        );
    }
}

#[tokio::test]
async fn errors_and_unknown_paths_carry_the_headers_too() {
    let sandbox = start_with(Config {
        cors: Cors::any(),
        ..Config::default()
    });
    for path in ["/api", "/api/organizations/x/tasks/y"] {
        let answer = send_with(&sandbox, Method::GET, path, &[("origin", PAGE)])
            .await
            .unwrap();
        assert_eq!((answer.status, allowed(&answer)), (404, Some("*")), "{path}");
    }
}

#[tokio::test]
async fn credentials_are_allowed_for_one_origin() {
    let sandbox = start_with(Config {
        cors: Cors {
            credentials: true,
            ..Cors::only(PAGE)
        },
        ..Config::default()
    });
    for answer in [preflight(&sandbox, "GET", PAGE).await, answer(&sandbox, PAGE).await] {
        assert_eq!(answer.header("access-control-allow-credentials"), Some("true"));
        assert_eq!((allowed(&answer), answer.header("vary")), (Some(PAGE), Some("Origin")));
    }
}

#[tokio::test]
async fn a_fault_removes_the_headers_of_one_response_only() {
    let sandbox = start_with(Config {
        cors: Cors::any(),
        ..Config::default()
    });
    let id = case("plain").task_id;
    sandbox.set_fault(
        &id,
        Operation::Get,
        Fault::usual().without_cors(CorsGap::Answer).times(1),
    );
    assert_eq!(allowed(&preflight(&sandbox, "GET", PAGE).await), Some("*"));
    assert_eq!(allowed(&answer(&sandbox, PAGE).await), None);
    assert_eq!(allowed(&answer(&sandbox, PAGE).await), Some("*"));
}

#[tokio::test]
async fn a_fault_removes_the_headers_of_one_preflight_only() {
    let sandbox = start_with(Config {
        cors: Cors::any(),
        ..Config::default()
    });
    let id = case("plain").task_id;
    sandbox.set_fault(
        &id,
        Operation::Archive,
        Fault::usual().without_cors(CorsGap::Preflight).times(1),
    );
    assert_eq!(allowed(&preflight(&sandbox, "GET", PAGE).await), Some("*"));
    assert_eq!(allowed(&preflight(&sandbox, "DELETE", PAGE).await), None);
    assert_eq!(allowed(&preflight(&sandbox, "DELETE", PAGE).await), Some("*"));
    assert!(sandbox.faults().iter().all(|armed| armed.task != id));
}

#[test]
fn a_truncated_response_has_the_headers() {
    let sandbox = start_with(Config {
        cors: Cors::any(),
        ..Config::default()
    });
    let id = case("plain").task_id;
    sandbox.set_fault(&id, Operation::Get, Fault::reply(Reply::Truncated));
    let (bytes, _) = read(write(&sandbox, "GET", &task_path(&id)), TIMEOUT);
    let head = &bytes[..bytes.len() - body_of(&bytes).0.len()];
    assert!(
        std::str::from_utf8(head)
            .unwrap()
            .contains("access-control-allow-origin: *\r\n")
    );
}

#[tokio::test]
async fn preflights_are_logged_as_preflights() {
    let sandbox = start_with(Config {
        cors: Cors::any(),
        ..Config::default()
    });
    preflight(&sandbox, "DELETE", PAGE).await;
    let logged = sandbox.log().pop().unwrap();
    assert_eq!((logged.method.as_str(), logged.status), ("OPTIONS", Some(204)));
    assert_eq!(logged.headers["origin"], PAGE);
}
