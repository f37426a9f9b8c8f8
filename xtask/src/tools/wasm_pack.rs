//! wasm-pack, which makes the npm package.

use std::path::PathBuf;

use anyhow::Result;

use super::cache::Cache;
use super::cargo_install::Package;
use crate::workspace::Workspace;

/// The folder that has it.
pub(crate) fn ensure(workspace: &Workspace, cache: &Cache) -> Result<PathBuf> {
    let package = Package {
        name: "wasm-pack",
        version: "0.15.1",
        programs: &["wasm-pack"],
        arguments: &["--locked"],
        purpose: "it makes the npm package",
    };
    package.ensure(workspace, cache)
}
