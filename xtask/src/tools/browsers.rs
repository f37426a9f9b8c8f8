//! Browsers that tests drive.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::json;

use super::Tool;
use super::table::{CHROMEDRIVER, CHROMIUM, FIREFOX, GECKODRIVER, MINI_BROWSER, WEBKIT_DRIVER};
use crate::workspace::Workspace;

/// As root in a container there is no user namespace for Chromium's own sandbox; the rest keeps it from calling home,
/// which a closed network answers late.
pub(crate) const CHROMIUM_ARGUMENTS: [&str; 8] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// A browser and the program that drives it.
pub(crate) struct Browser {
    /// The browser itself.
    pub(crate) binary: PathBuf,
    /// Its driver, of the same version.
    pub(crate) driver: PathBuf,
}

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Engine {
    /// Chromium.
    Chromium,
    /// Firefox.
    Firefox,
    /// `WebKitGTK`.
    Webkit,
}

impl Engine {
    /// The name, as the tests know it.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }

    /// The environment variables that name the browser and its driver.
    pub(crate) fn variables(self) -> [&'static str; 2] {
        self.tools().map(|tool| tool.variable.unwrap_or_default())
    }

    /// Finds or installs its browser.
    pub(crate) fn ensure(self, workspace: &Workspace) -> Result<Browser> {
        let [binary, driver] = self.tools().map(|tool| tool.ensure(workspace));
        let (binary, driver) = (binary?, driver?);
        Ok(Browser { binary, driver })
    }

    fn tools(self) -> [&'static Tool; 2] {
        match self {
            Self::Chromium => [&CHROMIUM, &CHROMEDRIVER],
            Self::Firefox => [&FIREFOX, &GECKODRIVER],
            Self::Webkit => [&MINI_BROWSER, &WEBKIT_DRIVER],
        }
    }
}

/// What wasm-bindgen's test runner tells Chromium's driver, as the file it reads.
pub(crate) fn write_capabilities(browser: &Browser, folder: &Path) -> Result<PathBuf> {
    let options = json!({ "goog:chromeOptions": { "binary": browser.binary, "args": CHROMIUM_ARGUMENTS } });
    fs::create_dir_all(folder)?;
    let file = folder.join("webdriver.json");
    fs::write(&file, options.to_string()).with_context(|| file.display().to_string())?;
    Ok(file)
}
