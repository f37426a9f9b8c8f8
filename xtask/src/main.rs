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

use std::process::ExitCode;
use std::{env, fs};

use anyhow::Result;
use clap::{Parser, Subcommand};

/// Builds, tries out and tests the widget.
///
/// Each verb first installs the tools that it lacks, and says which and why.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", after_help = AFTER_HELP)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

const AFTER_HELP: &str = "\
Tools are kept per user, so a second clone starts quickly:
  $TALLYFY_ARCHIVE_TOOLS, else $XDG_CACHE_HOME/tallyfy-archive, else ~/.cache/tallyfy-archive
A tool of the right version on PATH is used instead, or that whose path is in a variable such as CHROMIUM.
What a step printed is in target/xtask/.

Run `cargo xtask help <verb>` for what a verb does.";

#[derive(Subcommand)]
enum Verb {
    /// Build the static site in dist/ and the npm package in pkg/
    ///
    /// wasm-pack compiles the widget to WebAssembly, wasm-opt shrinks it, esbuild bundles the element's script and
    /// styles. Nothing is rebuilt if no input changed. Prints what each file weighs, and fails if the element is more
    /// than 2 % larger than recorded in bench/size.json.
    Build(build::Options),

    /// Build, then serve the page and the sandbox on this machine
    ///
    /// No account is needed: the sandbox has a task for every case worth seeing, and the page lists them. Prints the
    /// address once it answers; Ctrl-C ends it and forgets what was changed.
    Serve(serve::Options),

    /// Build, then take a picture of every state, to be looked at
    ///
    /// By day and by night, on narrow and on wide pages, from right to left, and in forced colours. The pictures go to
    /// target/screenshots, where index.html shows them all; readme.png and readme-rows.png are for docs/.
    Screenshots,

    /// Ask Tallyfy's service what its documentation leaves open; `cargo xtask probe --help` tells how
    #[command(disable_help_flag = true)]
    Probe {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },

    /// Run every check, or only the parts named
    ///
    /// Parts run in parallel, as many as the machine has cores and memory for, and each prints its output when it ends.
    /// All of them run even if one fails. The failed tests are printed at the end.
    Test(test::Options),

    #[command(hide = true)]
    Part(test::Options),

    /// Compare the element with what people would use instead
    ///
    /// The same job done by the usual libraries, in turns in one Chromium: bytes, times, many on one page, large
    /// answers. Takes about a quarter of an hour on a machine that does nothing else, and writes tables and plots into
    /// bench/. A shortened run writes them into target/xtask/bench/ instead.
    ///
    /// Reports which targets are met, and succeeds whether they are or not.
    Bench(bench::Options),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    if let Err(problem) = run(&cli.verb) {
        eprintln!("cargo xtask: {problem:#}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

fn run(verb: &Verb) -> Result<()> {
    env::set_current_dir(workspace::root())?;
    fs::create_dir_all(workspace::cache())?;
    match verb {
        Verb::Build(options) => build::verb(options),
        Verb::Serve(options) => serve::verb(options),
        Verb::Screenshots => screenshots::verb(),
        Verb::Probe { arguments } => step::run(step::command("cargo run --quiet --package probe --").args(arguments)),
        Verb::Test(options) => test::verb(options),
        Verb::Part(options) => test::part(options),
        Verb::Bench(options) => bench::verb(options),
    }
}
