//! What is painted before the WebAssembly is there. The package `prerender` makes it of the Yew component.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use super::stamp::Stamp;
use crate::step::Step;
use crate::workspace::Workspace;

/// What it is made from.
const INPUTS: [&str; 4] = ["Cargo.lock", "Cargo.toml", "src", "xtask/prerender"];

/// Where the modules are that `static/element` imports from `prerendered/`, and the card as HTML.
pub(super) fn folder(workspace: &Workspace) -> PathBuf {
    workspace.cache_dir().join("prerendered")
}

/// The card as HTML.
pub(super) fn card(workspace: &Workspace) -> Result<String> {
    let file = folder(workspace).join("card.html");
    fs::read_to_string(&file).with_context(|| file.display().to_string())
}

/// Renders the card unless nothing changed since the last time. Compiles Yew for this machine: a program of its own,
/// so that these tasks need not wait for that.
pub(super) fn run(workspace: &Workspace) -> Result<()> {
    let stamp = Stamp::of(workspace, "prerender", &INPUTS)?;
    let folder = folder(workspace);
    if folder.exists() && stamp.is_current() {
        return Ok(());
    }
    let step = Step {
        name: "form",
        what: "rendering the form with Yew, for what is painted before the WebAssembly is there",
        by_hand: "",
    };
    step.run(&workspace.cache_dir(), |log| {
        let mut cargo = workspace.cargo();
        cargo.args(["run", "--package", "prerender", "--"]);
        log.run(cargo.arg(folder))?;
        stamp.write()
    })
}
