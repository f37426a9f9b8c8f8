//! The host applications on the servers of their toolchains. The slow ones run with `cargo xtask test embed --all`.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, ChildStdout, Command, Stdio};

use e2e::{State, run_test_with};
use sandbox::{Config, TOKEN};

use crate::hosts::{archive_and_restore, folder};

/// A server of a toolchain. It stops when this is dropped.
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
            let mut server = Server::start(host, "vite/bin/vite.js --host 127.0.0.1", "");
            ctx.browser.open(&server.address());
            let widget = ctx.widget("tallyfy-archive-task");
            widget.enter("Task ID", "0a1b2c3d4e5f60718293a4b5c6d7e8f9");
            widget.press("Find task");
            // There is neither a token nor an API. Only the WebAssembly reports that.
            widget.wait_for_state(State::Refused);
        }
    });
}

#[test]
fn vite_8_archives_and_restores_in_development() {
    for host in ["react", "vue", "svelte"] {
        serves(host, "vite/bin/vite.js --host 127.0.0.1 --config dev.config.js", "");
    }
}

#[test]
#[ignore = "slow"]
fn vite_5_archives_and_restores_in_development_with_the_inline_script() {
    serves("slow/vite", "vite/bin/vite.js --host 127.0.0.1", "");
}

#[test]
#[ignore = "slow"]
fn vite_5_archives_and_restores_in_development_if_it_does_not_bundle_the_package() {
    let command = "vite/bin/vite.js --host 127.0.0.1 --config excluded.config.js";
    serves("slow/vite", command, "excluded/");
    serves("slow/vite", command, "excluded/react.html");
}

#[test]
#[ignore = "slow"]
fn angular_archives_and_restores_in_development() {
    serves(
        "slow/angular",
        "@angular/cli/bin/ng.js serve --host 127.0.0.1 --port 0",
        "",
    );
}

#[test]
#[ignore = "slow"]
fn next_archives_and_restores_on_a_page_that_the_server_rendered() {
    serves(
        "slow/next",
        "next/dist/bin/next start --hostname 127.0.0.1 --port 0",
        "",
    );
}

#[test]
#[ignore = "slow"]
fn next_archives_and_restores_with_the_plain_tag_and_effects() {
    serves(
        "slow/next",
        "next/dist/bin/next start --hostname 127.0.0.1 --port 0",
        "tag",
    );
}

#[test]
#[ignore = "slow"]
fn next_archives_and_restores_in_development() {
    serves("slow/next", "next/dist/bin/next dev --hostname 127.0.0.1 --port 0", "");
}

/// Archives and restores on a page of this server, which forwards requests of the API to a sandbox.
fn serves(host: &str, command: &str, page: &str) {
    let config = Config {
        dist: Some(folder().join("plain")),
        ..Config::default()
    };
    run_test_with(config, |ctx| {
        ctx.page.put_file("/session/tallyfy-token", "text/plain", TOKEN);
        let mut server = Server::start(host, command, &ctx.page.url());
        ctx.browser.open(&format!("{}{page}", server.address()));
        archive_and_restore(ctx, &ctx.widget("tallyfy-archive-task"));
    });
}

impl Server {
    /// Starts a script of an installed package in the folder of a host.
    fn start(host: &str, command: &str, api: &str) -> Self {
        let (script, arguments) = command.split_once(' ').unwrap_or((command, ""));
        let mut process = Command::new("node")
            .arg(format!("../node_modules/{script}"))
            .args(arguments.split(' '))
            .current_dir(folder().join(host))
            .envs([("NO_COLOR", "1"), ("API", api), ("NEXT_TELEMETRY_DISABLED", "1")])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{script} does not start: {error}"));
        let output = BufReader::new(process.stdout.take().expect("its output is piped"));
        Self { process, output }
    }

    /// Its URL with a slash at the end, once it listens.
    fn address(&mut self) -> String {
        let address = |line: std::io::Result<String>| Some(line.ok()?.split_once("Local:")?.1.trim().to_owned());
        let address = self.output.by_ref().lines().find_map(address);
        let address = address.expect("the server says where it listens");
        format!("{}/", address.trim_end_matches('/'))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
