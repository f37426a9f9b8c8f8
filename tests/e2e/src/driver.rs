//! A driver: the program between `WebDriver` and a browser.

use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::display::Display;
use crate::engine::Engine;
use crate::http::{self, WebDriverError};
use crate::reaper::Reaper;
use crate::wait::eventually;

/// How often to try to start a driver: another program may take the port first.
const START_ATTEMPTS: u8 = 3;

/// A running driver. It stops, with its browser, when this is dropped.
#[derive(Debug)]
pub(crate) struct Driver {
    process: Child,
    port: u16,
    reaper: Reaper,
    _display: Option<Display>,
}

impl Driver {
    pub(crate) fn start(engine: Engine) -> Self {
        (0..START_ATTEMPTS)
            .find_map(|_| Self::try_start(engine))
            .unwrap_or_else(|| panic!("the driver of {} does not start", engine.as_str()))
    }

    fn try_start(engine: Engine) -> Option<Self> {
        let port = free_port();
        let start = engine.driver();
        let reaper = Reaper::start();
        let display = engine.needs_display().then(|| Display::start(&reaper));
        let mut command = Command::new(&start.program);
        if let Some(display) = &display {
            command.env("DISPLAY", display.name());
        }
        let process = command
            .arg(format!("--port={port}"))
            .args(start.arguments)
            .envs(start.environment)
            .env("TMPDIR", reaper.folder())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            // The browser would outlive its driver.
            .process_group(0)
            .spawn()
            .unwrap_or_else(|error| panic!("{} does not start: {error}", start.program.display()));
        reaper.watch(-i64::from(process.id()));
        let mut driver = Self {
            process,
            port,
            reaper,
            _display: display,
        };
        eventually(|| match driver.process.try_wait() {
            Ok(None) => {
                let status = driver.command("GET", "/status", None).ok()?;
                status["ready"].as_bool().filter(|ready| *ready)
            }
            _ => Some(false),
        })
        .filter(|ready| *ready)
        .map(|_| driver)
    }

    /// Kills the browser with the driver, also if it is in a process group of its own.
    pub(crate) fn watch(&self, browser: i64) {
        self.reaper.watch(browser);
    }

    pub(crate) fn command(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Value, WebDriverError> {
        http::command(self.port, method, path, body)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // The session shuts down in order. This is for hangs. The reaper kills the browser too.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| listener.local_addr())
        .expect("loopback has a free port")
        .port()
}
