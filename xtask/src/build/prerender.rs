//! What is painted before the WebAssembly is loaded. The package `prerender` renders it with Yew, for this machine: a
//! program of its own, so that these tasks need not wait for that.

use std::path::PathBuf;

use anyhow::Result;

use super::stamp::Stamp;
use crate::step::Step;
use crate::workspace::Workspace;

/// What it is made from.
const INPUTS: [&str; 4] = ["Cargo.lock", "Cargo.toml", "src", "xtask/prerender"];

/// The form as HTML, and the texts that the scripts need.
pub(super) fn file(workspace: &Workspace) -> PathBuf {
    workspace.cache_dir().join("prerendered.json")
}

/// Renders the form unless nothing changed since the last time.
pub(super) fn run(workspace: &Workspace) -> Result<()> {
    let stamp = Stamp::of(workspace, "form-rendered", &INPUTS)?;
    let file = file(workspace);
    if file.exists() && stamp.is_current() {
        return Ok(());
    }
    let what = "rendering the form with Yew, for what is painted before the WebAssembly is loaded";
    Step::new("form", what).run(&workspace.cache_dir(), |log| {
        let mut cargo = workspace.cargo();
        cargo.args(["run", "--package", "prerender", "--"]);
        log.run(cargo.arg(file))?;
        stamp.write()
    })
}
