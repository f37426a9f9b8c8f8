//! From the sources to `dist/`, the static site, and `pkg/`, the npm package.

mod assets;
mod budget;
mod html;
mod names;
mod package;
mod profile;
mod script;
mod shrink;
mod site;
mod weight;
mod yew;

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;

pub(crate) use site::copy_folder;

use crate::fingerprint;
use crate::step::{Step, side_by_side};
use crate::tools::{Compiler, Programs};
use crate::workspace::Workspace;
use profile::Profile;

/// With the exports that the element is made of.
const FEATURES: [&str; 2] = ["--features", "element"];

/// What the outputs are made from. These tasks are among it: they say how.
const INPUTS: [&str; 9] = [
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "index.html",
    "src",
    "static",
    "xtask",
];

/// `cargo xtask build`.
pub(crate) fn verb(workspace: &Workspace) -> Result<ExitCode> {
    let programs = run(workspace, || Ok(()))?;
    weight::print(workspace, &programs)?;
    let snippet = fs::read_to_string(workspace.snippet())?;
    println!("\nTo embed it, copy dist/ next to your page as tallyfy-archive/ and paste this:\n\n{snippet}");
    let preload = fs::read_to_string(workspace.preload())?;
    println!("Where it is in view from the start, this line in the page's head has it ready sooner:\n\n{preload}");
    match Profile::last(workspace) {
        Profile::Small => budget::check(&workspace.dist())?,
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
    let inputs = INPUTS.map(|input| workspace.root().join(input));
    let fingerprint = fingerprint::of(&inputs)?;
    let stamp = workspace.notes().join("built");
    let unchanged = fs::read_to_string(&stamp).is_ok_and(|built| built == fingerprint);
    let stale = !unchanged || !outputs(workspace).iter().all(|output| output.exists());

    // On a fresh machine each side takes minutes, much of it on one core.
    let compiling = || {
        let compiler = Compiler::ensure(workspace)?;
        if !stale {
            return Ok(None);
        }
        let profile = Profile::ensure(workspace, &compiler)?;
        let yew = compile(workspace, &compiler, profile)?;
        Ok(Some((compiler, profile, yew)))
    };
    let installing = || {
        let programs = Programs::ensure(workspace)?;
        besides()?;
        Ok(programs)
    };
    let (compiled, programs) = side_by_side(compiling, installing)?;
    if let Some((compiler, profile, yew)) = compiled {
        pack(workspace, &compiler, profile, &yew, &programs)?;
        fs::write(&stamp, fingerprint)?;
    }
    Ok(programs)
}

/// What wasm-pack would do first, and finds done when it comes to it. Gives what cargo is told of Yew.
fn compile(workspace: &Workspace, compiler: &Compiler, profile: Profile) -> Result<[String; 2]> {
    let step = Step {
        name: "widget",
        what: "compiling it to WebAssembly",
        by_hand: "",
    };
    step.run(&workspace.notes(), |log| {
        let yew = yew::argument(workspace, compiler, log)?;
        let mut cargo = compiler.cargo();
        cargo
            .args(["build", "--lib", "--release"])
            .args(FEATURES)
            .args(profile.arguments())
            .args(&yew);
        profile.choose_for(&mut cargo);
        cargo.env("CARGO_BUILD_TARGET", "wasm32-unknown-unknown");
        log.run(cargo.current_dir(workspace.root()))?;
        Ok(yew)
    })
}

fn pack(
    workspace: &Workspace,
    compiler: &Compiler,
    profile: Profile,
    yew: &[String; 2],
    programs: &Programs,
) -> Result<()> {
    let notes = workspace.notes();
    let package = Step {
        name: "package",
        what: "writing the JavaScript around the wasm and shrinking it, into pkg/",
        by_hand: "",
    };
    package.run(&notes, |log| {
        let mut wasm_pack = programs.command("wasm-pack");
        compiler.choose_for(&mut wasm_pack);
        wasm_pack.args(["build", "--target", "web", "--release", ".", "--"]);
        wasm_pack.args(FEATURES).args(profile.arguments()).args(yew);
        profile.choose_for(&mut wasm_pack);
        log.run(wasm_pack.current_dir(workspace.root()))?;
        shrink::shrink(workspace, programs, log)
    })?;
    let site = Step {
        name: "site",
        what: "bundling the element's script and styles into dist/, compressed too, and into pkg/ for npm",
        by_hand: "",
    };
    site.run(&notes, |log| {
        let assets = site::assemble(workspace, programs, log)?;
        package::complete(workspace, programs, &assets, log)
    })
}

fn outputs(workspace: &Workspace) -> [PathBuf; 5] {
    let (dist, pkg) = (workspace.dist(), workspace.pkg());
    [
        dist.join("index.html"),
        dist.join(site::SCRIPT),
        pkg.join("package.json"),
        workspace.snippet(),
        workspace.preload(),
    ]
}
