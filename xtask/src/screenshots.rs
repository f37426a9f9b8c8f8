//! Pictures of everything there is to see.

use std::fs;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use crate::build;
use crate::tools::browsers::Engine;
use crate::workspace::Workspace;

/// What `screenshots` can be told.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Put the picture for the README into docs/
    #[arg(long)]
    readme: bool,
}

/// `cargo xtask screenshots`.
pub(crate) fn verb(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    build::run(workspace, || Ok(()))?;
    let browser = Engine::Chromium.ensure(workspace)?;
    let folder = workspace.target().join("screenshots");
    let mut cargo = workspace.cargo();
    cargo.args(["run", "--quiet", "--package", "e2e", "--bin", "screenshots"]);
    cargo.arg("--").arg(&folder);
    cargo.env("TALLYFY_ARCHIVE_DIST", workspace.dist());
    cargo.env("ENGINE", Engine::Chromium.as_str());
    let [binary, driver] = Engine::Chromium.variables();
    cargo.env(binary, browser.binary).env(driver, browser.driver);
    let status = cargo.status().context("cannot run cargo")?;
    if !status.success() {
        bail!("the pictures were not taken: {status}");
    }
    if options.readme {
        let place = workspace.root().join("docs").join("screenshot.png");
        fs::copy(folder.join("readme.png"), place)?;
    }
    println!("{}", folder.join("index.html").display());
    Ok(ExitCode::SUCCESS)
}
