//! Embedding the npm package as people do: packed, installed into clean folders, built by their usual bundler.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::parts::run;
use crate::build;
use crate::fingerprint;
use crate::step::{Log, Step};
use crate::tools::browsers::Engine;
use crate::tools::{Compiler, Programs, TARGET, table};
use crate::workspace::Workspace;

/// The hosts.
const SOURCE: &str = "tests/embed";

/// What embeds the static site, also in `tests/embed`.
const SITE: &str = "site";

/// The applications that embed it, each in its folder of `tests/embed`.
const HOSTS: [&str; 4] = ["plain", "react", "vue", "svelte"];

/// The application that uses the crate, in `examples`.
const YEW: &str = "yew-app";

/// Installs the package into each host, builds that, and runs the tests that use them.
pub(super) fn test(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    let programs = build::run(workspace, || Ok(()))?;
    let browser = Engine::Chromium.ensure(workspace)?;
    let packages = table::FRAMEWORKS.ensure(workspace)?;
    let folder = workspace.cache_dir().join("hosts");
    let step = Step {
        name: "embed",
        what: "packing the npm package, and building each host with it after checking its types",
        by_hand: "",
    };
    step.run(&workspace.cache_dir(), |log| {
        prepare(workspace, &packages, &folder, log)
    })?;
    let step = Step {
        name: "yew",
        what: "compiling the Yew application to WebAssembly",
        by_hand: "",
    };
    step.run(&workspace.cache_dir(), |log| {
        yew(workspace, &programs, &folder.join("yew"), log)
    })?;
    run(npm(&folder.join("plain")).arg("test"))?;

    let mut cargo = workspace.cargo();
    cargo.args(["test", "--package", "e2e", "--test", "embed", "--"]);
    cargo.env("TALLYFY_ARCHIVE_HOSTS", folder);
    cargo
        .env("CHROMIUM", browser.binary)
        .env("CHROMEDRIVER", browser.driver);
    run(cargo.args(arguments))
}

/// Makes the folders anew. They have what a person would have after `npm install`.
fn prepare(workspace: &Workspace, packages: &Path, folder: &Path, log: &Log) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    link(packages, &folder.join("node_modules"))?;
    let site = folder.join(SITE);
    copy_folder(&workspace.root().join(SOURCE).join(SITE), &site)?;
    copy_folder(&workspace.dist(), &site.join("tallyfy-archive"))?;
    let tarball = pack(workspace, folder, log)?;
    for host in HOSTS {
        let place = folder.join(host);
        copy_folder(&workspace.root().join(SOURCE).join(host), &place)?;
        let alone = ["--offline", "--no-save", "--no-package-lock", "--no-audit", "--no-fund"];
        log.run(npm(&place).arg("install").args(alone).arg(&tarball))?;
        log.run(npm(&place).args(["run", "build"]))?;
    }
    Ok(())
}

/// The package as it would be published.
fn pack(workspace: &Workspace, folder: &Path, log: &Log) -> Result<PathBuf> {
    let mut npm = npm(folder);
    npm.args(["pack", "--silent", "--pack-destination", "."])
        .arg(workspace.pkg());
    let name = log.read(&mut npm)?;
    Ok(folder.join(name.lines().last().context("npm packed nothing")?))
}

/// The Yew application, which uses the crate and not the package.
fn yew(workspace: &Workspace, programs: &Programs, folder: &Path, log: &Log) -> Result<()> {
    copy_folder(&workspace.root().join("examples").join(YEW), folder)?;
    let compiler = Compiler::ensure(workspace)?;
    let mut cargo = compiler.cargo();
    cargo.args(["build", "--package", YEW, "--target", TARGET]);
    // Megabytes of debug information would be loaded for nothing.
    cargo.env("CARGO_PROFILE_DEV_DEBUG", "0");
    log.run(cargo.current_dir(workspace.root()))?;
    let built = workspace.wasm_target().join(TARGET).join("debug").join(YEW);
    let mut bindgen = programs.command("wasm-bindgen");
    bindgen
        .args(["--target", "web", "--no-typescript", "--out-dir"])
        .arg(folder);
    log.run(bindgen.arg(built.with_extension("wasm")))
}

/// Copies a folder with all that is in it.
fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    for file in fingerprint::files_below(from)? {
        let copy = to.join(file.strip_prefix(from)?);
        fs::create_dir_all(copy.parent().context("a file has a folder")?)?;
        fs::copy(&file, copy).with_context(|| file.display().to_string())?;
    }
    Ok(())
}

fn npm(folder: &Path) -> Command {
    let mut npm = Command::new("npm");
    npm.current_dir(folder);
    npm
}

#[cfg(unix)]
fn link(original: &Path, link: &Path) -> Result<()> {
    Ok(std::os::unix::fs::symlink(original, link)?)
}

#[cfg(windows)]
fn link(original: &Path, link: &Path) -> Result<()> {
    Ok(std::os::windows::fs::symlink_dir(original, link)?)
}
