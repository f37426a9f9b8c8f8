//! Chromium and its driver.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::json;

use super::{Browser, Engine};
use crate::step::Step;
use crate::tools::apt;
use crate::workspace::Workspace;

const BY_HAND: &str = "install Chromium or Chrome with the chromedriver of the same version, or name \
                       them in CHROMIUM and CHROMEDRIVER (on Debian: apt-get install chromium chromium-driver)";

/// As root in a container there is no user namespace for its own sandbox; the
/// rest keeps it from calling home, which a closed network answers late.
pub(crate) const ARGUMENTS: [&str; 8] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// Finds or installs it.
pub(crate) fn ensure(workspace: &Workspace) -> Result<Browser> {
    if let Some(browser) = find() {
        return Ok(browser);
    }
    if !apt::present() {
        bail!("no Chromium with its driver: {BY_HAND}");
    }
    let step = Step {
        name: "chromium",
        what: "installing Debian's with its driver: components and pages are tested in it",
        by_hand: BY_HAND,
    };
    step.run(&workspace.cache_dir(), |log| {
        apt::install(log, &["chromium", "chromium-driver"])?;
        find().context("installed, but not on PATH")
    })
}

/// What wasm-bindgen's test runner tells the driver, as the file it reads.
pub(crate) fn write_capabilities(browser: &Browser, folder: &Path) -> Result<PathBuf> {
    let options = json!({ "goog:chromeOptions": { "binary": browser.binary, "args": ARGUMENTS } });
    fs::create_dir_all(folder)?;
    let file = folder.join("webdriver.json");
    fs::write(&file, options.to_string()).with_context(|| file.display().to_string())?;
    Ok(file)
}

fn find() -> Option<Browser> {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let [binary, driver] = Engine::Chromium.find(&names, &["chromedriver"]);
    Some(Browser {
        binary: binary?,
        driver: driver?,
    })
}
