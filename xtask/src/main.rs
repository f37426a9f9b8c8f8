//! The project's tasks: `cargo xtask <verb>`.
//!
//! Contributing needs nothing but Rust and Node.js: each verb installs the tools that are missing, and says why.

mod bench;
mod build;
mod screenshots;
mod serve;
mod stamp;
mod step;
mod test;
mod tools;
mod workspace;

use std::env;
use std::process::ExitCode;

use anyhow::Error;
use clap::{Parser, Subcommand};

/// Builds, tries out and tests the widget.
///
/// Every verb installs what it is missing first, one announced step per tool,
/// and does nothing of the kind when all is there.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", after_help = AFTER_HELP)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

const AFTER_HELP: &str = "\
Tools are kept per user, so a second clone starts quickly:
  $TALLYFY_ARCHIVE_TOOLS, else $XDG_CACHE_HOME/tallyfy-archive, else ~/.cache/tallyfy-archive
A tool of the right version on PATH is used instead. What a step printed is in target/xtask/.

Run `cargo xtask help <verb>` for what a verb does and installs.";

#[derive(Subcommand)]
enum Verb {
    /// Build the static site in dist/ and the npm package in pkg/
    ///
    /// wasm-pack compiles the widget to WebAssembly, wasm-opt shrinks it, esbuild
    /// bundles the element's script and styles. Nothing is rebuilt when no
    /// input changed. Prints what each file weighs on the wire, and fails where
    /// the element is more than 2 % larger than recorded in bench/size.json.
    ///
    /// Needs the wasm32 target, the library's source, wasm-bindgen at the version of Cargo.lock,
    /// wasm-pack, and Node.js for wasm-opt and esbuild.
    Build(build::Options),

    /// Build, then serve the page and a stand-in for Tallyfy on this machine
    ///
    /// No account is needed: the sandbox is seeded with a task for every case
    /// worth seeing, and the page lists them. Prints the address once it
    /// answers; Ctrl-C ends it and forgets what was changed.
    Serve(serve::Options),

    /// Build, then take a picture of every state, to be looked at
    ///
    /// By day and by night, on narrow and on wide pages, from right to left, and
    /// in forced colours. The pictures go to target/screenshots, where
    /// index.html shows them all.
    ///
    /// Needs what `build` needs, and Chromium with its driver.
    Screenshots(screenshots::Options),

    /// Run every check, or only the parts named
    ///
    /// Runs all parts even when one fails, then says which passed. Several parts
    /// run beside each other, as many as the machine has cores for, and each
    /// prints what it has to say when it ends. Parts:
    ///   lint       formatting, clippy, rustdoc, and the crate as it is packed
    ///   native     the core, the sandbox, these tasks and the bench's sums, without
    ///              a browser
    ///   component  the Yew components in Chromium
    ///   sdk        Tallyfy's own Python client against the sandbox
    ///   deploy     the built page behind nginx, in front of the sandbox
    ///   e2e        the built page against the sandbox, in three browsers;
    ///              `chromium`, `firefox` and `webkit` name one of them
    ///   embed      the npm package in plain HTML, React, Vue and Svelte, in Chromium
    ///
    /// Needs what `build` needs, Python, nginx, and the three browsers with their drivers.
    #[command(verbatim_doc_comment)]
    Test(test::Options),

    /// Run one part, as `test` does beside others
    #[command(hide = true)]
    Part(test::Options),

    /// Measure the element beside what people would use instead
    ///
    /// The same job done by the usual libraries, in turns in one Chromium: bytes,
    /// times, many on one page, large answers. Takes about a quarter of an hour
    /// on a machine that does nothing else, and writes tables and plots into
    /// bench/. A shortened run writes them into target/xtask/bench/ instead.
    ///
    /// Says which of the promised bars hold, and succeeds whether they do or not.
    ///
    /// Needs what `build` needs, Chromium, and the peers from npm.
    Bench(bench::Options),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = env::set_current_dir(workspace::root()).map_err(Error::from);
    let done = done.and_then(|()| match cli.verb {
        Verb::Build(options) => build::verb(&options),
        Verb::Serve(options) => serve::verb(&options),
        Verb::Screenshots(options) => screenshots::verb(&options),
        Verb::Test(options) => test::verb(&options),
        Verb::Part(options) => test::part(&options),
        Verb::Bench(options) => bench::verb(&options),
    });
    if let Err(problem) = done {
        eprintln!("cargo xtask: {problem:#}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
