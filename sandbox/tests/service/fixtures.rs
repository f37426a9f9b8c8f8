//! Fixtures are sent unchanged.

use std::fs;
use std::path::Path;

use reqwest::Method;
use sandbox::{Fault, Operation, case, fixture_names};

use crate::client::{send, start, task_path};

#[tokio::test]
async fn every_fixture_is_sent_unchanged() {
    let sandbox = start();
    let id = case("plain").task_id;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/answers");
    for name in fixture_names() {
        let file = fs::read_to_string(folder.join(format!("{name}.http"))).unwrap();
        let (head, body) = file.split_once("\n\n").unwrap();
        let mut head = head.lines();
        let status = head.next().unwrap().split(' ').nth(1).unwrap();

        sandbox.set_fault(&id, Operation::Get, Fault::fixture(name).times(1));
        let answer = send(&sandbox, Method::GET, &task_path(&id)).await;
        assert_eq!(answer.status.to_string(), status, "{name}");
        assert_eq!(answer.text(), body, "{name}");
        for line in head {
            let (field, value) = line.split_once(": ").unwrap();
            assert_eq!(answer.header(field), Some(value), "{name}: {field}");
        }
    }
    assert!(fixture_names().count() > 30);
}

#[test]
#[should_panic(expected = "These are: archive-200-bare")]
fn an_unknown_fixture_cannot_be_armed() {
    start().set_fault("*", Operation::Get, Fault::fixture("teapot"));
}
