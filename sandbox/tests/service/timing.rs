//! Delays before and after the work. Only lower bounds and the order of events are asserted, since a machine may be slow.

use std::time::{Duration, Instant};

use reqwest::Method;
use sandbox::{Ending, Fault, Operation, case};

use crate::client::{TIMEOUT, read, send, start, task_path, write};

const LONG: Duration = Duration::from_hours(1);

#[tokio::test]
async fn a_delayed_response_arrives() {
    let sandbox = start();
    let id = case("plain").task_id;
    let delay = Duration::from_millis(200);
    sandbox.set_fault(
        &id,
        Operation::Archive,
        Fault::usual().delayed_before_work(delay).delayed_after_work(delay),
    );
    let start = Instant::now();
    assert_eq!(send(&sandbox, Method::DELETE, &task_path(&id)).await.status, 204);
    assert!(start.elapsed() >= 2 * delay);
    send(&sandbox, Method::GET, &task_path(&id)).await;
    let log = sandbox.log();
    assert!(log[1].at_ms - log[0].at_ms >= 400);
    assert!(sandbox.task(&id).unwrap().is_archived());
}

#[test]
fn a_change_happens_before_the_delay_that_follows_it() {
    let sandbox = start();
    let id = case("plain").task_id;
    sandbox.set_fault(&id, Operation::Archive, Fault::usual().delayed_after_work(LONG));
    let stream = write(&sandbox, "DELETE", &task_path(&id));
    assert!(sandbox.wait_until(TIMEOUT, |log| log.iter().any(|request| request.changed)));
    assert_eq!(sandbox.log()[0].ending, Ending::Open);
    assert!(sandbox.task(&id).unwrap().is_archived());
    drop(stream);
    assert!(sandbox.wait_until(TIMEOUT, |log| log[0].ending == Ending::Abandoned));
}

#[test]
fn a_change_happens_after_the_delay_that_precedes_it() {
    let sandbox = start();
    let id = case("plain").task_id;
    sandbox.set_fault(&id, Operation::Archive, Fault::usual().delayed_before_work(LONG));
    let stream = write(&sandbox, "DELETE", &task_path(&id));
    assert!(sandbox.wait_until(TIMEOUT, |log| !log.is_empty()));
    assert!(!sandbox.task(&id).unwrap().is_archived());
    drop(stream);
}

#[tokio::test]
async fn delays_can_be_ended_and_apply_again_to_the_next_fault() {
    let sandbox = start();
    let id = case("plain").task_id;
    let slow = Fault::usual().delayed_before_work(LONG).delayed_after_work(LONG);
    sandbox.set_fault(&id, Operation::Archive, slow.clone());
    let stream = write(&sandbox, "DELETE", &task_path(&id));
    assert!(sandbox.wait_until(TIMEOUT, |log| !log.is_empty()));
    assert!(!sandbox.task(&id).unwrap().is_archived());
    sandbox.skip_delays();
    let (bytes, _) = read(stream, TIMEOUT);
    assert!(bytes.starts_with(b"HTTP/1.1 204"));

    sandbox.set_fault(&id, Operation::Restore, slow);
    let stream = write(&sandbox, "PUT", &format!("{}/restore", task_path(&id)));
    assert!(sandbox.wait_until(TIMEOUT, |log| log.len() == 2));
    assert_eq!(sandbox.log()[1].ending, Ending::Open);
    assert!(sandbox.task(&id).unwrap().is_archived());
    drop(stream);
}

#[test]
fn a_requested_change_happens_although_the_client_disconnected() {
    let sandbox = start();
    let id = case("plain").task_id;
    let delay = Duration::from_millis(300);
    sandbox.set_fault(&id, Operation::Archive, Fault::usual().delayed_before_work(delay));
    let stream = write(&sandbox, "DELETE", &task_path(&id));
    assert!(sandbox.wait_until(TIMEOUT, |log| !log.is_empty()));
    drop(stream);
    assert!(sandbox.wait_until(TIMEOUT, |log| log[0].changed));
    assert!(sandbox.task(&id).unwrap().is_archived());
    let (bytes, _) = read(write(&sandbox, "GET", &task_path(&id)), TIMEOUT);
    assert!(bytes.starts_with(b"HTTP/1.1 404"));
}
