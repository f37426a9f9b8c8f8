//! A compiler with the standard library for wasm32.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use super::cache::Cache;
use super::{apt, debian_rust, on_path};
use crate::step::Step;
use crate::workspace::Workspace;

/// The target the widget is compiled for.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// The rustup toolchain to build with, or none where the active one will do.
pub(crate) fn ensure(workspace: &Workspace, cache: &Cache) -> Result<Option<String>> {
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
    debian_rust::install(workspace, cache)?;
    Ok(Some(debian_rust::TOOLCHAIN.to_owned()))
}

fn active_has_target() -> bool {
    let Ok(output) = Command::new("rustc").args(["--print", "sysroot"]).output() else {
        return false;
    };
    let sysroot = String::from_utf8_lossy(&output.stdout);
    let library = Path::new(sysroot.trim()).join("lib/rustlib").join(TARGET).join("lib");
    library.is_dir()
}

/// Whether it could: behind a mirror that has no Rust components it cannot, and
/// that is no failure yet.
fn add_with_rustup(workspace: &Workspace) -> Result<bool> {
    let step = Step {
        name: "wasm32 target",
        what: "asking rustup for it: the widget is compiled to WebAssembly",
        by_hand: "",
    };
    step.run(&workspace.notes(), |log| {
        let added = log.run(Command::new("rustup").args(["target", "add", TARGET]));
        if added.is_err() {
            println!("[wasm32 target] rustup cannot get it here; Debian's source is next");
        }
        Ok(added.is_ok() && active_has_target())
    })
}
