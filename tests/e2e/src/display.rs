//! A virtual display (Xvfb), for engines without a headless mode.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use crate::engine::program;
use crate::reaper::Reaper;

/// A virtual display. Each browser gets its own, since windows on one display take the focus from each other. It stops when
/// this is dropped.
#[derive(Debug)]
pub(crate) struct Display {
    process: Child,
    number: String,
}

impl Display {
    /// Starts one with an unused number.
    pub(crate) fn start(reaper: &Reaper) -> Self {
        let mut process = Command::new(program("XVFB", &["Xvfb"]))
            .args(["-displayfd", "1", "-screen", "0", "1280x1600x24", "-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("Xvfb does not start: {error}"));
        reaper.watch(process.id().into());
        let mut number = String::new();
        let line = process.stdout.take().expect("its output is piped");
        // It prints its number when it is ready.
        let read = BufReader::new(line).read_line(&mut number);
        assert!(read.is_ok_and(|bytes| bytes > 0), "Xvfb ends without a display");
        Self {
            process,
            number: number.trim().to_owned(),
        }
    }

    /// The value for `DISPLAY`.
    pub(crate) fn name(&self) -> String {
        format!(":{}", self.number)
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
