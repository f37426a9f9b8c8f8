//! Pictures of every state of the widget.

use anyhow::Result;

use crate::build;
use crate::step::{command, run};
use crate::tools::table::Engine;
use crate::workspace;

pub(crate) fn verb() -> Result<()> {
    build::run(|| Ok(()))?;
    let folder = workspace::target().join("screenshots");
    let mut cargo = command("cargo run --quiet --package e2e --bin screenshots --");
    cargo.arg(&folder).env("TALLYFY_ARCHIVE_DIST", workspace::dist());
    Engine::Chromium.set_variables(&mut cargo)?;
    run(&mut cargo)?;
    println!("{}", folder.join("index.html").display());
    Ok(())
}
