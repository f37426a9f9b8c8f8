//! No token is logged.

use std::os::unix::net::UnixListener;
use std::sync::atomic::{AtomicUsize, Ordering};

use sandbox::{Fault, ORG, Operation, Reply, TOKEN, case};

use super::{answer, call, calls};
use crate::nginx::{Deployment, Nginx, Tallyfy, Tls};
use crate::upstream::Upstream;

#[test]
fn the_request_id_in_the_log_is_not_a_token() {
    let token = format!("eyJhbGciOiJIUzI1NiJ9{}", "A".repeat(40));
    let sent = [token.as_str(), "eyJ0.eyJz.c2ln", "6f1c1c1e-5d0b-4a57-9d1f-2f1f7c0a9b11"];
    let ids: Vec<_> = sent
        .map(|id| answer("200 OK", &format!("X-Request-Id: {id}\r\n")))
        .into();
    let turn = AtomicUsize::new(0);
    let tallyfy = Upstream::start(move |_| ids[turn.fetch_add(1, Ordering::Relaxed)].clone());
    let nginx = Nginx::start("ids", &Tallyfy::At(&[tallyfy.port]), Tls::InFront);
    for id in sent {
        assert_eq!(
            nginx.request("GET", &calls()[0].1, &[]).header("x-request-id"),
            Some(id)
        );
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
    for path in [
        path.as_str(),
        "/",
        "/missing.js",
        "/tools/",
        "/api/me",
        "/api/organizations/o/tasks",
    ] {
        call(&deployment, "GET", &format!("{path}{query}"));
    }
    // nginx logs a file that it cannot open, for an unusual reason with level "crit".
    let _socket = UnixListener::bind(deployment.www().join("socket.js")).expect("a socket can be made");
    assert_eq!(call(&deployment, "GET", &format!("/socket.js{query}")).status, 500);
    // An invalid header line, and one that is too long.
    deployment.request("GET", &path, &[("Authori zation", TOKEN)]);
    deployment.request(
        "GET",
        &path,
        &[("Authorization", &format!("Bearer {TOKEN}{}", "a".repeat(40_000)))],
    );

    let logs = deployment.logs();
    for line in [
        &format!("GET {path} 200"),
        &format!("GET {path} 502"),
        "GET /missing.js 404",
        "GET /api/me 404",
    ] {
        assert!(logs.contains(line), "{line} in\n{logs}");
    }
    assert!(!logs.contains(TOKEN), "{logs}");
}
