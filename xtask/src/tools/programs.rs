//! The programs that make a site and a package of the compiled widget.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use super::table::{BUILD_PACKAGES, WASM_BINDGEN, WASM_PACK};
use crate::workspace::Workspace;

/// wasm-bindgen, wasm-pack, and what npm installed: wasm-opt, esbuild and more.
pub(crate) struct Programs {
    folders: Vec<PathBuf>,
    modules: PathBuf,
}

impl Programs {
    /// Finds or installs them.
    pub(crate) fn ensure(workspace: &Workspace) -> Result<Self> {
        let bindgen = WASM_BINDGEN.ensure(workspace)?;
        let pack = WASM_PACK.ensure(workspace)?;
        let modules = BUILD_PACKAGES.ensure(workspace)?;
        let beside = |program: &Path| program.with_file_name("");
        Ok(Self {
            folders: vec![beside(&bindgen), beside(&pack), modules.join(".bin")],
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

    /// A command that finds them before those on PATH.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let inherited = env::var_os("PATH").unwrap_or_default();
        let all = self.folders.iter().cloned().chain(env::split_paths(&inherited));
        let mut command = Command::new(program);
        command.env("PATH", env::join_paths(all).unwrap_or(inherited));
        command.env("NODE_PATH", &self.modules);
        command
    }
}
