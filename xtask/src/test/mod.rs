//! Every check of the project, as parts that can be run one by one.

mod embed;
mod failures;
mod one_engine;
mod parts;
mod published;
mod schedule;
mod skipped;
#[cfg(test)]
mod snippets;

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, Result};
use clap::ValueEnum;

use crate::step;
use crate::tools::browsers::Engine;
use crate::workspace::Workspace;
use parts::Part;

/// What `test` can be told.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Parts to run; all when none is named
    #[arg(value_name = "PART")]
    parts: Vec<Group>,
    /// What the test programs of the parts are told, such as a test's name
    #[arg(last = true)]
    arguments: Vec<String>,
}

/// What a person can ask for.
#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Group {
    Lint,
    Native,
    Component,
    Sdk,
    Deploy,
    E2e,
    Chromium,
    Firefox,
    Webkit,
    Embed,
}

/// All parts, in the order of the summary.
const PARTS: [(&[Group], Part); 12] = [
    (&[Group::Lint], Part::Format),
    (&[Group::Lint], Part::Clippy),
    (&[Group::Lint], Part::Docs),
    (&[Group::Lint], Part::Crate),
    (&[Group::Native], Part::Native),
    (&[Group::Component], Part::Component),
    (&[Group::Sdk], Part::Sdk),
    (&[Group::Deploy], Part::Deploy),
    (&[Group::E2e, Group::Chromium], Part::EndToEnd(Engine::Chromium)),
    (&[Group::E2e, Group::Firefox], Part::EndToEnd(Engine::Firefox)),
    (&[Group::E2e, Group::Webkit], Part::EndToEnd(Engine::Webkit)),
    (&[Group::Embed], Part::Embed),
];

/// What can be told of a part that has ended.
struct Done {
    part: Part,
    passed: bool,
    time: String,
    log: Option<PathBuf>,
}

impl Done {
    fn new(part: Part, result: &Result<()>, began: Instant, log: Option<PathBuf>) -> Self {
        Self {
            part,
            passed: result.is_ok(),
            time: step::seconds(began),
            log,
        }
    }
}

/// `cargo xtask test`.
pub(crate) fn verb(workspace: &Workspace, options: &Options) -> ExitCode {
    let began = Instant::now();
    let parts = chosen(&options.parts);
    let results = if let [part] = parts[..] {
        vec![schedule::run_one(workspace, part, &options.arguments)]
    } else {
        // Parts that need none of it go on, and the others say what they lack.
        if let Err(problem) = parts::prepare(workspace, &parts) {
            eprintln!("{problem:#}");
        }
        schedule::run(workspace, &parts, &options.arguments)
    };

    println!();
    for Done { part, passed, time, .. } in &results {
        let outcome = if *passed { "passed" } else { "FAILED" };
        let skipped = part.engine().map(|engine| skipped::number(workspace, engine));
        let skipped = skipped.filter(|skipped| *skipped > 0);
        let skipped = skipped.map_or_else(String::new, |skipped| format!("  {skipped} skipped"));
        println!("{:<12} {outcome}  {time:>8}{skipped}", part.name());
    }
    let passed = results.iter().filter(|done| done.passed).count();
    let failed = results.len() - passed;
    println!("\n{passed} passed, {failed} failed, in {}", step::seconds(began));
    for Done { part, passed, log, .. } in &results {
        // A part that ran alone has no log: it printed to the terminal.
        if !passed && let Some(log) = log {
            let text = fs::read_to_string(log).unwrap_or_default();
            println!("\n== {} FAILED, see {}", part.name(), log.display());
            println!("{}", failures::excerpt(&text).join("\n"));
        }
    }
    if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// What `part` is told.
#[derive(clap::Args)]
pub(crate) struct OnePart {
    /// Its name in the summary
    name: String,
    #[arg(last = true)]
    arguments: Vec<String>,
}

/// `cargo xtask part`: a part that runs beside others, without a summary of its own.
pub(crate) fn part(workspace: &Workspace, options: &OnePart) -> Result<ExitCode> {
    let part = PARTS
        .iter()
        .map(|(_, part)| *part)
        .find(|part| part.name() == options.name);
    let part = part.with_context(|| format!("there is no part {:?}", options.name))?;
    part.run(workspace, &options.arguments)?;
    Ok(ExitCode::SUCCESS)
}

fn chosen(groups: &[Group]) -> Vec<Part> {
    let wanted = |names: &[Group]| groups.is_empty() || names.iter().any(|name| groups.contains(name));
    PARTS
        .iter()
        .filter(|(names, _)| wanted(names))
        .map(|(_, part)| *part)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_in_their_order_whatever_the_order_they_are_named_in() {
        let all = PARTS.map(|(_, part)| part);
        let cases: [(&[Group], &[Part]); 5] = [
            (&[], &all),
            (&[Group::Lint], &[Part::Format, Part::Clippy, Part::Docs, Part::Crate]),
            (
                &[Group::Firefox, Group::Native],
                &[Part::Native, Part::EndToEnd(Engine::Firefox)],
            ),
            (
                &[Group::Webkit, Group::E2e],
                &[Engine::Chromium, Engine::Firefox, Engine::Webkit].map(Part::EndToEnd),
            ),
            (&[Group::Sdk, Group::Sdk], &[Part::Sdk]),
        ];
        for (groups, expected) in cases {
            assert_eq!(chosen(groups), expected);
        }
    }
}
