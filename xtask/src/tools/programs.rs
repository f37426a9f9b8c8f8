//! The programs that make a site and a package of the compiled widget.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use super::cache::Cache;
use super::{command_with, npm, wasm_bindgen, wasm_pack};
use crate::workspace::Workspace;

/// wasm-bindgen, wasm-pack, wasm-opt and esbuild.
pub(crate) struct Programs {
    folders: Vec<PathBuf>,
    modules: PathBuf,
}

impl Programs {
    /// Finds or installs them.
    pub(crate) fn ensure(workspace: &Workspace) -> Result<Self> {
        let cache = Cache::find()?;
        let bindgen = wasm_bindgen::ensure(workspace, &cache)?;
        let pack = wasm_pack::ensure(workspace, &cache)?;
        let modules = npm::ensure(workspace, &cache)?;
        Ok(Self {
            folders: vec![bindgen, pack, modules.join(".bin")],
            modules,
        })
    }

    /// A command that runs `script`, JavaScript which may import what npm installed.
    pub(crate) fn script(&self, script: &str) -> Command {
        let mut node = self.command("node");
        // Node.js looks for the imports of a script without a file from where it is run.
        node.current_dir(&self.modules);
        node.args(["--input-type=module", "--eval", script, "--"]);
        node
    }

    /// A command that finds them.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        command_with(&self.folders, program)
    }
}
