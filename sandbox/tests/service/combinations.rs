//! Every named reply with every time of the work, over real sockets.

use std::time::Duration;

use reqwest::Method;
use sandbox::{Ending, NewTask, Operation, Sandbox, Work, combination, combinations, reply_names};

use crate::client::{End, TIMEOUT, read, send, start, task_path, write};

/// Longer than any response takes, on a slow machine. Each test waits for it once.
const LATE: Duration = Duration::from_millis(700);
/// How long to read from a hanging connection.
const LISTENING: Duration = Duration::from_millis(200);

/// What a client gets: the beginning of the bytes, the end of the connection, and the ending in the log. After a complete
/// response the connection is closed, as the client requests.
fn expected(name: &str) -> (String, End, Ending) {
    match name {
        "reset" => (String::new(), End::Reset, Ending::Reset),
        "close" => (String::new(), End::Closed, Ending::Closed),
        "hang" => (String::new(), End::Waiting, Ending::Abandoned),
        "103-reset" => ("103".to_owned(), End::Reset, Ending::Cut),
        "103-close" => ("103".to_owned(), End::Closed, Ending::Cut),
        "103-hang" => ("103".to_owned(), End::Waiting, Ending::Abandoned),
        "cut-off" => ("200".to_owned(), End::Closed, Ending::Cut),
        "cut-off-reset" => ("200".to_owned(), End::Reset, Ending::Cut),
        "cut-off-hang" => ("200".to_owned(), End::Waiting, Ending::Abandoned),
        "cut-off-500" => ("500".to_owned(), End::Closed, Ending::Cut),
        other => (other[..3].to_owned(), End::Closed, Ending::Answered),
    }
}

fn task(sandbox: &Sandbox, title: &str, operation: Operation) -> String {
    sandbox.add_task(NewTask {
        archived: operation == Operation::Restore,
        ..NewTask::titled(title)
    })
}

#[test]
fn every_response_combines_with_every_execution_time() {
    for (operation, method, suffix) in [
        (Operation::Archive, "DELETE", ""),
        (Operation::Restore, "PUT", "/restore"),
    ] {
        let sandbox = start();
        let mut played = Vec::new();
        for name in reply_names() {
            for work in ["never", "before", "later", "twice"] {
                let full = format!("{name}/{work}");
                let id = task(&sandbox, &full, operation);
                let faults = combination(&full).late_by(LATE);
                sandbox.set_combination(&id, operation, faults);
                let (bytes, end) = read(
                    write(&sandbox, method, &(task_path(&id) + suffix)),
                    if expected(name).1 == End::Waiting {
                        LISTENING
                    } else {
                        TIMEOUT
                    },
                );
                let usual = if operation == Operation::Archive { "204" } else { "200" };
                let (status, expected_end, ending) = match name {
                    "usual" => (usual.to_owned(), End::Closed, Ending::Answered),
                    _ => expected(name),
                };
                let status = if status.is_empty() {
                    status
                } else {
                    format!("HTTP/1.1 {status} ")
                };
                let text = String::from_utf8_lossy(&bytes).into_owned();
                assert!(
                    text.starts_with(&status) && status.is_empty() == bytes.is_empty(),
                    "{full}: {text}"
                );
                assert_eq!(end, expected_end, "{full}");

                let now = sandbox.task(&id).unwrap().is_archived() != (operation == Operation::Restore);
                let is_pending = sandbox.late_changes().iter().any(|late| late.change.task == id);
                if is_pending {
                    assert_eq!(now, work == "twice", "{full}");
                }
                played.push((full, id, work, ending));
            }
        }
        assert!(sandbox.wait_for_late_changes(TIMEOUT));
        for (full, id, work, ending) in played {
            let is_done = sandbox.task(&id).unwrap().is_archived() != (operation == Operation::Restore);
            assert_eq!(is_done, work != "never", "{full}");

            let path = task_path(&id) + suffix;
            let ended = |log: &[sandbox::LoggedRequest]| {
                log.iter()
                    .any(|request| request.path == path && request.ending == ending)
            };
            assert!(sandbox.wait_until(TIMEOUT, ended), "{full}: not {ending:?}");
            let request = sandbox.requests(method, &path).pop().unwrap();
            let executions: Vec<_> = request
                .executions
                .iter()
                .map(|execution| (execution.late, execution.changed))
                .collect();
            let expected: &[_] = match work {
                "never" => &[],
                "before" => &[(false, true)],
                "later" => &[(true, true)],
                _ => &[(false, true), (true, false)],
            };
            assert_eq!(executions, expected, "{full}");
            assert_eq!(request.changed, work != "never", "{full}");
            if let Some(late) = request.executions.iter().find(|execution| execution.late) {
                assert!(late.at_ms >= request.at_ms + 700, "{full}");
                // A hanging request ends when its client closes the connection, which may be later.
                if ending != Ending::Abandoned {
                    assert!(late.at_ms >= request.ended_ms.unwrap(), "{full}");
                }
            }
        }
    }
}

#[test]
fn a_retry_of_the_browser_after_execution_gets_each_refusal() {
    let sandbox = start();
    for refusal in ["401", "402", "403", "404", "409", "423", "429"] {
        let name = format!("repeat/{refusal}");
        let id = task(&sandbox, &name, Operation::Archive);
        sandbox.set_combination(&id, Operation::Archive, combination(&name));
        assert_eq!(
            read(write(&sandbox, "DELETE", &task_path(&id)), TIMEOUT),
            (Vec::new(), End::Reset),
            "{name}"
        );
        assert!(sandbox.task(&id).unwrap().is_archived(), "{name}");
        let (bytes, _) = read(write(&sandbox, "DELETE", &task_path(&id)), TIMEOUT);
        assert!(
            bytes.starts_with(format!("HTTP/1.1 {refusal} ").as_bytes()),
            "{name}: {}",
            String::from_utf8_lossy(&bytes)
        );
        let (bytes, _) = read(write(&sandbox, "DELETE", &task_path(&id)), TIMEOUT);
        assert!(bytes.starts_with(b"HTTP/1.1 404 "), "{name}");
    }
}

#[tokio::test]
async fn a_read_gets_every_response_and_changes_nothing() {
    let sandbox = start();
    for combination in combinations() {
        let Some(name) = combination.name.strip_suffix("/later") else {
            continue;
        };
        let (_, end, _) = expected(name);
        if end == End::Waiting {
            continue;
        }
        let id = task(&sandbox, name, Operation::Archive);
        sandbox.set_combination(&id, Operation::Get, combination.clone());
        let (bytes, ended) = read(write(&sandbox, "GET", &task_path(&id)), TIMEOUT);
        assert_eq!(ended, end, "{name}");
        if name != "usual" {
            let status = expected(name).0;
            assert!(
                String::from_utf8_lossy(&bytes).contains(&status) && bytes.is_empty() == status.is_empty(),
                "{name}"
            );
        }
        assert!(sandbox.late_changes().is_empty(), "{name}");
        assert!(!sandbox.task(&id).unwrap().is_archived(), "{name}");
    }
    assert!(sandbox.log().iter().all(|request| request.executions.is_empty()));
}

#[tokio::test]
async fn contradicting_bodies_claim_the_opposite_state() {
    let sandbox = start();
    let table = [
        (Operation::Archive, "200-task-unchanged/never", false),
        (Operation::Archive, "200-task-unchanged/before", false),
        (Operation::Archive, "200-task/never", true),
        (Operation::Restore, "200-task-unchanged/never", true),
        (Operation::Restore, "200-task-unchanged/before", true),
        (Operation::Restore, "200-task/never", false),
    ];
    for (operation, name, shows_archived) in table {
        let id = task(&sandbox, name, operation);
        sandbox.set_combination(&id, operation, combination(name));
        let path = task_path(&id);
        let answer = match operation {
            Operation::Restore => send(&sandbox, Method::PUT, &(path + "/restore")).await,
            _ => send(&sandbox, Method::DELETE, &path).await,
        };
        let data = answer.json()["data"].clone();
        assert_eq!(data["id"], id, "{operation:?} {name}");
        assert_eq!(!data["archived_at"].is_null(), shows_archived, "{operation:?} {name}");
    }
}

#[test]
#[should_panic(expected = "repeat/REPLY")]
fn an_unknown_combination_is_rejected_with_the_known_ones() {
    combination("teapot/later");
}

#[test]
fn there_is_a_combination_for_each_response_and_execution_time() {
    let names: Vec<_> = combinations().into_iter().map(|combination| combination.name).collect();
    assert_eq!(names.len(), reply_names().len() * 5);
    for name in [
        "reset/later",
        "500/later",
        "502/later",
        "503/later",
        "504/later",
        "522/later",
        "524/later",
        "503-long/before",
        "202/never",
        "207/never",
        "429/before",
        "repeat/423",
    ] {
        assert!(names.iter().any(|known| known == name), "{name}");
    }
    let faults = combination("503-short/before").times(2).faults;
    assert_eq!((faults[0].times, faults[0].work), (Some(2), Some(Work::Before)));
}
