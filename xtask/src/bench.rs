//! Compares the built element with what people would use instead. `bench/` does the work, in Node.js and a browser.

use std::env;

use anyhow::Result;
use serde_json::json;

use crate::step::run;
use crate::tools::command_with_programs;
use crate::tools::table::{CHROMIUM, PEERS, chromium_arguments};
use crate::{build, serve, workspace};

#[derive(clap::Args)]
pub(crate) struct Options {
    /// How often everything is measured
    #[arg(long, value_name = "COUNT", default_value_t = FULL, value_parser = clap::value_parser!(u16).range(1..))]
    runs: u16,
    /// Measure only this part; can be given more than once
    ///
    /// journeys: the job from the first byte to the archived task; growth: many forms on one page; answers: large
    /// answers; reconnects: elements taken out and put back
    #[arg(long, value_name = "PART", value_parser = PARTS)]
    only: Vec<String>,
}

/// The runs that medians and quartiles need to mean something.
const FULL: u16 = 9;

const PARTS: [&str; 4] = ["journeys", "growth", "answers", "reconnects"];

pub(crate) fn verb(options: &Options) -> Result<()> {
    build::run(serve::compile_sandbox)?;
    let cache = workspace::cache().join("bench");
    let output = if options.is_full() {
        workspace::root().join("bench")
    } else {
        cache.clone()
    };
    let arguments: Vec<_> = env::args().skip(1).collect();
    let given = json!({
        "command": format!("cargo xtask {}", arguments.join(" ")),
        "runs": options.runs,
        "parts": options.parts(),
        "dist": workspace::dist(),
        "snippet": workspace::dist().join("snippet.html"),
        "preload": build::preload(),
        "sandbox": workspace::sandbox(),
        "chromium": CHROMIUM.ensure()?,
        "chromiumArguments": chromium_arguments(),
        "packages": PEERS.ensure()?,
        "cache": cache,
        "output": output,
    });
    run(command_with_programs("node bench/measure/main.mjs")?.arg(given.to_string()))?;
    println!("Written to {}", output.join("README.md").display());
    Ok(())
}

impl Options {
    fn parts(&self) -> Vec<&str> {
        let is_chosen = |part: &&str| self.only.is_empty() || self.only.iter().any(|only| only == part);
        PARTS.into_iter().filter(is_chosen).collect()
    }

    /// Whether the results replace those in `bench/`.
    fn is_full(&self) -> bool {
        self.runs >= FULL && self.parts() == PARTS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_complete_run_is_recorded() {
        for (runs, only, expected) in [
            (9, vec![], true),
            (21, vec![], true),
            (3, vec![], false),
            (9, vec!["growth"], false),
            (9, PARTS.to_vec(), true),
        ] {
            let only = only.into_iter().map(str::to_owned).collect();
            assert_eq!(Options { runs, only }.is_full(), expected, "{runs}");
        }
    }
}
