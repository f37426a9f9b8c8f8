//! The static site in `dist/`, and the rest of the npm package in `pkg/`. The work is done in `xtask/site`, in
//! JavaScript: Node.js brings digests and compressors, and esbuild and an HTML parser have interfaces for it. Crates for
//! that would be compiled before anything else on a fresh machine.

use std::path::Path;
use std::process::{Command, ExitCode};

use anyhow::Result;

use crate::step::Log;
use crate::tools::Programs;
use crate::workspace::Workspace;

/// Makes `dist/` anew from `pkg/`, `static/`, `index.html` and the prerendered form, and completes `pkg/`.
pub(super) fn assemble(workspace: &Workspace, programs: &Programs, log: &Log) -> Result<()> {
    log.run(script(workspace, programs, "main.mjs").arg(workspace.cache_dir()))
}

/// Whether that was done.
pub(super) fn is_there(workspace: &Workspace) -> bool {
    let (dist, pkg) = (workspace.dist(), workspace.pkg());
    let outputs = [
        dist.join("index.html"),
        dist.join("tallyfy-archive.js"),
        pkg.join("package.json"),
    ];
    let outputs = outputs.into_iter().chain([workspace.snippet(), workspace.preload()]);
    outputs.into_iter().all(|output| output.exists())
}

/// Prints what each file weighs, and fails above the budget. Or records the size.
pub(super) fn weigh(workspace: &Workspace, programs: &Programs, record: bool) -> Result<ExitCode> {
    let mut node = script(workspace, programs, "budget.mjs");
    let status = node.args(record.then_some("--record")).status()?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn script(workspace: &Workspace, programs: &Programs, name: &str) -> Command {
    let mut node = programs.command("node");
    let script = Path::new("xtask/site").join(name);
    node.arg(workspace.root().join(script)).arg(workspace.root());
    node
}
