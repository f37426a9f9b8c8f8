//! Pictures of every state of the widget.

use std::fs;

use anyhow::Result;

use crate::build;
use crate::step::{command, run};
use crate::tools::browsers::Engine;
use crate::workspace;

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Put the picture for the README into docs/
    #[arg(long)]
    readme: bool,
}

/// `cargo xtask screenshots`.
pub(crate) fn verb(options: &Options) -> Result<()> {
    build::run(|| Ok(()))?;
    let folder = workspace::target().join("screenshots");
    let mut cargo = command("cargo run --quiet --package e2e --bin screenshots --");
    cargo.arg(&folder).env("TALLYFY_ARCHIVE_DIST", workspace::dist());
    Engine::Chromium.set_variables(&mut cargo)?;
    run(&mut cargo)?;
    if options.readme {
        fs::copy(folder.join("readme.png"), "docs/screenshot.png")?;
    }
    println!("{}", folder.join("index.html").display());
    Ok(())
}
