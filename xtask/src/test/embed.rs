//! Embeds the npm package as people do; `tests/embed/build.mjs` builds the applications that install it.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::step::{Log, command, run, step};
use crate::tools::command_with_programs;
use crate::tools::table::{FRAMEWORKS, SLOW_FRAMEWORKS, TARGET};
use crate::{build, workspace};

/// The argument that adds the slow hosts.
pub(super) const ALL: &str = "--include-ignored";

/// Installs the package into each host, builds that, and runs its own tests. Returns the folder of the hosts.
pub(super) fn build(arguments: &[String]) -> Result<PathBuf> {
    build::run(|| Ok(()))?;
    let folder = workspace::cache().join("hosts");
    let mut hosts = command("node tests/embed/build.mjs");
    hosts.arg(&folder).arg(FRAMEWORKS.ensure()?);
    if arguments.iter().any(|argument| argument == ALL) {
        hosts.arg(SLOW_FRAMEWORKS.ensure()?);
    }
    let what = "packing the npm package, and building each host with it after checking its types";
    step("embed", what, |log| log.run(&mut hosts))?;
    let what = "compiling the Yew application to WebAssembly";
    step("yew", what, |log| build_yew_app(&folder.join("yew"), log))?;
    run(command("npm test").current_dir(folder.join("plain")))?;
    Ok(folder)
}

/// The application that uses the crate and not the package.
fn build_yew_app(folder: &Path, log: &Log) -> Result<()> {
    log.run(command("cp -R examples/yew-app").arg(folder))?;
    build::ensure_compiler()?;
    let mut cargo = command("cargo build --package yew-app --target");
    cargo.arg(TARGET).env("CARGO_TARGET_DIR", workspace::wasm_target());
    // Megabytes of debug information would be loaded for nothing.
    log.run(cargo.env("CARGO_PROFILE_DEV_DEBUG", "0"))?;
    let wasm = workspace::wasm_target().join(TARGET).join("debug/yew-app.wasm");
    let mut bindgen = command_with_programs("wasm-bindgen --target web --no-typescript --out-dir")?;
    log.run(bindgen.arg(folder).arg(wasm))
}
