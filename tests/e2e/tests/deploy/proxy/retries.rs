//! The proxy never retries.

use sandbox::{Fault, ORG, Operation, Reply, case};

use super::{answer, call, calls};
use crate::nginx::{Deployment, Nginx, Tallyfy, Tls, free_port};
use crate::upstream::Upstream;

#[test]
fn a_delete_whose_response_is_lost_is_sent_once() {
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

#[test]
fn nothing_is_sent_twice_for_any_response() {
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
        // Often enough for a failed address to be tried again.
        for (method, path) in calls().into_iter().cycle().take(12) {
            nginx.request(method, &path, &[]);
            assert_eq!(tallyfy.heads().len(), 1, "{method} {path} after {text:?}");
        }
    }
}

#[test]
fn nothing_is_sent_twice_if_one_address_is_unreachable() {
    let tallyfy = Upstream::start(|_| answer("200 OK", ""));
    let addresses = [free_port(), tallyfy.port];
    let nginx = Nginx::start("dead", &Tallyfy::At(&addresses), Tls::InFront);
    let mut statuses = Vec::new();
    for (method, path) in calls().into_iter().cycle().take(16) {
        let status = nginx.request(method, &path, &[]).status;
        let sent = tallyfy.heads().len();
        assert_eq!(sent, usize::from(status == 200), "{method} {path}: {status}");
        statuses.push(status);
    }
    // Round robin: the dead address is neither replaced nor disabled.
    let dead = statuses.iter().filter(|status| **status == 502).count();
    assert_eq!(dead, 8, "{statuses:?}");
}
