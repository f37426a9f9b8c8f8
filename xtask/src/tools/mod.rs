//! What the verbs work with, and how each of it is come by.
//!
//! One file per tool. Each first looks whether the tool is there, with file and
//! `--version` checks alone, and takes an announced step only when it is not.

mod apt;
pub(crate) mod axe;
pub(crate) mod browsers;
mod cache;
mod cargo_install;
mod compiler;
mod debian_rust;
pub(crate) mod nginx;
mod npm;
mod on_path;
mod programs;
pub(crate) mod python;
mod wasm_bindgen;
mod wasm_pack;

use std::env;
use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::Command;

pub(crate) use cache::Cache;
pub(crate) use compiler::{Compiler, TARGET};
pub(crate) use npm::Packages;
pub(crate) use programs::Programs;

/// A command that finds programs in `folders` before those on PATH.
fn command_with(folders: &[PathBuf], program: impl AsRef<OsStr>) -> Command {
    let inherited = env::var_os("PATH").unwrap_or_default();
    // rustup's cargo before a distribution's: only it obeys RUSTUP_TOOLCHAIN.
    let rustup = on_path::find("rustup").and_then(|path| Some(path.parent()?.to_path_buf()));
    let before = folders.iter().cloned().chain(rustup);
    let all: Vec<PathBuf> = before.chain(env::split_paths(&inherited)).collect();
    let mut command = Command::new(program);
    command.env("PATH", env::join_paths(all).unwrap_or(inherited));
    command
}
