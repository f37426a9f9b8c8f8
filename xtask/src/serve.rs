//! The page and the sandbox on this machine, to be tried out.

use std::os::unix::process::CommandExt;
use std::process::Command;

use anyhow::{Context, Result};

use crate::build;
use crate::step::{command, run, step};
use crate::workspace;

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Port on this machine's loopback address
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Forward API requests to this service, such as `https://go.tallyfy.com/api`, instead of answering them here
    #[arg(long, value_name = "URL")]
    api: Option<String>,
    /// Whether pages of other origins may call the API here, as they may not call Tallyfy's
    #[arg(long, value_parser = ["on", "off"])]
    cors: Option<String>,
}

/// The sandbox replaces this program, so that it gets the signals itself.
pub(crate) fn verb(options: &Options) -> Result<()> {
    build::run(compile_sandbox)?;
    let mut sandbox = Command::new(workspace::sandbox());
    sandbox.arg("--dist").arg(workspace::dist());
    sandbox.arg("--port").arg(options.port.to_string());
    sandbox.args(options.api.iter().flat_map(|api| ["--api", api]));
    sandbox.args(options.cors.iter().flat_map(|cors| ["--cors", cors]));
    Err(sandbox.exec()).context("cannot run the sandbox")
}

/// Compiles the sandbox. Usually cargo finds that there is nothing to do, so only the first time is announced.
pub(crate) fn compile_sandbox() -> Result<()> {
    let mut cargo = command("cargo build --quiet --package sandbox");
    if workspace::sandbox().exists() {
        return run(&mut cargo);
    }
    step("sandbox", "compiling the sandbox", |log| log.run(&mut cargo))
}
