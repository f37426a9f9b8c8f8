//! Every check of the project, as parts that can be run one by one.

mod embed;
mod matrix;
mod parts;
mod published;
#[cfg(test)]
mod snippets;

use std::process::ExitCode;
use std::time::Instant;

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

/// All parts, in the order they run: the quickest to fail come first.
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

/// `cargo xtask test`.
pub(crate) fn verb(workspace: &Workspace, options: &Options) -> ExitCode {
    let mut results = Vec::new();
    for part in chosen(&options.parts) {
        println!("\n== {}: {}", part.name(), part.purpose());
        let began = Instant::now();
        let result = part.run(workspace, &options.arguments);
        if let Err(problem) = &result {
            eprintln!("{}: {problem:#}", part.name());
        }
        results.push((part, result.is_ok(), step::seconds(began)));
    }

    let engines: Vec<_> = results.iter().filter_map(|(part, ..)| part.engine()).collect();
    matrix::print(workspace, &engines);
    println!();
    for (part, passed, time) in &results {
        let outcome = if *passed { "passed" } else { "FAILED" };
        println!("{:<12} {outcome}  {time:>8}", part.name());
    }
    let passed = results.iter().filter(|(_, passed, _)| *passed).count();
    let failed = results.len() - passed;
    println!("\n{passed} passed, {failed} failed");
    if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
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
    fn parts_run_in_their_order_whatever_the_order_they_are_named_in() {
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
