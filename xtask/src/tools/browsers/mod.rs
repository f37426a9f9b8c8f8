//! Browsers that tests drive, one file each.

pub(crate) mod chromium;
pub(crate) mod firefox;
pub(crate) mod webkit;

use std::env;
use std::path::PathBuf;

use anyhow::Result;

use super::on_path;
use crate::workspace::Workspace;

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
        match self {
            Self::Chromium => ["CHROMIUM", "CHROMEDRIVER"],
            Self::Firefox => ["FIREFOX", "GECKODRIVER"],
            Self::Webkit => ["MINIBROWSER", "WEBKITWEBDRIVER"],
        }
    }

    /// Finds or installs its browser.
    pub(crate) fn ensure(self, workspace: &Workspace) -> Result<Browser> {
        match self {
            Self::Chromium => chromium::ensure(workspace),
            Self::Firefox => firefox::ensure(workspace),
            Self::Webkit => webkit::ensure(workspace),
        }
    }

    /// What its variables name, or else what PATH has.
    fn find(self, binaries: &[&str], drivers: &[&str]) -> [Option<PathBuf>; 2] {
        let [binary, driver] = self.variables().map(|name| env::var_os(name).map(PathBuf::from));
        let first = |names: &[&str]| names.iter().copied().find_map(on_path::find);
        [binary.or_else(|| first(binaries)), driver.or_else(|| first(drivers))]
    }
}
