//! Trying the widget out: the page and a stand-in for Tallyfy on this machine.

use std::process::{Command, ExitCode};

use anyhow::{Context, Result};

use crate::build;
use crate::step::{Log, Step};
use crate::workspace::Workspace;

/// What `serve` can be told.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Port on this machine's loopback address
    #[arg(long, default_value_t = 8080)]
    port: u16,
    // No doc comment: rustdoc wants the address in a form that help must not show.
    #[arg(
        long,
        value_name = "URL",
        help = "Forward API requests to this service instead of answering them here, \
                for example https://go.tallyfy.com/api"
    )]
    api: Option<String>,
}

/// `cargo xtask serve`.
pub(crate) fn verb(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    build::run(workspace, || compile_sandbox(workspace))?;
    let mut sandbox = Command::new(workspace.sandbox());
    sandbox.arg("--dist").arg(workspace.dist());
    sandbox.arg("--port").arg(options.port.to_string());
    if let Some(api) = &options.api {
        sandbox.arg("--api").arg(api);
    }
    become_program(sandbox)
}

/// Compiles the sandbox's program. Announced only the first time: after that
/// cargo mostly finds that there is nothing to do.
pub(crate) fn compile_sandbox(workspace: &Workspace) -> Result<()> {
    let step = Step::new("sandbox", "compiling the stand-in for Tallyfy");
    let compile = |log: &Log| log.run(workspace.cargo().args(["build", "--package", "sandbox"]));
    if workspace.sandbox().exists() {
        step.run_quietly(&workspace.cache_dir(), compile)
    } else {
        step.run(&workspace.cache_dir(), compile)
    }
}

/// Replaces this program, so that Ctrl-C and a kill reach the sandbox itself.
#[cfg(unix)]
fn become_program(mut program: Command) -> Result<ExitCode> {
    use std::os::unix::process::CommandExt;
    let problem = program.exec();
    Err(problem).with_context(|| format!("cannot run {}", program.get_program().display()))
}

#[cfg(not(unix))]
fn become_program(mut program: Command) -> Result<ExitCode> {
    let status = program.status().context("cannot run the sandbox")?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
