//! The crate as WebAssembly: compiled, wrapped in JavaScript and shrunk.

use std::path::Path;

use anyhow::Result;

use super::{profile, shrink};
use crate::step::Log;
use crate::tools::{Compiler, Programs, TARGET};
use crate::workspace::Workspace;

/// The widget, as wasm-bindgen calls it.
const WASM: &str = "tallyfy_archive_bg.wasm";

/// The script around it, as wasm-bindgen calls it.
const GLUE: &str = "tallyfy_archive.js";

/// One build of the crate. All builds have the same compiler, flags and passes.
pub(super) struct Wasm<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) compiler: &'a Compiler,
    /// The crate's features, separated by commas.
    pub(super) features: &'a str,
}

impl Wasm<'_> {
    /// What wasm-pack would do first, and finds done when it comes to it: it needs no other program than cargo.
    pub(super) fn compile(&self, log: &Log) -> Result<()> {
        let mut cargo = self.compiler.cargo();
        cargo.args(["build", "--lib", "--release", "--features", self.features]);
        profile::choose_for(&mut cargo);
        cargo.env("CARGO_BUILD_TARGET", TARGET);
        log.run(cargo.current_dir(self.workspace.root()))
    }

    /// Has wasm-pack make a package of it in `folder`, with the smallest wasm that can be had.
    pub(super) fn pack(&self, programs: &Programs, folder: &Path, log: &Log) -> Result<()> {
        let mut wasm_pack = programs.command("wasm-pack");
        self.compiler.choose_for(&mut wasm_pack);
        wasm_pack.args(["build", "--target", "web", "--release", "--out-dir"]);
        wasm_pack.arg(folder).args([".", "--", "--features", self.features]);
        profile::choose_for(&mut wasm_pack);
        log.run(wasm_pack.current_dir(self.workspace.root()))?;
        shrink::shrink(&folder.join(WASM), &folder.join(GLUE), programs, log)
    }
}
