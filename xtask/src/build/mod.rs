//! From the sources to `dist/`, the static site, and `pkg/`, the npm package.

mod prerender;
mod profile;
mod sampler;
mod shrink;
mod site;
mod stamp;
mod wasm;

use std::fs;
use std::process::ExitCode;

use anyhow::Result;

pub(crate) use sampler::sampler;

use crate::step::{Step, join};
use crate::tools::{Compiler, Programs};
use crate::workspace::Workspace;
use stamp::Stamp;
use wasm::Wasm;

/// The features that make the element of the crate.
const ELEMENT: &str = "element";

/// What the outputs are made from. Those of these tasks that say how are among it.
const INPUTS: [&str; 11] = [
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "index.html",
    "src",
    "static",
    "xtask/prerender",
    "xtask/src/build",
    "xtask/src/tools",
];

/// What `build` can be told.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Record the element's size in bench/size.json, after a decision that it may be that large
    #[arg(long)]
    record: bool,
}

/// `cargo xtask build`.
pub(crate) fn verb(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    let programs = run(workspace, || Ok(()))?;
    let snippet = fs::read_to_string(workspace.snippet())?;
    println!("To embed it, copy dist/ next to your page as tallyfy-archive/ and paste this:\n\n{snippet}");
    let preload = fs::read_to_string(workspace.preload())?;
    println!("Where it is in view from the start, this line in the page's head has it ready sooner:\n\n{preload}");
    site::weigh(workspace, &programs, options.record)
}

/// Builds unless nothing changed since the last time, after installing what that takes. `besides` is done while a core
/// is free.
pub(crate) fn run(workspace: &Workspace, besides: impl FnOnce() -> Result<()>) -> Result<Programs> {
    // On a fresh machine each side takes minutes, much of it on one core.
    let compiling = || {
        let compiler = Compiler::ensure(workspace)?;
        let stamp = Stamp::of(workspace, "built", &INPUTS)?.by(&compiler);
        if site::is_there(workspace) && stamp.is_current() {
            return Ok(None);
        }
        Step::new("widget", "compiling it to WebAssembly")
            .run(&workspace.cache_dir(), |log| element(workspace, &compiler).compile(log))?;
        Ok(Some((compiler, stamp)))
    };
    let installing = || {
        let programs = Programs::ensure(workspace)?;
        prerender::run(workspace)?;
        besides()?;
        Ok(programs)
    };
    let (compiled, programs) = join(compiling, installing)?;
    if let Some((compiler, stamp)) = compiled {
        let what = "writing the JavaScript around the wasm and shrinking it, into pkg/";
        Step::new("package", what).run(&workspace.cache_dir(), |log| {
            element(workspace, &compiler).pack(&programs, &workspace.pkg(), log)
        })?;
        let what = "bundling the element's scripts and styles into dist/, compressed too, and into pkg/ for npm";
        Step::new("site", what).run(&workspace.cache_dir(), |log| site::assemble(workspace, &programs, log))?;
        stamp.write()?;
    }
    Ok(programs)
}

fn element<'a>(workspace: &'a Workspace, compiler: &'a Compiler) -> Wasm<'a> {
    Wasm {
        workspace,
        compiler,
        features: ELEMENT,
    }
}
