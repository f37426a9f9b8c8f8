//! Faults on the socket, as a client distinguishes them.

use std::time::Duration;

use sandbox::{Ending, Fault, Operation, Reply, Sandbox, case};

use crate::client::{End, TIMEOUT, body_of, read, start, task_path, write};

/// What a client gets when it archives the plain task with this fault.
fn archiving(sandbox: &Sandbox, fault: Fault) -> (Vec<u8>, End) {
    let id = case("plain").task_id;
    sandbox.set_fault(&id, Operation::Archive, fault);
    read(write(sandbox, "DELETE", &task_path(&id)), TIMEOUT)
}

#[test]
fn a_connection_ends_without_a_response() {
    let table = [
        (Reply::Reset, End::Reset, Ending::Reset),
        (Reply::Close, End::Closed, Ending::Closed),
    ];
    for (reply, end, ending) in table {
        for worked in [false, true] {
            let sandbox = start();
            let fault = Fault::reply(reply.clone());
            let fault = if worked { fault.after_work() } else { fault };
            assert_eq!(archiving(&sandbox, fault), (Vec::new(), end), "{reply:?}");

            let logged = sandbox.log().pop().unwrap();
            assert_eq!((logged.ending, logged.status, logged.changed), (ending, None, worked));
            assert_eq!(sandbox.task(&case("plain").task_id).unwrap().is_archived(), worked);
        }
    }
}

#[test]
fn a_connection_ends_in_the_middle_of_the_body() {
    for (reply, end) in [(Reply::ResetInBody, End::Reset), (Reply::Truncated, End::Closed)] {
        let sandbox = start();
        let (bytes, ended) = archiving(&sandbox, Fault::reply(reply).after_work());
        let (body, announced) = body_of(&bytes);
        assert!(bytes.starts_with(b"HTTP/1.1 200 OK\r\n"));
        assert_eq!(body.len(), announced / 2);
        assert!(body.starts_with(br#"{"data":{"archived_at":"2026-"#));
        assert_eq!(ended, end);
        assert!(bytes.windows(13).any(|name| name == b"x-request-id:"));

        let logged = sandbox.log().pop().unwrap();
        assert_eq!(
            (logged.ending, logged.status, logged.changed),
            (Ending::Cut, Some(200), true)
        );
    }
}

#[test]
fn a_silent_sandbox_waits_until_the_client_disconnects() {
    for worked in [false, true] {
        let sandbox = start();
        let fault = Fault::reply(Reply::Silence);
        let id = case("plain").task_id;
        sandbox.set_fault(&id, Operation::Archive, if worked { fault.after_work() } else { fault });
        let stream = write(&sandbox, "DELETE", &task_path(&id));
        assert!(sandbox.wait_until(TIMEOUT, |log| log.iter().any(|request| request.ending == Ending::Open)));
        assert!(!worked || sandbox.wait_until(TIMEOUT, |log| log[0].changed));
        assert_eq!(read(stream, Duration::from_millis(300)), (Vec::new(), End::Waiting));
        // Dropping the stream has closed the connection.
        assert!(sandbox.wait_until(TIMEOUT, |log| log[0].ending == Ending::Abandoned));
        assert_eq!(sandbox.task(&id).unwrap().is_archived(), worked);
    }
}

#[test]
fn a_broken_connection_does_not_affect_others() {
    let sandbox = start();
    let id = case("plain").task_id;
    sandbox.set_fault(&id, Operation::Archive, Fault::reply(Reply::Silence));
    let silent = write(&sandbox, "DELETE", &task_path(&id));
    assert!(sandbox.wait_until(TIMEOUT, |log| !log.is_empty()));
    let (bytes, end) = read(write(&sandbox, "GET", &task_path(&id)), TIMEOUT);
    assert!(bytes.starts_with(b"HTTP/1.1 200 OK\r\n"));
    assert_eq!(end, End::Closed);
    drop(silent);
}
