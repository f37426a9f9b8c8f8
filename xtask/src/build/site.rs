//! The static site: it must work from any folder of any static host.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::assets::{self, Asset};
use super::script::{self, Bundler};
use super::{html, prerender};
use crate::fingerprint;
use crate::step::Log;
use crate::tools::Programs;
use crate::workspace::Workspace;

/// The script whose import defines the element. It has this name for ever; what it loads is called after its contents.
/// Under a name with a hash it is what comes after the early script, without the parts that this one has.
pub(crate) const SCRIPT: &str = "tallyfy-archive.js";

/// The script that shows the form before that one is there.
const EARLY: &str = "early.js";

/// The two that embed the element, each under a name with a hash.
pub(crate) const SCRIPTS: [&str; 2] = [EARLY, SCRIPT];

/// The widget, as wasm-bindgen calls it.
pub(crate) const WASM: &str = "tallyfy_archive_bg.wasm";

/// The script around it, as wasm-bindgen calls it.
pub(crate) const GLUE: &str = "tallyfy_archive.js";

/// The page of its own.
const PAGE: &str = "index.html";

/// The styles of the form, which the early script and the page bring, and all others.
const STYLES: [&str; 2] = ["form.css", "element.css"];

/// In `static/`, what is not for the site as it is. The rest is.
const ELSEWHERE: [&str; 2] = [script::SOURCES, "package"];

/// In JavaScript, because Node.js is there anyway and brings both compressors.
const COMPRESS: &str = include_str!("compress.mjs");

/// Makes `dist/` anew from `pkg/`, `static/` and `index.html`. Gives what the script fetches.
pub(crate) fn assemble(workspace: &Workspace, programs: &Programs, log: &Log) -> Result<Vec<Asset>> {
    let dist = workspace.dist();
    if dist.exists() {
        fs::remove_dir_all(&dist)?;
    }
    write_styles(workspace, programs, log)?;
    // The page's own markup shows the form, in these styles, before any script is there.
    let [form, _] = STYLES;
    for file in [form, WASM] {
        copy(&workspace.pkg().join(file), &dist.join(file))?;
    }
    let page = fs::read_to_string(workspace.root().join(PAGE)).context(PAGE)?;
    fs::write(dist.join(PAGE), html::insert_card(&page, &prerender::card(workspace)?)?)?;
    copy_static(&workspace.root().join("static"), &dist)?;

    let (pages, files): (Vec<_>, Vec<_>) = names_below(&dist)?.into_iter().partition(|name| is_page(name));
    let mut files = assets::read(programs, log, &dist, files)?;
    let fetched = assets::module(&files, Asset::hashed);
    let bundler = Bundler {
        workspace,
        programs,
        log,
        assets: &fetched,
    };
    let scripts = write_scripts(&bundler, &dist)?;
    fs::write(workspace.snippet(), html::snippet(&scripts))?;
    files.extend(scripts);

    let (styles, files): (Vec<_>, Vec<_>) = files.into_iter().partition(|file| file.is(".css"));
    for file in &files {
        fs::rename(dist.join(&file.name), dist.join(file.hashed()))?;
    }
    bundler.whole(&script::sources(workspace).join(SCRIPT), &dist.join(SCRIPT))?;
    for wasm in files.iter().filter(|file| file.is(".wasm")) {
        fs::write(workspace.preload(), html::preload(wasm))?;
    }
    for page in pages {
        let path = dist.join(&page);
        let text = |styles: &Asset| Ok(fs::read_to_string(dist.join(&styles.name))?);
        let page = html::inline_styles(&fs::read_to_string(&path)?, &styles, text)?;
        fs::write(&path, html::refer(&page, &files))?;
    }
    for file in styles {
        fs::remove_file(dist.join(file.name))?;
    }
    compress(programs, log, &dist)?;
    Ok(files)
}

/// Minifies the styles into `pkg/`. esbuild leaves them as they are where they become a text in a script.
fn write_styles(workspace: &Workspace, programs: &Programs, log: &Log) -> Result<()> {
    let sources = script::sources(workspace);
    for name in STYLES {
        let mut esbuild = programs.command("esbuild");
        esbuild.arg(sources.join(name)).arg("--minify");
        log.run(esbuild.arg(format!("--outfile={}", workspace.pkg().join(name).display())))?;
    }
    Ok(())
}

/// Writes the early script, and the one that comes after it and knows it by its hashed name.
fn write_scripts(bundler: &Bundler, dist: &Path) -> Result<[Asset; 2]> {
    let read = |name: &str| {
        let mut read = assets::read(bundler.programs, bundler.log, dist, vec![name.to_owned()])?;
        read.pop().context("a script has no digest")
    };
    let sources = script::sources(bundler.workspace);
    bundler.whole(&sources.join(EARLY), &dist.join(EARLY))?;
    let early = read(EARLY)?;
    bundler.after(&early, &sources.join(SCRIPT), &dist.join(SCRIPT))?;
    Ok([early, read(SCRIPT)?])
}

fn copy_static(from: &Path, to: &Path) -> Result<()> {
    for name in names_below(from)? {
        if !ELSEWHERE.iter().any(|folder| Path::new(&name).starts_with(folder)) {
            copy(&from.join(&name), &to.join(&name))?;
        }
    }
    Ok(())
}

/// Pages keep their names: those are what people type.
fn is_page(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "html")
}

fn compress(programs: &Programs, log: &Log, folder: &Path) -> Result<()> {
    log.run(programs.script(COMPRESS).arg(folder))
}

/// The paths of all files below a folder, as they are written in addresses.
fn names_below(folder: &Path) -> Result<Vec<String>> {
    let name = |file: &Path| {
        let names = file.strip_prefix(folder)?.iter().map(|name| name.to_string_lossy());
        Ok(names.collect::<Vec<_>>().join("/"))
    };
    fingerprint::files_below(folder)?
        .iter()
        .map(|file| name(file))
        .collect()
}

/// Copies a folder with all that is in it.
pub(crate) fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    for file in fingerprint::files_below(from)? {
        copy(&file, &to.join(file.strip_prefix(from)?))?;
    }
    Ok(())
}

/// Copies a file, making the folder it goes to.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<()> {
    let folder = to.parent().context("a file has a folder")?;
    fs::create_dir_all(folder)?;
    fs::copy(from, to).with_context(|| from.display().to_string())?;
    Ok(())
}
