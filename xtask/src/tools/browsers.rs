//! The browsers that tests drive.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;
use serde_json::json;

use super::Tool;
use super::table::{CHROMEDRIVER, CHROMIUM, FIREFOX, GECKODRIVER, MINI_BROWSER, WEBKIT_DRIVER, XVFB};
use crate::workspace;

/// In a container, root has no user namespace for Chromium's own sandbox. The others keep Chromium from connecting to
/// its maker, which takes long in a closed network.
const CHROMIUM_ARGUMENTS: &str = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
     --disable-background-networking --disable-component-update --disable-sync";

pub(crate) fn chromium_arguments() -> Vec<&'static str> {
    CHROMIUM_ARGUMENTS.split(' ').collect()
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
    Webkit,
}

impl Engine {
    /// The name by which the end-to-end tests know it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }

    fn tools(self) -> Vec<&'static Tool> {
        match self {
            Self::Chromium => vec![&CHROMIUM, &CHROMEDRIVER],
            Self::Firefox => vec![&FIREFOX, &GECKODRIVER],
            Self::Webkit => vec![&MINI_BROWSER, &WEBKIT_DRIVER, &XVFB],
        }
    }

    /// Finds or installs its browser, and tells `command` where that is. The end-to-end tests read these variables.
    pub(crate) fn set_variables(self, command: &mut Command) -> Result<()> {
        command.env("ENGINE", self.name());
        for tool in self.tools() {
            command.env(tool.variable().unwrap_or_default(), tool.ensure()?);
        }
        Ok(())
    }
}

/// The file from which wasm-bindgen's test runner learns which browser to use, and how.
pub(crate) fn capabilities() -> Result<PathBuf> {
    let options = json!({ "goog:chromeOptions": { "binary": CHROMIUM.ensure()?, "args": chromium_arguments() } });
    let file = workspace::cache().join("webdriver.json");
    fs::write(&file, options.to_string())?;
    Ok(file)
}
