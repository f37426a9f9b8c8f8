//! The element's scripts: its modules, its styles, the form as it was rendered, and the glue around the wasm.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::assets::{self, Asset};
use super::prerender;
use crate::step::Log;
use crate::tools::Programs;
use crate::workspace::Workspace;

/// In `static/`, the sources that are bundled into scripts.
pub(crate) const SOURCES: &str = "element";

/// Where the modules and styles are.
pub(crate) fn sources(workspace: &Workspace) -> PathBuf {
    workspace.root().join("static").join(SOURCES)
}

/// Makes scripts of modules and what they import.
pub(crate) struct Bundler<'a> {
    pub(crate) workspace: &'a Workspace,
    pub(crate) programs: &'a Programs,
    pub(crate) log: &'a Log,
    /// The text of the module `assets`: it says where what a script fetches is, which depends on who serves it.
    pub(crate) assets: &'a str,
}

impl Bundler<'_> {
    /// Makes a script of `entry` that needs no other.
    pub(crate) fn whole(&self, entry: &Path, to: &Path) -> Result<()> {
        self.run(entry, to, "parts.js", self.assets)
    }

    /// Makes a script of `entry` that gets the module `parts` from `early`, which is served beside it and runs before.
    pub(crate) fn after(&self, early: &Asset, entry: &Path, to: &Path) -> Result<()> {
        let assets = self.assets.to_owned() + &assets::early(early);
        self.run(entry, to, "handed.js", &assets)
    }

    fn run(&self, entry: &Path, to: &Path, parts: &str, assets: &str) -> Result<()> {
        let module = self.workspace.cache_dir().join("assets.js");
        fs::write(&module, assets)?;
        let parts = sources(self.workspace).join(parts);
        let mut esbuild = self.programs.command("esbuild");
        esbuild.arg(entry).arg(format!("--alias:assets={}", module.display()));
        esbuild.arg(format!("--alias:parts={}", parts.display()));
        let prerendered = prerender::folder(self.workspace);
        esbuild.arg(format!("--alias:prerendered={}", prerendered.display()));
        // The styles become a string: the element puts them into its shadow root.
        esbuild.args(["--bundle", "--minify", "--format=esm", "--loader:.css=text"]);
        esbuild.args(["--target=es2022", "--charset=utf8", "--legal-comments=none"]);
        esbuild.arg(format!("--outfile={}", to.display()));
        self.log.run(esbuild.current_dir(self.workspace.root()))
    }
}
