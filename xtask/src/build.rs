//! Builds `dist/`, the static site, and `pkg/`, the npm package.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use anyhow::Result;

use crate::stamp::Stamp;
use crate::step::{Log, command, read, run as run_command, step};
use crate::tools::table::{LIBRARY_SOURCE, STANDARD_LIBRARY, TARGET};
use crate::tools::{command_with_programs, ensure_programs};
use crate::workspace;

/// What decides about every build, the tasks that build included.
const INPUTS: &str =
    "Cargo.lock Cargo.toml src xtask/npm xtask/prerender xtask/site xtask/src/build.rs xtask/src/tools/table.rs";

/// What else the site and the package are made from.
const SITE_INPUTS: &str = "LICENSE-APACHE LICENSE-MIT README.md index.html static";

/// Compiles the standard library along with the crate. Cargo takes these options from a nightly compiler only, and from
/// any other with `RUSTC_BOOTSTRAP`. Without them there are about 11,500 bytes more on the wire.
const SMALL_LIBRARY: [&str; 2] = ["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"];

/// A panic traps at once, without a message: the element reports the crash.
///
/// The compiler itself inlines small functions, which it leaves to LLVM if it compiles for size: 1.9 KB less on the wire.
/// With the compiler's own thresholds it is 1.5 KB.
const SMALL_CODE: &str = "-Zunstable-options -Cpanic=immediate-abort \
     -Zinline-mir=yes -Zinline-mir-threshold=80 -Zinline-mir-hint-threshold=80 -Zinline-mir-forwarder-threshold=60";

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Record the element's size in bench/size.json, after a decision that it may be that large
    #[arg(long)]
    record: bool,
}

pub(crate) fn verb(options: &Options) -> Result<()> {
    run(|| Ok(()))?;
    let [snippet, preload] = [fs::read_to_string("dist/snippet.html")?, fs::read_to_string(preload())?];
    println!("To embed it, copy dist/ next to your page as tallyfy-archive/ and paste this:\n\n{snippet}");
    println!("If it is in view from the start, this line in the page's head makes it ready sooner:\n\n{preload}");
    let mut budget = command("node xtask/site/budget.mjs");
    run_command(budget.args(options.record.then_some("--record")))
}

/// Builds unless nothing changed since the last time, after installing what that takes. `besides` is done in parallel.
pub(crate) fn run(besides: impl FnOnce() -> Result<()>) -> Result<()> {
    let stamp = stamp("built", SITE_INPUTS)?;
    let outputs = ["dist/index.html", "pkg/package.json"].map(Path::new);
    let is_built = stamp.is_current() && outputs.iter().all(|output| output.exists());
    let compile_widget = || {
        if is_built {
            return Ok(());
        }
        ensure_compiler()?;
        step("widget", "compiling it to WebAssembly", |log| compile("element", log))
    };
    // On a new machine each side takes minutes, much of it on one core. If one fails, the other one still ends.
    thread::scope(|scope| {
        let compiling = scope.spawn(compile_widget);
        ensure_programs()?;
        if !is_built {
            let what = "rendering the form with Yew, for what is painted before the WebAssembly is loaded";
            let mut cargo = command("cargo run --package prerender --");
            cargo.arg(workspace::cache().join("prerendered.json"));
            step("form", what, |log| log.run(&mut cargo))?;
        }
        besides()?;
        compiling.join().expect("compiling does not panic")
    })?;
    if !is_built {
        let what = "writing the JavaScript around the wasm and shrinking it, into pkg/";
        step("package", what, |log| pack("element", Path::new("pkg"), log))?;
        let what = "bundling the element's scripts and styles into dist/, compressed too, and into pkg/ for npm";
        step("site", what, |log| {
            log.run(command_with_programs("node xtask/site/main.mjs")?.arg(workspace::cache()))
        })?;
        stamp.write()?;
    }
    Ok(())
}

/// Builds a component that uses more of Yew than the widget does, in the same way; returns the folder with its script.
/// A test drives it in the browsers.
pub(crate) fn sampler() -> Result<PathBuf> {
    let folder = workspace::cache().join("sampler");
    let stamp = stamp("sampler-built", "tests/component/sampler.rs")?;
    if !folder.exists() || !stamp.is_current() {
        ensure_compiler()?;
        let what = "building a component that uses more of Yew than the widget does";
        step("sampler", what, |log| {
            compile("sampler", log)?;
            pack("sampler", &folder, log)?;
            stamp.write()
        })?;
    }
    Ok(folder)
}

/// Installs what the toolchain needs to compile the widget.
pub(crate) fn ensure_compiler() -> Result<()> {
    STANDARD_LIBRARY.ensure()?;
    LIBRARY_SOURCE.ensure()?;
    Ok(())
}

/// The line for the head of a page that embeds the element, which preloads the WebAssembly of the last build.
pub(crate) fn preload() -> PathBuf {
    workspace::cache().join("preload.html")
}

/// A stamp for a build from the inputs of every build and these.
fn stamp(name: &str, inputs: &str) -> Result<Stamp> {
    let inputs: Vec<_> = INPUTS.split(' ').chain(inputs.split(' ')).collect();
    Stamp::new(
        workspace::cache().join(name),
        &inputs,
        &read(&mut command("rustc -vV"))?,
    )
}

/// Compiles the crate with these features, separated by commas. wasm-pack would do it, too; this needs only cargo.
fn compile(features: &str, log: &Log) -> Result<()> {
    let mut cargo = command("cargo build --lib --release --features");
    log.run(for_size(cargo.arg(features)).env("CARGO_BUILD_TARGET", TARGET))
}

/// Has wasm-pack make a package of it in `folder`, and shrinks its wasm.
fn pack(features: &str, folder: &Path, log: &Log) -> Result<()> {
    let mut wasm_pack = command_with_programs("wasm-pack build --target web --release --out-dir")?;
    wasm_pack.arg(folder).args([".", "--", "--features", features]);
    log.run(for_size(&mut wasm_pack))?;
    log.run(command_with_programs("node xtask/site/shrink.mjs")?.arg(folder))
}

/// Completes a command that is cargo, or passes its last arguments on to it.
fn for_size(command: &mut Command) -> &mut Command {
    command
        .args(SMALL_LIBRARY)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", SMALL_CODE)
        .env("CARGO_TARGET_DIR", workspace::wasm_target())
}
