//! What the verbs work with, and how each of it is come by.
//!
//! One file per tool. Each first looks whether the tool is there, with file and
//! `--version` checks alone, and takes an announced step only when it is not.

mod apt;
pub(crate) mod browsers;
mod cache;
mod cargo_install;
mod debian_rust;
mod npm;
mod on_path;
pub(crate) mod python;
mod wasm_bindgen;
mod wasm_pack;
mod wasm_target;

use std::env;
use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::Command;
use std::thread;

use anyhow::{Result, anyhow};

use crate::workspace::Workspace;
use cache::Cache;

/// What turns the sources into `dist/` and `pkg/`.
pub(crate) struct BuildTools {
    /// The rustup toolchain that has the wasm32 target, where it is not the
    /// active one.
    toolchain: Option<String>,
    /// Folders of programs, to be found before those on PATH.
    programs: Vec<PathBuf>,
    wasm_target: PathBuf,
}

impl BuildTools {
    /// Finds or installs them.
    pub(crate) fn ensure(workspace: &Workspace) -> Result<Self> {
        let cache = Cache::find()?;
        // Side by side: while apt and the standard library keep one core busy
        // at a time, the programs compile on the other.
        let (toolchain, programs) = thread::scope(|scope| {
            let toolchain = scope.spawn(|| wasm_target::ensure(workspace, &cache));
            let programs = ensure_programs(workspace, &cache);
            let toolchain = toolchain
                .join()
                .unwrap_or_else(|_| Err(anyhow!("looking for the wasm32 target panicked")));
            (toolchain, programs)
        });
        Ok(Self {
            toolchain: toolchain?,
            programs: programs?,
            wasm_target: workspace.wasm_target(),
        })
    }

    /// A command that finds these tools.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.env("PATH", self.path());
        command
    }

    /// A command that compiles to wasm32, directly or through cargo.
    pub(crate) fn wasm_command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = self.command(program);
        command.env("CARGO_TARGET_DIR", &self.wasm_target);
        if let Some(toolchain) = &self.toolchain {
            // CARGO would name the compiler that built this program.
            command.env("RUSTUP_TOOLCHAIN", toolchain).env_remove("CARGO");
        }
        command
    }

    fn path(&self) -> std::ffi::OsString {
        let inherited = env::var_os("PATH").unwrap_or_default();
        // rustup's cargo before a distribution's: only it obeys RUSTUP_TOOLCHAIN.
        let rustup = on_path::find("rustup").and_then(|path| Some(path.parent()?.to_path_buf()));
        let folders = self.programs.iter().cloned().chain(rustup);
        let all: Vec<PathBuf> = folders.chain(env::split_paths(&inherited)).collect();
        env::join_paths(all).unwrap_or(inherited)
    }
}

fn ensure_programs(workspace: &Workspace, cache: &Cache) -> Result<Vec<PathBuf>> {
    Ok(vec![
        wasm_bindgen::ensure(workspace, cache)?,
        wasm_pack::ensure(workspace, cache)?,
        npm::ensure(workspace, cache)?,
    ])
}
