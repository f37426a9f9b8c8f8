//! What a Yew application may use and the widget does not, built like the widget: a test drives it in the browsers.

use std::path::PathBuf;

use anyhow::Result;

use super::stamp::Stamp;
use super::wasm::Wasm;
use crate::step::Step;
use crate::tools::{Compiler, Programs};
use crate::workspace::Workspace;

/// What it is made from.
const INPUTS: [&str; 6] = [
    "Cargo.lock",
    "Cargo.toml",
    "src",
    "tests/component/sampler.rs",
    "xtask/src/build",
    "xtask/src/tools",
];

/// Builds it unless nothing changed since the last time. Gives the folder with the script and the wasm.
pub(crate) fn sampler(workspace: &Workspace, programs: &Programs) -> Result<PathBuf> {
    let folder = workspace.cache_dir().join("sampler");
    let compiler = Compiler::ensure(workspace)?;
    let stamp = Stamp::of(workspace, "sampler-built", &INPUTS)?.by(&compiler);
    if folder.exists() && stamp.is_current() {
        return Ok(folder);
    }
    let wasm = Wasm {
        workspace,
        compiler: &compiler,
        features: "sampler",
    };
    let what = "building a component that uses more of Yew than the widget does";
    Step::new("sampler", what).run(&workspace.cache_dir(), |log| {
        wasm.compile(log)?;
        wasm.pack(programs, &folder, log)?;
        stamp.write()
    })?;
    Ok(folder)
}
