//! Every check of the project, as parts that can be run one by one.

mod embed;
mod failures;
mod parts;
mod schedule;
mod skipped;
#[cfg(test)]
mod snippets;

use std::fs;
use std::time::Instant;

use anyhow::{Result, ensure};
use clap::builder::{PossibleValue, PossibleValuesParser};

use crate::step::seconds;
use parts::{GROUPS, PARTS, Part};
use schedule::Done;

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Parts or groups of parts to run; all when none is named
    #[arg(value_name = "PART", value_parser = names())]
    parts: Vec<String>,
    /// Also run what takes long: all hosts of the part `embed`
    #[arg(long, requires = "parts")]
    all: bool,
    /// Arguments for the test programs of the parts, such as a test's name
    #[arg(last = true)]
    arguments: Vec<String>,
}

pub(crate) fn verb(options: &Options) -> Result<()> {
    let began = Instant::now();
    let parts = chosen(&options.parts);
    let mut arguments = options.arguments.clone();
    if options.all {
        let is_embed = options.parts == ["embed"];
        ensure!(is_embed, "only the part embed has more than it usually runs");
        arguments.push(embed::ALL.to_owned());
    }
    let results = if let [part] = parts[..] {
        println!("\n== {}: {}", part.name, part.meaning);
        vec![schedule::run_one(part, &arguments, None)]
    } else {
        // Some parts may need none of it, and the others report what they lack.
        if let Err(problem) = parts::prepare(&parts) {
            eprintln!("{problem:#}");
        }
        schedule::run_all(&parts, &arguments)
    };
    println!();
    for done in &results {
        println!("{}", done.summary);
        for test in schedule::skipped(done.part, &options.arguments).into_iter().flatten() {
            println!("             skipped {test}");
        }
    }
    let failed: Vec<_> = results.iter().filter(|done| !done.passed).collect();
    let passed = results.len() - failed.len();
    println!("\n{passed} passed, {} failed, in {}", failed.len(), seconds(began));
    for Done { part, log, .. } in &failed {
        if let Some(log) = log {
            println!("\n== {} FAILED, see {}", part.name, log.display());
            let text = fs::read_to_string(log).unwrap_or_default();
            println!("{}", failures::excerpt(&text).join("\n"));
        }
    }
    let names: Vec<_> = failed.iter().map(|done| done.part.name).collect();
    ensure!(failed.is_empty(), "failed: {}", names.join(", "));
    Ok(())
}

/// Runs one part in this process, without a summary.
pub(crate) fn part(options: &Options) -> Result<()> {
    let parts = chosen(&options.parts);
    parts.iter().try_for_each(|part| (part.run)(part, &options.arguments))
}

/// The names on the command line, with what `--help` explains.
fn names() -> PossibleValuesParser {
    let part = |part: &Part| PossibleValue::new(part.name).help(part.meaning);
    let group = |(name, parts): &(&'static str, &[&str])| PossibleValue::new(*name).help(parts.join(", "));
    PossibleValuesParser::new(PARTS.iter().map(part).chain(GROUPS.iter().map(group)))
}

fn chosen(names: &[String]) -> Vec<&'static Part> {
    let parts_of = |name| GROUPS.iter().find(|(group, _)| *group == name).map(|(_, parts)| *parts);
    let is_named = |part: &str| {
        let mut names = names.iter();
        names.any(|name| name == part || parts_of(name).is_some_and(|parts| parts.contains(&part)))
    };
    let parts = PARTS.iter();
    parts.filter(|part| names.is_empty() || is_named(part.name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_run_in_a_fixed_order() {
        let cases: [(&[&str], &[&str]); 4] = [
            (&["lint"], &["clippy", "docs", "crate", "format"]),
            (&["native", "firefox"], &["firefox", "native"]),
            (&["webkit", "e2e"], &["chromium", "firefox", "webkit"]),
            (&["sdk", "sdk"], &["sdk"]),
        ];
        for (names, expected) in cases {
            let names: Vec<_> = names.iter().map(|name| (*name).to_owned()).collect();
            let chosen: Vec<_> = chosen(&names).iter().map(|part| part.name).collect();
            assert_eq!(chosen, expected);
        }
        assert_eq!(chosen(&[]).len(), PARTS.len());
    }
}
