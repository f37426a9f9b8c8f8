//! What the end-to-end tests leave out: tests that need one engine only, and what an engine lacks.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::tools::table::Engine;
use crate::workspace;

/// Tests that run in Chromium only: how their names begin, and why one engine is enough.
const ONE_ENGINE: [(&str, &str); 7] = [
    ("axe::", "markup and computed styles are the same everywhere"),
    ("built_page::a_click_on_a_case", "it tests a script of the sandbox"),
    ("events::", "the machine decides about them, and it is tested natively"),
    ("guarantees::approval::", "core tests try every order"),
    ("hostile::", "texts become text nodes, under one style sheet"),
    ("languages::", "native tests compare every text"),
    ("styling::axe_finds", "as with the other pages"),
];

/// What an engine lacks: engine, test and reason. It neither grows unnoticed, nor has lines without a reason.
const LIST: &str = "tests/e2e/skipped.txt";

/// The arguments with which libtest leaves out what need not run in this engine.
pub(super) fn arguments(engine: Engine) -> Vec<&'static str> {
    if engine == Engine::Chromium {
        return Vec::new();
    }
    ONE_ENGINE.iter().flat_map(|(name, _)| ["--skip", name]).collect()
}

/// The file, empty, to which the tests add what they skip.
pub(super) fn create(engine: Engine) -> Result<PathBuf> {
    let file = file(engine);
    fs::write(&file, "")?;
    Ok(file)
}

/// Fails unless the tests skipped what the list says.
pub(super) fn check(engine: Engine) -> Result<()> {
    let skipped = lines(&file(engine), engine)?;
    let listed = lines(Path::new(LIST), engine)?;
    let wrong = differences(&skipped, &listed);
    ensure!(wrong.is_empty(), "{LIST} is wrong:\n{}", wrong.join("\n"));
    Ok(())
}

/// How much was skipped in the last run in this engine.
pub(super) fn count(engine: Engine) -> usize {
    lines(&file(engine), engine).map_or(0, |lines| lines.len())
}

fn differences(skipped: &BTreeSet<String>, listed: &BTreeSet<String>) -> Vec<String> {
    let new = skipped.difference(listed).map(|line| format!("not listed: {line}"));
    let gone = listed.difference(skipped).map(|line| format!("not skipped: {line}"));
    new.chain(gone).collect()
}

fn lines(file: &Path, engine: Engine) -> Result<BTreeSet<String>> {
    let text = fs::read_to_string(file).with_context(|| file.display().to_string())?;
    let prefix = format!("{}: ", engine.name());
    let lines = text.lines().filter(|line| line.starts_with(&prefix));
    Ok(lines.map(str::to_owned).collect())
}

fn file(engine: Engine) -> PathBuf {
    workspace::cache().join(format!("skipped-{}.txt", engine.name()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_for_one_engine_exist() -> Result<()> {
        let suite = workspace::root().join("tests/e2e/tests/suite");
        for (name, _) in ONE_ENGINE {
            let (module, function) = name.rsplit_once("::").unwrap_or((name, ""));
            let file = suite.join(module.replace("::", "/")).with_extension("rs");
            let text = fs::read_to_string(&file)?;
            assert!(text.contains(&format!("fn {function}")), "{name}: {}", file.display());
        }
        Ok(())
    }

    #[test]
    fn one_engine_runs_them() {
        assert!(arguments(Engine::Chromium).is_empty());
        for engine in [Engine::Firefox, Engine::Webkit] {
            assert_eq!(arguments(engine).len(), 2 * ONE_ENGINE.len());
        }
    }

    #[test]
    fn both_kinds_of_differences_are_reported() {
        let set = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
        let wrong = differences(&set(&["a", "b"]), &set(&["b", "c"]));
        assert_eq!(wrong, ["not listed: a", "not skipped: c"]);
        assert!(differences(&set(&["a"]), &set(&["a"])).is_empty());
    }
}
