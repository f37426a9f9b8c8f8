//! Measuring the built element beside what people would use instead.
//!
//! The work is done in `bench/`, by Node.js and a browser. This brings them
//! together, and the built element and the sandbox along.

use std::env;
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::ValueEnum;
use serde_json::json;

use crate::build;
use crate::serve;
use crate::tools::browsers::{CHROMIUM_ARGUMENTS, Engine};
use crate::tools::table;
use crate::workspace::Workspace;

/// What `bench` can be told.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// How often everything is measured
    #[arg(long, value_name = "COUNT", default_value_t = FULL, value_parser = clap::value_parser!(u16).range(1..))]
    runs: u16,
    /// Measure only this part; can be given more than once
    #[arg(long, value_name = "PART")]
    only: Vec<Part>,
}

/// What medians and quartiles need at least to be told.
const FULL: u16 = 9;

/// What is measured, in this order.
#[derive(Clone, Copy, Debug, PartialEq, ValueEnum)]
enum Part {
    /// The job from the first byte to the archived task
    Journeys,
    /// Many forms on one page
    Growth,
    /// Large answers
    Answers,
    /// Elements taken out and put back
    Reconnects,
}

/// `cargo xtask bench`.
pub(crate) fn verb(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    let programs = build::run(workspace, || serve::compile_sandbox(workspace))?;
    let packages = table::PEERS.ensure(workspace)?;
    let browser = Engine::Chromium.ensure(workspace)?;
    let bench = workspace.root().join("bench");
    let cache = workspace.cache_dir().join("bench");
    // Figures of a shortened run are none to be kept.
    let output = if options.is_full() { &bench } else { &cache };
    let given = json!({
        "command": command_line(),
        "runs": options.runs,
        "parts": options.parts().map(|part| format!("{part:?}").to_lowercase()).collect::<Vec<_>>(),
        "dist": workspace.dist(),
        "snippet": workspace.snippet(),
        "preload": workspace.preload(),
        "sandbox": workspace.sandbox(),
        "chromium": browser.binary,
        "chromiumArguments": CHROMIUM_ARGUMENTS,
        "packages": packages,
        "cache": cache,
        "output": output,
    });
    let mut node = programs.command("node");
    let status = node
        .arg(bench.join("measure/main.mjs"))
        .arg(given.to_string())
        .status()?;
    if !status.success() {
        bail!("could not measure: {status}");
    }
    println!("Written to {}", output.join("README.md").display());
    Ok(ExitCode::SUCCESS)
}

impl Options {
    fn parts(&self) -> impl Iterator<Item = Part> + '_ {
        let all = Part::value_variants().iter().copied();
        all.filter(|part| self.only.is_empty() || self.only.contains(part))
    }

    fn is_full(&self) -> bool {
        self.runs >= FULL && self.parts().count() == Part::value_variants().len()
    }
}

/// As a person would type it.
fn command_line() -> String {
    let arguments: Vec<String> = env::args().skip(1).collect();
    format!("cargo xtask {}", arguments.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_run_of_everything_is_kept() {
        let cases = [
            (9, vec![], true),
            (21, vec![], true),
            (3, vec![], false),
            (9, vec![Part::Growth], false),
            (9, Part::value_variants().to_vec(), true),
        ];
        for (runs, only, expected) in cases {
            assert_eq!(Options { runs, only }.is_full(), expected, "{runs}");
        }
    }
}
