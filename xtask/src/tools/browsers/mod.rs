//! Browsers that tests drive, one file each.

pub(crate) mod chromium;

use std::path::PathBuf;

/// A browser and the program that drives it.
pub(crate) struct Browser {
    /// The browser itself.
    pub(crate) binary: PathBuf,
    /// Its driver, of the same version.
    pub(crate) driver: PathBuf,
}
