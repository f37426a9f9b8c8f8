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
}

impl Programs {
    /// Finds or installs them.
    pub(crate) fn ensure(workspace: &Workspace) -> Result<Self> {
        let cache = Cache::find()?;
        let folders = vec![
            wasm_bindgen::ensure(workspace, &cache)?,
            wasm_pack::ensure(workspace, &cache)?,
            npm::ensure(workspace, &cache)?,
        ];
        Ok(Self { folders })
    }

    /// A command that finds them.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        command_with(&self.folders, program)
    }
}
