//! A compiler with the standard library for wasm32.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use super::cache::Cache;
use super::{apt, command_with, debian_rust, on_path};
use crate::step::Step;
use crate::workspace::Workspace;

/// The target the widget is compiled for.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// Which of the machine's compilers builds the widget.
pub(crate) struct Compiler {
    /// A rustup toolchain, where the active one cannot do it.
    toolchain: Option<String>,
    target_folder: PathBuf,
}

impl Compiler {
    /// Finds or installs one.
    pub(crate) fn ensure(workspace: &Workspace) -> Result<Self> {
        let toolchain = ensure_target(workspace)?;
        let target_folder = workspace.wasm_target();
        Ok(Self {
            toolchain,
            target_folder,
        })
    }

    /// Its cargo.
    pub(crate) fn cargo(&self) -> Command {
        let mut cargo = command_with(&[], "cargo");
        self.choose_for(&mut cargo);
        cargo
    }

    /// What it calls itself: release, commit, host and LLVM.
    pub(crate) fn version(&self) -> Result<String> {
        let mut rustc = command_with(&[], "rustc");
        self.choose_for(&mut rustc);
        let output = rustc.arg("-vV").output().context("cannot run rustc")?;
        ensure!(output.status.success(), "rustc -vV: {}", output.status);
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Whether the source of its standard library is there: of this very
    /// compiler, as no other could compile it.
    pub(crate) fn has_library_source(&self) -> bool {
        let mut rustc = command_with(&[], "rustc");
        self.choose_for(&mut rustc);
        sysroot(&mut rustc).is_some_and(|sysroot| sysroot.join("lib/rustlib/src/rust/library/std").is_dir())
    }

    /// Has `command` use it, itself or through the cargo it calls.
    pub(crate) fn choose_for(&self, command: &mut Command) {
        command.env("CARGO_TARGET_DIR", &self.target_folder);
        if let Some(toolchain) = &self.toolchain {
            command.env("RUSTUP_TOOLCHAIN", toolchain);
            // It names the cargo that runs this program.
            command.env_remove("CARGO");
        }
    }
}

fn ensure_target(workspace: &Workspace) -> Result<Option<String>> {
    if active_has_target() {
        return Ok(None);
    }
    if debian_rust::is_ready() {
        return Ok(Some(debian_rust::TOOLCHAIN.to_owned()));
    }
    if on_path::find("rustup").is_none() {
        bail!("this Rust has no {TARGET} target; install rustup, or the target by hand");
    }
    if add_with_rustup(workspace)? {
        return Ok(None);
    }
    if !apt::present() {
        bail!("rustup cannot get the {TARGET} target; by hand: rustup target add {TARGET}");
    }
    debian_rust::install(workspace, &Cache::find()?)?;
    Ok(Some(debian_rust::TOOLCHAIN.to_owned()))
}

fn active_has_target() -> bool {
    sysroot(&mut Command::new("rustc"))
        .is_some_and(|sysroot| sysroot.join("lib/rustlib").join(TARGET).join("lib").is_dir())
}

/// Where a compiler keeps its libraries.
fn sysroot(rustc: &mut Command) -> Option<PathBuf> {
    let output = rustc.args(["--print", "sysroot"]).output().ok()?;
    Some(PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()))
}

/// Whether it could: behind a mirror that has no Rust components it cannot, and
/// that is no failure yet.
fn add_with_rustup(workspace: &Workspace) -> Result<bool> {
    let step = Step {
        name: "wasm32 target",
        what: "asking rustup for it: the widget is compiled to WebAssembly",
        by_hand: "",
    };
    step.run(&workspace.cache_dir(), |log| {
        let added = log.run(Command::new("rustup").args(["target", "add", TARGET]));
        if added.is_err() {
            println!("[wasm32 target] rustup cannot get it here; Debian's source is next");
        }
        Ok(added.is_ok() && active_has_target())
    })
}
