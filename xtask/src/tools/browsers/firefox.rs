//! Firefox and its driver.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use super::{Browser, Engine};
use crate::step::Step;
use crate::tools::apt;
use crate::tools::cache::Cache;
use crate::tools::cargo_install::Package;
use crate::workspace::Workspace;

const BY_HAND: &str = "install Firefox, or name it in FIREFOX (on Debian: apt-get install firefox-esr)";

/// Finds or installs it.
pub(crate) fn ensure(workspace: &Workspace) -> Result<Browser> {
    let [binary, driver] = find();
    let binary = match binary {
        Some(binary) => binary,
        None => install(workspace)?,
    };
    let driver = match driver {
        Some(driver) => driver,
        None => compile_driver(workspace)?,
    };
    Ok(Browser { binary, driver })
}

fn find() -> [Option<PathBuf>; 2] {
    Engine::Firefox.find(&["firefox-esr", "firefox"], &["geckodriver"])
}

fn install(workspace: &Workspace) -> Result<PathBuf> {
    if !apt::present() {
        bail!("no Firefox: {BY_HAND}");
    }
    let step = Step {
        name: "firefox",
        what: "installing Debian's: pages are tested in it",
        by_hand: BY_HAND,
    };
    step.run(&workspace.cache_dir(), |log| {
        apt::install(log, &["firefox-esr"])?;
        let [binary, _] = find();
        binary.context("installed, but not on PATH")
    })
}

/// Debian has no package of it.
fn compile_driver(workspace: &Workspace) -> Result<PathBuf> {
    let package = Package {
        name: "geckodriver",
        version: "0.37.1",
        programs: &["geckodriver"],
        arguments: &["--locked"],
        purpose: "it drives Firefox",
    };
    Ok(package.ensure(workspace, &Cache::find()?)?.join("geckodriver"))
}
