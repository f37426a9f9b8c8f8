//! The host applications unbundled, on Vite's development server.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, ChildStdout, Command, Stdio};

use e2e::{State, run_test_with};
use sandbox::Config;

use crate::hosts::folder;

/// A development server. It stops when this is dropped.
struct Server {
    process: Child,
    /// Kept open: the server would fail to write to a closed pipe.
    output: BufReader<ChildStdout>,
}

#[test]
fn the_widget_runs_under_the_development_server() {
    let page = Config {
        dist: Some(folder().join("plain")),
        ..Config::default()
    };
    run_test_with(page, |ctx| {
        for host in ["react", "vue", "svelte"] {
            let mut server = Server::start(host);
            ctx.browser.open(&server.address());
            let widget = ctx.widget("tallyfy-archive-task");
            widget.enter("Task ID", "0a1b2c3d4e5f60718293a4b5c6d7e8f9");
            widget.press("Find task");
            // There is neither a token nor an API. Only the WebAssembly reports that.
            widget.wait_for_state(State::Refused);
        }
    });
}

impl Server {
    fn start(host: &str) -> Self {
        let mut process = Command::new("node")
            .args(["../node_modules/vite/bin/vite.js", "--host", "127.0.0.1"])
            .current_dir(folder().join(host))
            .env("NO_COLOR", "1")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("Vite does not start: {error}"));
        let output = BufReader::new(process.stdout.take().expect("its output is piped"));
        Self { process, output }
    }

    /// Its URL, once it listens.
    fn address(&mut self) -> String {
        let address = |line: std::io::Result<String>| Some(line.ok()?.split_once("Local:")?.1.trim().to_owned());
        let address = self.output.by_ref().lines().find_map(address);
        address.expect("Vite says where it listens")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
