//! What the site weighs on the wire, and where the weight comes from.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::site::WASM;
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
    run(programs, CRATES, &with_names(workspace, programs)?)
}

/// The wasm as wasm-bindgen leaves it: without what only that reads, and with the names that what ships has no more.
fn with_names(workspace: &Workspace, programs: &Programs) -> Result<PathBuf> {
    let folder = workspace.notes().join("named");
    let mut bindgen = programs.command("wasm-bindgen");
    bindgen.args(["--target", "web", "--no-typescript", "--no-demangle", "--out-dir"]);
    let status = bindgen.arg(&folder).arg(workspace.compiled_wasm()).status()?;
    if !status.success() {
        bail!("cannot tell crates apart: wasm-bindgen {status}");
    }
    Ok(folder.join(WASM))
}

fn run(programs: &Programs, script: &str, of: &Path) -> Result<()> {
    let status = programs.script(script).arg(of).status()?;
    if !status.success() {
        bail!("cannot weigh {}: node {status}", of.display());
    }
    Ok(())
}
