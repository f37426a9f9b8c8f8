//! What becomes of the crate where it is published: its documentation, and what is packed.

use anyhow::{Context, Result, bail};

use super::parts::run;
use crate::workspace::Workspace;

/// What has documentation that somebody reads.
const LIBRARIES: [&str; 3] = ["tallyfy-archive", "sandbox", "e2e"];

/// Documents the libraries.
pub(super) fn docs(workspace: &Workspace) -> Result<()> {
    let mut cargo = workspace.cargo();
    cargo.args(["doc", "--no-deps", "--lib", "--all-features", "--quiet"]);
    cargo.args(LIBRARIES.iter().flat_map(|name| ["--package", name]));
    run(cargo.env("RUSTDOCFLAGS", "--deny warnings"))
}

/// Packs the crate and builds it from what was packed. Its files may have changes that are not in a commit yet.
pub(super) fn package(workspace: &Workspace) -> Result<()> {
    let mut cargo = workspace.cargo();
    cargo.args(["package", "--package", "tallyfy-archive", "--allow-dirty", "--offline"]);
    let output = cargo.output().context("cannot run cargo")?;
    let said = String::from_utf8_lossy(&output.stderr);
    print!("{said}");
    if !output.status.success() || said.lines().any(|line| line.starts_with("warning")) {
        bail!("cargo has something to say about it");
    }
    Ok(())
}
