//! wasm-bindgen, which writes the JavaScript around the wasm, and its runner
//! for tests in a browser.

use std::path::PathBuf;

use anyhow::Result;

use super::cache::Cache;
use super::cargo_install::Package;
use crate::workspace::Workspace;

/// The folder that has both programs.
pub(crate) fn ensure(workspace: &Workspace, cache: &Cache) -> Result<PathBuf> {
    let package = Package {
        name: "wasm-bindgen-cli",
        // It refuses wasm that another version of the library made.
        version: &workspace.wasm_bindgen_version()?,
        programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
        // Without TLS: the runner talks to a driver on this machine only.
        arguments: &["--no-default-features"],
        purpose: "it writes the JavaScript around the wasm",
    };
    package.ensure(workspace, cache)
}
