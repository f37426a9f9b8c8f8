//! The element's script: its modules, its styles and the glue around the wasm in one file.

use std::fs;
use std::path::Path;

use anyhow::Result;

use crate::step::Log;
use crate::tools::Programs;
use crate::workspace::Workspace;

/// In `static/`, the sources that are bundled into the script.
pub(crate) const SOURCES: &str = "element";

/// Makes one script of `entry` and what it imports. `assets` is the text of the module of that name: it says where
/// what the script fetches is, which depends on who serves it.
pub(crate) fn bundle(
    workspace: &Workspace,
    programs: &Programs,
    log: &Log,
    assets: &str,
    entry: &Path,
    to: &Path,
) -> Result<()> {
    let module = workspace.notes().join("assets.js");
    fs::write(&module, assets)?;
    let mut esbuild = programs.command("esbuild");
    esbuild.arg(entry).arg(format!("--alias:assets={}", module.display()));
    // The styles become a string: the element puts them into its shadow root.
    esbuild.args(["--bundle", "--minify", "--format=esm", "--loader:.css=text"]);
    esbuild.args(["--target=es2022", "--charset=utf8", "--legal-comments=none"]);
    esbuild.arg(format!("--outfile={}", to.display()));
    log.run(esbuild.current_dir(workspace.root()))
}
