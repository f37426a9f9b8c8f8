//! From the sources to `dist/`, the static site, and `pkg/`, the npm package.

mod assets;
mod budget;
mod html;
mod package;
mod prerender;
mod profile;
mod sampler;
mod script;
mod shrink;
mod site;
mod stamp;
mod wasm;
mod weight;

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;

pub(crate) use sampler::sampler;
pub(crate) use site::copy_folder;

use crate::step::{Step, join};
use crate::tools::{Compiler, Programs};
use crate::workspace::Workspace;
use profile::Profile;
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
    weight::print(workspace, &programs)?;
    let snippet = fs::read_to_string(workspace.snippet())?;
    println!("\nTo embed it, copy dist/ next to your page as tallyfy-archive/ and paste this:\n\n{snippet}");
    let preload = fs::read_to_string(workspace.preload())?;
    println!("Where it is in view from the start, this line in the page's head has it ready sooner:\n\n{preload}");
    let (dist, size) = (workspace.dist(), workspace.size());
    match Profile::last(workspace) {
        Profile::Small if options.record => budget::record(&dist, &size)?,
        Profile::Small => budget::check(&dist, &size)?,
        Profile::Ordinary => println!("no budget is checked: this is not what is released"),
    }
    Ok(ExitCode::SUCCESS)
}

/// Which standard library the last build was compiled with.
pub(crate) fn library(workspace: &Workspace) -> &'static str {
    match Profile::last(workspace) {
        Profile::Small => "a standard library of its own",
        Profile::Ordinary => "the ordinary standard library, which is not what is released",
    }
}

/// Builds unless nothing changed since the last time, after installing what
/// that takes. `besides` is done while a core is free.
pub(crate) fn run(workspace: &Workspace, besides: impl FnOnce() -> Result<()>) -> Result<Programs> {
    // On a fresh machine each side takes minutes, much of it on one core.
    let compiling = || {
        let compiler = Compiler::ensure(workspace)?;
        let stamp = Stamp::of(workspace, "built", &INPUTS)?;
        let is_there = outputs(workspace).iter().all(|output| output.exists());
        if is_there && stamp.clone().by(&compiler, Profile::of(&compiler))?.is_current() {
            return Ok(None);
        }
        let profile = Profile::ensure(workspace, &compiler)?;
        let step = Step {
            name: "widget",
            what: "compiling it to WebAssembly",
            by_hand: "",
        };
        let wasm = element(workspace, &compiler, profile);
        step.run(&workspace.cache_dir(), |log| wasm.compile(log))?;
        let stamp = stamp.by(&compiler, profile)?;
        Ok(Some((compiler, profile, stamp)))
    };
    let installing = || {
        let programs = Programs::ensure(workspace)?;
        prerender::run(workspace)?;
        besides()?;
        Ok(programs)
    };
    let (compiled, programs) = join(compiling, installing)?;
    if let Some((compiler, profile, stamp)) = compiled {
        package(&element(workspace, &compiler, profile), &programs)?;
        stamp.write()?;
    }
    Ok(programs)
}

fn element<'a>(workspace: &'a Workspace, compiler: &'a Compiler, profile: Profile) -> Wasm<'a> {
    Wasm {
        workspace,
        compiler,
        profile,
        features: ELEMENT,
    }
}

fn package(wasm: &Wasm, programs: &Programs) -> Result<()> {
    let workspace = wasm.workspace;
    let logs = workspace.cache_dir();
    let package = Step {
        name: "package",
        what: "writing the JavaScript around the wasm and shrinking it, into pkg/",
        by_hand: "",
    };
    package.run(&logs, |log| {
        wasm.pack(programs, &workspace.pkg(), log)?;
        wasm::keep_names(workspace, programs, log)
    })?;
    let site = Step {
        name: "site",
        what: "bundling the element's script and styles into dist/, compressed too, and into pkg/ for npm",
        by_hand: "",
    };
    site.run(&logs, |log| {
        let assets = site::assemble(workspace, programs, log)?;
        package::complete(workspace, programs, &assets, log)
    })
}

fn outputs(workspace: &Workspace) -> [PathBuf; 6] {
    let (dist, pkg) = (workspace.dist(), workspace.pkg());
    [
        dist.join("index.html"),
        dist.join(site::SCRIPT),
        pkg.join("package.json"),
        workspace.snippet(),
        workspace.preload(),
        wasm::with_names(workspace),
    ]
}
