//! Faults within HTTP: complete responses with unexpected content.

use std::time::{Duration, SystemTime};

use reqwest::Method;
use sandbox::{After, Fault, Operation, Reply, case};

use crate::client::{Answer, send, start, task_path};

/// The response to archiving a task with this fault, and whether it is archived then.
async fn archiving(fault: Fault) -> (Answer, bool) {
    let sandbox = start();
    let id = case("plain").task_id;
    sandbox.set_fault(&id, Operation::Archive, fault);
    let answer = send(&sandbox, Method::DELETE, &task_path(&id)).await;
    let logged = sandbox.requests("DELETE", &task_path(&id)).pop().unwrap();
    let archived = sandbox.task(&id).unwrap().is_archived();
    assert!(logged.fault);
    assert_eq!((logged.status, logged.changed), (Some(answer.status), archived));
    (answer, archived)
}

#[tokio::test]
async fn execution_does_not_depend_on_the_response() {
    for status in [
        400, 401, 402, 403, 404, 409, 410, 418, 422, 423, 429, 500, 502, 503, 504, 599,
    ] {
        for worked in [false, true] {
            let fault = Fault::status(status, r#"{"message":"No."}"#);
            let (answer, archived) = archiving(if worked { fault.after_work() } else { fault }).await;
            assert_eq!(
                (answer.status, answer.text(), archived),
                (status, r#"{"message":"No."}"#, worked)
            );
        }
    }
}

#[tokio::test]
async fn every_kind_of_broken_body_can_be_sent() {
    let half = archiving(Fault::reply(Reply::TruncatedJson).after_work()).await.0;
    assert!(
        half.text().starts_with(r#"{"data":{"archived_at":"2026-11-23"#),
        "{}",
        half.text()
    );
    assert!(serde_json::from_slice::<serde_json::Value>(&half.body).is_err());

    let broken = archiving(Fault::reply(Reply::InvalidUtf8)).await.0;
    assert!(std::str::from_utf8(&broken.body).is_err());

    let huge = archiving(Fault::reply(Reply::Huge { bytes: 5_000_000 })).await.0;
    assert!(huge.body.len() > 5_000_000);
    assert_eq!(huge.json()["data"]["title"], "Plan the spring meeting");

    let deep = archiving(Fault::reply(Reply::Deep { levels: 100_000 })).await.0;
    assert_eq!(deep.text().matches('[').count(), 100_000);
    assert_eq!(deep.text().matches(']').count(), 100_000);

    let empty = archiving(Fault::reply(Reply::Empty)).await.0;
    assert_eq!((empty.status, empty.body.len()), (200, 0));

    let page = archiving(Fault::reply(Reply::SignInPage)).await.0;
    assert_eq!(
        (page.status, page.header("content-type")),
        (200, Some("text/html; charset=utf-8"))
    );

    let content_type = "application/octet-stream".to_owned();
    let mistyped = archiving(Fault::reply(Reply::WrongType { content_type })).await.0;
    assert_eq!(mistyped.header("content-type"), Some("application/octet-stream"));
    assert_eq!(mistyped.json()["data"]["title"], "Plan the spring meeting");
}

#[tokio::test]
async fn a_redirect_points_elsewhere() {
    for status in [302, 307] {
        let location = "http://127.0.0.1:9/elsewhere".to_owned();
        let (answer, archived) = archiving(Fault::reply(Reply::Redirect { status, location })).await;
        assert_eq!(
            (answer.status, answer.header("location")),
            (status, Some("http://127.0.0.1:9/elsewhere"))
        );
        assert!(!archived);
    }
}

#[tokio::test]
async fn every_form_of_retry_after_can_be_sent() {
    let text = After::Text("in a while".to_owned());
    let table = [
        (After::Seconds(3), Some("3")),
        (text, Some("in a while")),
        (After::Nothing, None),
    ];
    for (after, expected) in table {
        let (answer, archived) = archiving(Fault::reply(Reply::RetryAfter { status: 429, after })).await;
        assert_eq!(
            (answer.status, answer.header("retry-after"), archived),
            (429, expected, false)
        );
    }
    for (status, seconds) in [(429, 90), (503, -3600)] {
        let after = After::DateIn(seconds);
        let answer = archiving(Fault::reply(Reply::RetryAfter { status, after })).await.0;
        let date = httpdate::parse_http_date(answer.header("retry-after").unwrap()).unwrap();
        let early = Duration::from_secs(seconds.unsigned_abs());
        let ahead = if seconds > 0 {
            SystemTime::now() + early
        } else {
            SystemTime::now() - early
        };
        // The test may be delayed since the response, so the date is at most that far away.
        assert!(date <= ahead + Duration::from_secs(1), "{seconds}");
        assert_eq!(date > SystemTime::now() - Duration::from_mins(30), seconds > 0);
        assert_eq!(answer.status, status);
    }
}
