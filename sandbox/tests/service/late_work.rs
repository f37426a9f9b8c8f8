//! Late work, and what cancels it.

use std::time::Duration;

use reqwest::Method;
use sandbox::{Disconnect, Fault, NewTask, Operation, Reply, Sandbox, case};
use serde_json::json;

use crate::client::{End, TIMEOUT, post, read, send, start, task_path, write};

const SOON: Duration = Duration::from_millis(200);

/// Late enough for other steps before it, on a slow machine.
const LATER: Duration = Duration::from_secs(2);
const HOUR: Duration = Duration::from_hours(1);

fn is_archived(sandbox: &Sandbox, id: &str) -> bool {
    sandbox.task(id).unwrap().is_archived()
}

fn reset_and_archive(sandbox: &Sandbox, id: &str, delay: Duration) {
    let fault = Fault::reply(Reply::Reset).work_later(delay).times(1);
    sandbox.set_fault(id, Operation::Archive, fault);
    assert_eq!(read(write(sandbox, "DELETE", &task_path(id)), TIMEOUT).1, End::Reset);
}

#[tokio::test]
async fn reads_see_the_old_state_until_the_late_change() {
    let sandbox = start();
    let id = case("plain").task_id;
    reset_and_archive(&sandbox, &id, Duration::from_millis(600));
    assert_eq!(send(&sandbox, Method::GET, &task_path(&id)).await.status, 200);
    assert!(sandbox.wait_for_late_changes(TIMEOUT));
    assert_eq!(send(&sandbox, Method::GET, &task_path(&id)).await.status, 404);
    let request = sandbox.requests("DELETE", &task_path(&id)).pop().unwrap();
    assert!(request.executions[0].late && request.executions[0].at_ms >= request.at_ms + 600);
}

#[tokio::test]
async fn a_change_executed_twice_archives_again_after_a_restore() {
    let sandbox = start();
    let id = case("plain").task_id;
    let path = task_path(&id);
    let fault = Fault::fixture("server-error-503").work_twice(Duration::from_millis(500));
    sandbox.set_fault(&id, Operation::Archive, fault);
    assert_eq!(send(&sandbox, Method::DELETE, &path).await.status, 503);
    assert_eq!(
        send(&sandbox, Method::PUT, &format!("{path}/restore")).await.status,
        200
    );
    assert!(!is_archived(&sandbox, &id));
    assert!(sandbox.wait_for_late_changes(TIMEOUT));
    assert!(is_archived(&sandbox, &id));
    let changed: Vec<_> = sandbox.requests("DELETE", &path)[0]
        .executions
        .iter()
        .map(|execution| execution.changed)
        .collect();
    assert_eq!(changed, [true, true]);
}

#[test]
fn late_changes_happen_after_the_client_and_the_port_are_gone() {
    let sandbox = start();
    let id = case("plain").task_id;
    let delay = Duration::from_millis(500);
    sandbox.set_fault(&id, Operation::Archive, Fault::reply(Reply::Silence).work_later(delay));
    let stream = write(&sandbox, "DELETE", &task_path(&id));
    while sandbox.late_changes().is_empty() {
        std::thread::sleep(Duration::from_millis(5));
    }
    drop(stream);
    sandbox.refuse().unwrap();
    assert!(sandbox.wait_until(TIMEOUT, |log| log[0].changed));
    assert!(is_archived(&sandbox, &id));
}

#[tokio::test]
async fn a_task_of_a_process_is_not_archived_by_a_late_change() {
    let sandbox = start();
    let id = case("linked").task_id;
    let fault = Fault::reply(Reply::Close).work_later(SOON);
    sandbox.set_fault(&id, Operation::Archive, fault);
    assert_eq!(read(write(&sandbox, "DELETE", &task_path(&id)), TIMEOUT).1, End::Closed);
    assert!(sandbox.wait_for_late_changes(TIMEOUT));
    assert!(!is_archived(&sandbox, &id));
    let request = sandbox.requests("DELETE", &task_path(&id)).pop().unwrap();
    assert!(!request.changed && !request.executions[0].changed);
}

#[tokio::test]
async fn resetting_everything_or_one_case_cancels_late_changes() {
    type Cancel = fn(&Sandbox);
    let table: [(&str, bool, Cancel); 4] = [
        ("reset", true, Sandbox::reset),
        ("cancel", true, Sandbox::cancel_late_changes),
        ("disarm", false, Sandbox::clear_faults),
        ("forget the log", false, Sandbox::clear_log),
    ];
    for (name, cancels, cancel) in table {
        let sandbox = start();
        let id = case("plain").task_id;
        reset_and_archive(&sandbox, &id, LATER);
        let added = sandbox.add_task(NewTask::titled("Added by the test"));
        reset_and_archive(&sandbox, &added, LATER);
        let pending: Vec<_> = sandbox
            .late_changes()
            .into_iter()
            .map(|late| late.change.task)
            .collect();
        assert_eq!(pending, [id.clone(), added], "{name}");
        cancel(&sandbox);
        assert_eq!(sandbox.late_changes().is_empty(), cancels, "{name}");
        assert!(sandbox.wait_for_late_changes(TIMEOUT));
        if cancels {
            tokio::time::sleep(LATER).await;
        }
        assert_eq!(is_archived(&sandbox, &id), !cancels, "{name}");
    }

    let sandbox = start();
    let (plain, other) = (case("plain").task_id, case("with-data").task_id);
    reset_and_archive(&sandbox, &plain, HOUR);
    reset_and_archive(&sandbox, &other, HOUR);
    let answer = post(&sandbox, "/_sandbox/cases/plain", &json!({})).await;
    assert_eq!(answer.status(), 204);
    let left: Vec<_> = sandbox
        .late_changes()
        .into_iter()
        .map(|late| late.change.task)
        .collect();
    assert_eq!(left, [other]);
    let cancelled = reqwest::Client::new().delete(sandbox.url() + "/_sandbox/late");
    assert_eq!(cancelled.send().await.unwrap().status(), 204);
    assert!(sandbox.late_changes().is_empty());
}

#[test]
fn a_repeated_request_is_executed_again() {
    let sandbox = start();
    let id = case("plain").task_id;
    let fault = Fault::reply(Reply::Reset).work_later(SOON);
    sandbox.set_fault(&id, Operation::Archive, fault);
    for _ in 0..2 {
        assert_eq!(read(write(&sandbox, "DELETE", &task_path(&id)), TIMEOUT).1, End::Reset);
    }
    assert!(sandbox.wait_for_late_changes(TIMEOUT));
    let changed: Vec<_> = sandbox
        .requests("DELETE", &task_path(&id))
        .iter()
        .map(|request| request.changed)
        .collect();
    assert_eq!(changed, [true, false]);
}

#[test]
fn a_reply_can_have_any_header_and_any_truncation() {
    let table = [
        (Disconnect::Reset, End::Reset),
        (Disconnect::Close, End::Closed),
        (Disconnect::Hang, End::Waiting),
    ];
    for (then, end) in table {
        let sandbox = start();
        let id = case("plain").task_id;
        let fault = Fault::fixture("server-error-500")
            .header("Retry-After", "7")
            .header("content-type", "application/problem+json")
            .cut(then)
            .work_later(SOON);
        sandbox.set_fault(&id, Operation::Archive, fault);
        let (bytes, ended) = read(
            write(&sandbox, "DELETE", &task_path(&id)),
            if end == End::Waiting {
                Duration::from_millis(200)
            } else {
                TIMEOUT
            },
        );
        assert_eq!(ended, end);
        let head = String::from_utf8(bytes).unwrap();
        assert!(head.starts_with("HTTP/1.1 500 "), "{head}");
        assert!(
            head.contains("retry-after: 7\r\n") && head.contains("content-type: application/problem+json\r\n"),
            "{head}"
        );
        assert!(sandbox.wait_for_late_changes(TIMEOUT));
        assert!(is_archived(&sandbox, &id));
    }
}
