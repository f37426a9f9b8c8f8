//! The crate as WebAssembly: compiled, wrapped in JavaScript and shrunk.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::profile::Profile;
use super::shrink;
use super::site::{GLUE, WASM};
use crate::step::Log;
use crate::tools::{Compiler, Programs, TARGET};
use crate::workspace::Workspace;

/// One build of the crate. All builds have the same compiler, flags and passes.
pub(super) struct Wasm<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) compiler: &'a Compiler,
    pub(super) profile: Profile,
    /// The crate's features, separated by commas.
    pub(super) features: &'a str,
}

impl Wasm<'_> {
    /// What wasm-pack would do first, and finds done when it comes to it: it needs no other program than cargo.
    pub(super) fn compile(&self, log: &Log) -> Result<()> {
        let mut cargo = self.compiler.cargo();
        cargo.args(["build", "--lib", "--release", "--features", self.features]);
        cargo.args(self.profile.arguments());
        self.profile.choose_for(&mut cargo);
        cargo.env("CARGO_BUILD_TARGET", TARGET);
        log.run(cargo.current_dir(self.workspace.root()))
    }

    /// Has wasm-pack make a package of it in `folder`, with the smallest wasm that can be had.
    pub(super) fn pack(&self, programs: &Programs, folder: &Path, log: &Log) -> Result<()> {
        let mut wasm_pack = programs.command("wasm-pack");
        self.compiler.choose_for(&mut wasm_pack);
        wasm_pack.args(["build", "--target", "web", "--release", "--out-dir"]);
        wasm_pack.arg(folder).args([".", "--", "--features", self.features]);
        wasm_pack.args(self.profile.arguments());
        self.profile.choose_for(&mut wasm_pack);
        log.run(wasm_pack.current_dir(self.workspace.root()))?;
        shrink::shrink(&folder.join(WASM), &folder.join(GLUE), programs, log)
    }
}

/// Where [`keep_names`] puts the wasm.
pub(super) fn with_names(workspace: &Workspace) -> PathBuf {
    workspace.cache_dir().join("named").join(WASM)
}

/// Keeps what was compiled last as wasm-bindgen leaves it, with the names of its functions: they tell what its parts
/// weigh.
pub(super) fn keep_names(workspace: &Workspace, programs: &Programs, log: &Log) -> Result<()> {
    let wasm = with_names(workspace);
    let mut bindgen = programs.command("wasm-bindgen");
    bindgen.args(["--target", "web", "--no-typescript", "--no-demangle"]);
    bindgen.args(["--out-dir".as_ref(), wasm.parent().unwrap_or(&wasm).as_os_str()]);
    log.run(bindgen.arg(workspace.compiled_wasm()))
}
