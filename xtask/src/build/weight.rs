//! What the site weighs on the wire, and where the weight comes from.

use std::path::Path;

use anyhow::{Result, bail};

use super::wasm;
use crate::tools::Programs;
use crate::workspace::Workspace;

/// In JavaScript, because Node.js is there anyway and brings both compressors;
/// crates for them would be compiled before anything else on a fresh machine.
const FILES: &str = include_str!("weight.mjs");

/// In JavaScript for the same reason.
const CRATES: &str = include_str!("crates.mjs");

/// Prints a table of the files in `dist/`, and one of the crates in the wasm.
pub(crate) fn print(workspace: &Workspace, programs: &Programs) -> Result<()> {
    run(programs, FILES, &workspace.dist())?;
    run(programs, CRATES, &wasm::with_names(workspace))
}

fn run(programs: &Programs, script: &str, of: &Path) -> Result<()> {
    let status = programs.script(script).arg(of).status()?;
    if !status.success() {
        bail!("cannot weigh {}: node {status}", of.display());
    }
    Ok(())
}
