//! Starting, stopping, and closing the port temporarily.

use std::fs;
use std::io::ErrorKind;
use std::net::TcpStream;
use std::path::PathBuf;

use reqwest::Method;
use sandbox::{Config, NewTask, ORG, Sandbox, StartError, TOKEN, case};

use crate::client::{End, TIMEOUT, read, send, start, task_path, write};

#[tokio::test]
async fn the_same_port_refuses_and_accepts_connections() {
    let sandbox = start();
    let id = sandbox.add_task(NewTask::titled("Stays"));
    let client = reqwest::Client::new();
    let get = || {
        let request = client.get(sandbox.url() + &task_path(&id)).bearer_auth(TOKEN);
        request
            .header("accept", "application/json")
            .header("x-tallyfy-client", "APIClient")
            .send()
    };
    assert_eq!(get().await.unwrap().status(), 200);
    for _ in 0..3 {
        sandbox.refuse().unwrap();
        sandbox.refuse().unwrap();
        let refused = TcpStream::connect(("127.0.0.1", sandbox.port())).unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::ConnectionRefused);
        assert!(get().await.is_err(), "an idle connection was kept");
        sandbox.accept().unwrap();
        sandbox.accept().unwrap();
        assert_eq!(get().await.unwrap().status(), 200);
    }
}

#[test]
fn open_connections_are_closed_when_connections_are_refused() {
    let sandbox = start();
    let id = case("silent").task_id;
    let stream = write(&sandbox, "DELETE", &task_path(&id));
    assert!(sandbox.wait_until(TIMEOUT, |log| !log.is_empty()));
    sandbox.refuse().unwrap();
    assert_ne!(read(stream, TIMEOUT).1, End::Waiting);
}

#[test]
fn a_dropped_sandbox_has_stopped() {
    let sandbox = start();
    let port = sandbox.port();
    drop(sandbox);
    assert!(TcpStream::connect(("127.0.0.1", port)).is_err());
}

#[tokio::test]
async fn two_sandboxes_are_independent() {
    let (one, two) = (start(), start());
    let id = case("plain").task_id;
    assert_ne!(one.url(), two.url());
    assert_eq!(send(&one, Method::DELETE, &task_path(&id)).await.status, 204);
    assert_eq!(send(&two, Method::GET, &task_path(&id)).await.status, 200);
    assert_eq!((one.log().len(), two.log().len()), (1, 1));
}

#[tokio::test]
async fn a_reset_restores_the_initial_state() {
    let sandbox = start();
    let added = sandbox.add_task(NewTask::titled("Short-lived"));
    send(&sandbox, Method::GET, &format!("/api/organizations/{ORG}/tasks")).await;
    sandbox.reset();
    assert!(sandbox.task(&added).is_none());
    assert!(sandbox.log().is_empty());
    send(&sandbox, Method::GET, &task_path(&case("plain").task_id)).await;
    assert_eq!(sandbox.log()[0].number, 2);
}

#[test]
fn a_failed_start_reports_why() {
    let running = start();
    let taken = Sandbox::start(Config {
        port: running.port(),
        ..Config::default()
    })
    .unwrap_err();
    assert!(matches!(taken, StartError::PortTaken(port) if port == running.port()));

    let dist = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("no-page");
    fs::create_dir_all(&dist).unwrap();
    let missing = Sandbox::start(Config {
        dist: Some(dist),
        ..Config::default()
    })
    .unwrap_err();
    assert!(missing.to_string().contains("cargo xtask build"), "{missing}");

    let upstream = Some("http://go.tallyfy.com/api".to_owned());
    let unsafe_base = Sandbox::start(Config {
        upstream,
        ..Config::default()
    })
    .unwrap_err();
    assert!(matches!(unsafe_base, StartError::Upstream(_)), "{unsafe_base}");
}
