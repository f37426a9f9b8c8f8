//! What the site weighs on the wire.

use anyhow::{Result, bail};

use crate::tools::Programs;
use crate::workspace::Workspace;

/// In JavaScript, because Node.js is there anyway and brings both compressors;
/// crates for them would be compiled before anything else on a fresh machine.
const SCRIPT: &str = include_str!("weight.mjs");

/// Prints a table of the files in `dist/`.
pub(crate) fn print(workspace: &Workspace, programs: &Programs) -> Result<()> {
    let mut node = programs.command("node");
    node.args(["--input-type=module", "--eval", SCRIPT, "--"]);
    let status = node.arg(workspace.dist()).status()?;
    if !status.success() {
        bail!("cannot weigh dist/: node {status}");
    }
    Ok(())
}
