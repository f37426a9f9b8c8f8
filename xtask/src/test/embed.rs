//! Embeds the npm package as people do: packed, installed into clean folders, built by their usual bundler.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::parts::{Part, end_to_end_command};
use crate::build;
use crate::step::{Log, command, read, run, step};
use crate::tools::command_with_programs;
use crate::tools::table::{Engine, FRAMEWORKS, TARGET};
use crate::workspace;

/// The applications in `tests/embed` that install the package.
const HOSTS: [&str; 5] = ["plain", "react", "react-server", "vue", "svelte"];

/// Installs the package into each host, builds that, and runs the tests that use them.
pub(super) fn test(_: &Part, arguments: &[String]) -> Result<()> {
    build::run(|| Ok(()))?;
    let packages = FRAMEWORKS.ensure()?;
    let folder = workspace::cache().join("hosts");
    let what = "packing the npm package, and building each host with it after checking its types";
    step("embed", what, |log| build_hosts(&packages, &folder, log))?;
    let what = "compiling the Yew application to WebAssembly";
    step("yew", what, |log| build_yew_app(&folder.join("yew"), log))?;
    run(&mut npm("test", &folder.join("plain")))?;

    let mut cargo = end_to_end_command("--test embed", Engine::Chromium)?;
    run(cargo.env("TALLYFY_ARCHIVE_HOSTS", folder).args(arguments))
}

/// Makes the folders anew, as they are at somebody who ran `npm install`.
fn build_hosts(packages: &Path, folder: &Path, log: &Log) -> Result<()> {
    log.run(command("rm -rf").arg(folder))?;
    fs::create_dir(folder)?;
    symlink(packages, folder.join("node_modules"))?;
    copy("tests/embed/site", folder, log)?;
    copy(workspace::dist(), &folder.join("site/tallyfy-archive"), log)?;
    let mut pack = npm("pack --silent --pack-destination .", folder);
    let printed = read(pack.arg(workspace::root().join("pkg")))?;
    let tarball = folder.join(printed.lines().last().context("npm packed nothing")?);
    for host in HOSTS {
        copy(format!("tests/embed/{host}"), folder, log)?;
        let host = folder.join(host);
        let install = "install --offline --no-save --no-package-lock --no-audit --no-fund";
        log.run(npm(install, &host).arg(&tarball))?;
        log.run(&mut npm("run build", &host))?;
    }
    Ok(())
}

/// The application that uses the crate and not the package.
fn build_yew_app(folder: &Path, log: &Log) -> Result<()> {
    copy("examples/yew-app", folder, log)?;
    build::ensure_compiler()?;
    let mut cargo = command("cargo build --package yew-app --target");
    cargo.arg(TARGET).env("CARGO_TARGET_DIR", workspace::wasm_target());
    // Megabytes of debug information would be loaded for nothing.
    log.run(cargo.env("CARGO_PROFILE_DEV_DEBUG", "0"))?;
    let wasm = workspace::wasm_target().join(TARGET).join("debug/yew-app.wasm");
    let mut bindgen = command_with_programs("wasm-bindgen --target web --no-typescript --out-dir")?;
    log.run(bindgen.arg(folder).arg(wasm))
}

/// Copies a folder, into `to` if that exists, and else as `to`.
fn copy(from: impl AsRef<Path>, to: &Path, log: &Log) -> Result<()> {
    log.run(command("cp -R").arg(from.as_ref()).arg(to))
}

fn npm(arguments: &str, folder: &Path) -> Command {
    let mut npm = command(&format!("npm {arguments}"));
    npm.current_dir(folder);
    npm
}
