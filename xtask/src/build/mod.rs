//! Builds `dist/`, the static site, and `pkg/`, the npm package.

mod wasm;

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::stamp::Stamp;
use crate::step::{command, join, run as run_command, step};
use crate::tools::Programs;
use crate::tools::table::{LIBRARY_SOURCE, STANDARD_LIBRARY};
use crate::workspace;

/// What decides about every build, the tasks that build included.
const INPUTS: [&str; 8] = [
    "Cargo.lock",
    "Cargo.toml",
    "src",
    "xtask/npm",
    "xtask/prerender",
    "xtask/site",
    "xtask/src/build",
    "xtask/src/tools",
];

/// What else the site and the package are made from.
const SITE_INPUTS: [&str; 5] = ["LICENSE-APACHE", "LICENSE-MIT", "README.md", "index.html", "static"];

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Record the element's size in bench/size.json, after a decision that it may be that large
    #[arg(long)]
    record: bool,
}

/// `cargo xtask build`.
pub(crate) fn verb(options: &Options) -> Result<()> {
    let programs = run(|| Ok(()))?;
    let [snippet, preload] = [fs::read_to_string(snippet())?, fs::read_to_string(preload())?];
    println!("To embed it, copy dist/ next to your page as tallyfy-archive/ and paste this:\n\n{snippet}");
    println!("If it is in view from the start, this line in the page's head makes it ready sooner:\n\n{preload}");
    let mut budget = programs.command("node xtask/site/budget.mjs");
    run_command(budget.args(options.record.then_some("--record")))
}

/// Builds unless nothing changed since the last time, after installing what that takes. `besides` is done in parallel.
pub(crate) fn run(besides: impl FnOnce() -> Result<()>) -> Result<Programs> {
    let stamp = stamp("built", &SITE_INPUTS)?;
    let outputs = [
        workspace::dist().join("index.html"),
        workspace::pkg().join("package.json"),
        snippet(),
        preload(),
    ];
    let is_built = stamp.is_current() && outputs.iter().all(|output| output.exists());
    let compile = || {
        if is_built {
            return Ok(());
        }
        ensure_compiler()?;
        step("widget", "compiling it to WebAssembly", |log| {
            wasm::compile("element", log)
        })
    };
    let prepare = || {
        let programs = Programs::ensure()?;
        if !is_built {
            let what = "rendering the form with Yew, for what is painted before the WebAssembly is loaded";
            let mut cargo = command("cargo run --package prerender --");
            step("form", what, |log| {
                log.run(cargo.arg(workspace::cache().join("prerendered.json")))
            })?;
        }
        besides()?;
        Ok(programs)
    };
    // On a new machine each of the two takes minutes, much of it on one core.
    let ((), programs) = join(compile, prepare)?;
    if !is_built {
        let what = "writing the JavaScript around the wasm and shrinking it, into pkg/";
        step("package", what, |log| {
            wasm::pack("element", &workspace::pkg(), &programs, log)
        })?;
        let what = "bundling the element's scripts and styles into dist/, compressed too, and into pkg/ for npm";
        step("site", what, |log| {
            log.run(programs.command("node xtask/site/main.mjs").arg(workspace::cache()))
        })?;
        stamp.write()?;
    }
    Ok(programs)
}

/// Builds a component that uses more of Yew than the widget does, in the same way; returns the folder with its script.
/// A test drives it in the browsers.
pub(crate) fn sampler(programs: &Programs) -> Result<PathBuf> {
    let folder = workspace::cache().join("sampler");
    let stamp = stamp("sampler-built", &["tests/component/sampler.rs"])?;
    if !folder.exists() || !stamp.is_current() {
        ensure_compiler()?;
        step(
            "sampler",
            "building a component that uses more of Yew than the widget does",
            |log| {
                wasm::compile("sampler", log)?;
                wasm::pack("sampler", &folder, programs, log)?;
                stamp.write()
            },
        )?;
    }
    Ok(folder)
}

/// Installs what the toolchain needs to compile the widget.
pub(crate) fn ensure_compiler() -> Result<()> {
    STANDARD_LIBRARY.ensure()?;
    LIBRARY_SOURCE.ensure()?;
    Ok(())
}

/// What to paste into a page that embeds the element, with the hashes of the last build.
pub(crate) fn snippet() -> PathBuf {
    workspace::cache().join("snippet.html")
}

/// The line for that page's head that preloads the WebAssembly.
pub(crate) fn preload() -> PathBuf {
    workspace::cache().join("preload.html")
}

/// A stamp for a build from the inputs of every build and these.
fn stamp(name: &str, inputs: &[&str]) -> Result<Stamp> {
    let rustc = command("rustc -vV").output().context("cannot run rustc")?;
    Stamp::new(name, &[&INPUTS, inputs].concat(), &String::from_utf8(rustc.stdout)?)
}
