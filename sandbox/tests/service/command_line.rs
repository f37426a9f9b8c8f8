//! The command-line program.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Output, Stdio};

use crate::client::start;

fn sandbox(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sandbox"));
    command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn fails(arguments: &[&str]) -> String {
    let Output { status, stderr, .. } = sandbox(arguments).output().unwrap();
    assert!(!status.success());
    String::from_utf8(stderr).unwrap()
}

/// Kills the program when the test ends.
struct Serving(Child);

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::test]
async fn it_prints_its_address_when_it_listens() {
    let mut serving = Serving(sandbox(&["--port", "0", "--cors", "on"]).spawn().unwrap());
    let mut address = String::new();
    BufReader::new(serving.0.stdout.take().unwrap())
        .read_line(&mut address)
        .unwrap();
    let address = address.trim();
    assert!(address.starts_with("http://127.0.0.1:"), "{address}");
    let client = reqwest::Client::new();
    let answer = client
        .get(format!("{address}/api"))
        .header("origin", "http://a.example")
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 404);
    assert_eq!(answer.headers()["access-control-allow-origin"], "*");
}

#[test]
fn a_port_in_use_is_reported() {
    let other = start();
    let error = fails(&["--port", &other.port().to_string()]);
    assert_eq!(
        error,
        format!(
            "sandbox: port {} is taken by another program; choose another one with --port\n",
            other.port()
        )
    );
}

#[test]
fn a_missing_page_is_reported() {
    let error = fails(&["--port", "0", "--dist", "/nowhere/at/all"]);
    assert!(
        error.contains("/nowhere/at/all") && error.contains("cargo xtask build"),
        "{error}"
    );
}

#[test]
fn a_token_is_not_sent_over_plain_http() {
    assert!(fails(&["--port", "0", "--api", "http://go.tallyfy.com/api"]).contains("https://"));
}
