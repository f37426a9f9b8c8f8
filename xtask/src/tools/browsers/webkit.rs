//! `WebKitGTK`'s small browser, its driver and a display for them.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use super::{Browser, Engine};
use crate::step::Step;
use crate::tools::{apt, on_path};
use crate::workspace::Workspace;

const BY_HAND: &str = "install WebKitGTK's MiniBrowser with its driver and Xvfb, or name them in MINIBROWSER, \
                       WEBKITWEBDRIVER and XVFB (on Debian: apt-get install webkit2gtk-driver xvfb)";

/// Finds or installs it.
pub(crate) fn ensure(workspace: &Workspace) -> Result<Browser> {
    if let Some(browser) = find() {
        return Ok(browser);
    }
    if !apt::present() {
        bail!("no WebKitGTK with its driver and a display: {BY_HAND}");
    }
    let step = Step {
        name: "webkit",
        what: "installing Debian's WebKitGTK with its driver, and a display for it: pages are tested in it",
        by_hand: BY_HAND,
    };
    step.run(&workspace.cache_dir(), |log| {
        apt::install(log, &["webkit2gtk-driver", "xvfb"])?;
        find().context("installed, but not found")
    })
}

fn find() -> Option<Browser> {
    let [binary, driver] = Engine::Webkit.find(&["MiniBrowser"], &["WebKitWebDriver"]);
    let display = std::env::var_os("XVFB").is_some() || on_path::find("Xvfb").is_some();
    Some(Browser {
        binary: binary.or_else(beside_the_library)?,
        driver: driver.filter(|_| display)?,
    })
}

/// Debian keeps the browser out of PATH, in `/usr/lib/<machine>/webkit2gtk-<version>`.
fn beside_the_library() -> Option<PathBuf> {
    let folders = |folder: PathBuf| {
        fs::read_dir(folder)
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.path())
    };
    let libraries = folders("/usr/lib".into()).filter(|path| path.to_string_lossy().ends_with("-linux-gnu"));
    let browsers = libraries
        .flat_map(folders)
        .filter(|path| path.to_string_lossy().contains("/webkit2gtk-"));
    browsers
        .map(|folder| folder.join("MiniBrowser"))
        .filter(|file| file.is_file())
        .max()
}
