//! The static site: it must work from any folder of any static host.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::fingerprint;
use crate::step::Log;
use crate::tools::Programs;
use crate::workspace::Workspace;

/// The script whose import defines the element.
pub(crate) const SCRIPT: &str = "tallyfy-archive.js";

/// The widget; the script looks for it beside itself.
pub(crate) const WASM: &str = "tallyfy_archive_bg.wasm";

/// The element's styles.
const STYLES: &str = "element.css";

/// In `static/`, the sources that are bundled into the script.
const ELEMENT: &str = "element";

/// In `static/`, what is not for the site as it is. The rest is.
const ELSEWHERE: [&str; 2] = [ELEMENT, "package"];

/// Makes `dist/` anew from `pkg/`, `static/` and `index.html`.
pub(crate) fn assemble(workspace: &Workspace, programs: &Programs, log: &Log) -> Result<()> {
    let dist = workspace.dist();
    if dist.exists() {
        fs::remove_dir_all(&dist)?;
    }
    fs::create_dir_all(&dist)?;
    let element = workspace.root().join("static").join(ELEMENT);
    bundle(workspace, programs, log, &element.join(SCRIPT), &dist.join(SCRIPT))?;
    // The page's own markup shows the form, in these styles, before the script is there.
    let mut esbuild = programs.command("esbuild");
    esbuild.arg(element.join(STYLES)).arg("--minify");
    esbuild.arg(format!("--outfile={}", dist.join(STYLES).display()));
    log.run(&mut esbuild)?;
    copy(&workspace.pkg().join(WASM), &dist.join(WASM))?;
    copy(&workspace.root().join("index.html"), &dist.join("index.html"))?;
    let source = workspace.root().join("static");
    for file in fingerprint::files_below(&source)? {
        let name = file.strip_prefix(&source)?;
        if !ELSEWHERE.iter().any(|folder| name.starts_with(folder)) {
            copy(&file, &dist.join(name))?;
        }
    }
    Ok(())
}

/// Makes one script of `entry` and what it imports.
pub(crate) fn bundle(workspace: &Workspace, programs: &Programs, log: &Log, entry: &Path, to: &Path) -> Result<()> {
    let mut esbuild = programs.command("esbuild");
    esbuild.arg(entry);
    // The styles become a string: the element puts them into its shadow root.
    esbuild.args(["--bundle", "--minify", "--format=esm", "--loader:.css=text"]);
    esbuild.args(["--target=es2022", "--charset=utf8", "--legal-comments=none"]);
    esbuild.arg(format!("--outfile={}", to.display()));
    log.run(esbuild.current_dir(workspace.root()))
}

/// Copies a file, making the folder it goes to.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<()> {
    let folder = to.parent().context("a file has a folder")?;
    fs::create_dir_all(folder)?;
    fs::copy(from, to).with_context(|| from.display().to_string())?;
    Ok(())
}
