//! The end-to-end tests that are skipped in an engine: it lacks what they need, or another engine is enough.

use std::fs;

use anyhow::{Context, Result, ensure};

use crate::tools::table::Engine;

/// Engines, test and reason, one test a line.
const LIST: &str = "tests/e2e/skipped.txt";

/// The tests that are skipped in this engine, with reasons.
pub(super) fn in_engine(engine: Engine) -> Vec<String> {
    let list = fs::read_to_string(LIST).unwrap_or_default();
    let lines = parse(&list).unwrap_or_default().into_iter();
    let skipped = lines.filter(|[engines, ..]| is_for(engines, engine));
    skipped.map(|[_, test, reason]| format!("{test}: {reason}")).collect()
}

/// Arguments with which the test program skips the listed tests. `existing` is what it prints with `--list`.
pub(super) fn arguments(engine: Engine, existing: &str) -> Result<Vec<String>> {
    arguments_of(&fs::read_to_string(LIST)?, engine, existing).context(LIST)
}

fn arguments_of(list: &str, engine: Engine, existing: &str) -> Result<Vec<String>> {
    // Not the tests whose names contain a listed one.
    let mut arguments = vec!["--exact".to_owned()];
    for [engines, test, _] in parse(list)? {
        let mut names = existing.lines().map(|line| line.strip_suffix(": test"));
        ensure!(names.any(|name| name == Some(test)), "no such test: {test}");
        if is_for(engines, engine) {
            arguments.extend(["--skip".to_owned(), test.to_owned()]);
        }
    }
    Ok(arguments)
}

/// Engines, test and reason of each line.
fn parse(list: &str) -> Result<Vec<[&str; 3]>> {
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| parse_line(line).with_context(|| line.to_owned()))
        .collect()
}

fn parse_line(line: &str) -> Option<[&str; 3]> {
    let parts: [_; 3] = line.splitn(3, ": ").collect::<Vec<_>>().try_into().ok()?;
    // Chromium can run all of them: a test that runs nowhere tests nothing.
    let is_other = |engine| ["firefox", "webkit"].contains(&engine);
    parts[0].split(", ").all(is_other).then_some(parts)
}

fn is_for(engines: &str, engine: Engine) -> bool {
    engines.split(", ").any(|name| name == engine.name())
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXISTING: &str = "a::one: test\na::one_more: test\nb::two: test\n";

    #[test]
    fn listed_tests_are_skipped_by_their_whole_names() -> Result<()> {
        let list = "# Why.\nfirefox, webkit: a::one: enough\nwebkit: b::two: it lacks: a network";
        let skipped = |engine| arguments_of(list, engine, EXISTING).map(|arguments| arguments.join(" "));
        assert_eq!(skipped(Engine::Chromium)?, "--exact");
        assert_eq!(skipped(Engine::Firefox)?, "--exact --skip a::one");
        assert_eq!(skipped(Engine::Webkit)?, "--exact --skip a::one --skip b::two");
        Ok(())
    }

    #[test]
    fn a_wrong_list_is_an_error_in_every_engine() {
        for (list, expected) in [
            ("webkit: a::gone: why", "no such test: a::gone"),
            ("webkit: a: a module", "no such test: a"),
            ("opera: a::one: why", "opera: a::one: why"),
            ("chromium: a::one: why", "chromium: a::one: why"),
            ("webkit: a::one", "webkit: a::one"),
        ] {
            let error = arguments_of(list, Engine::Firefox, EXISTING).expect_err(list);
            assert_eq!(error.to_string(), expected);
        }
    }
}
