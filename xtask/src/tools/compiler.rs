//! The compiler, with what the widget needs besides.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::table::{LIBRARY_SOURCE, STANDARD_LIBRARY};
use crate::workspace::Workspace;

/// The active compiler, able to build the widget.
pub(crate) struct Compiler {
    target_folder: PathBuf,
    /// What it calls itself: release, commit, host and LLVM.
    pub(crate) version: String,
}

impl Compiler {
    /// Adds to it what is missing.
    pub(crate) fn ensure(workspace: &Workspace) -> Result<Self> {
        STANDARD_LIBRARY.ensure(workspace)?;
        LIBRARY_SOURCE.ensure(workspace)?;
        let output = Command::new("rustc").arg("-vV").output().context("cannot run rustc")?;
        ensure!(output.status.success(), "rustc -vV: {}", output.status);
        Ok(Self {
            target_folder: workspace.wasm_target(),
            version: String::from_utf8_lossy(&output.stdout).into_owned(),
        })
    }

    /// Its cargo.
    pub(crate) fn cargo(&self) -> Command {
        let mut cargo = Command::new("cargo");
        self.choose_for(&mut cargo);
        cargo
    }

    /// Has `command`, cargo or what calls it, keep its artifacts apart: two cargos with one folder wait for each other.
    pub(crate) fn choose_for(&self, command: &mut Command) {
        command.env("CARGO_TARGET_DIR", &self.target_folder);
    }
}

/// Where the compiler keeps its libraries.
pub(super) fn sysroot() -> Option<PathBuf> {
    let output = Command::new("rustc").args(["--print", "sysroot"]).output().ok()?;
    Some(PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()))
}
