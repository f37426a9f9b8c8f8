//! axe, which looks for what would keep people out.

use std::path::PathBuf;

use anyhow::Result;

use super::cache::Cache;
use super::npm::Packages;
use crate::workspace::Workspace;

const AXE: Packages = Packages {
    name: "axe",
    source: "tests/e2e/npm",
    what: "fetching it from npm: it looks for what would keep people out",
    by_hand: "see why `npm ci` in tests/e2e/npm fails",
};

/// The script that the tests put into the browser.
pub(crate) fn ensure(workspace: &Workspace) -> Result<PathBuf> {
    let packages = AXE.ensure(workspace, &Cache::find()?)?;
    Ok(packages.join("axe-core").join("axe.min.js"))
}
