//! What the end-to-end tests skip because an engine lacks it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::tools::table::Engine;
use crate::workspace;

/// What an engine lacks: engine, test and reason. It neither grows unnoticed, nor has lines without a reason.
const LIST: &str = "tests/e2e/skipped.txt";

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
    fn both_kinds_of_differences_are_reported() {
        let set = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
        let wrong = differences(&set(&["a", "b"]), &set(&["b", "c"]));
        assert_eq!(wrong, ["not listed: a", "not skipped: c"]);
        assert!(differences(&set(&["a"]), &set(&["a"])).is_empty());
    }
}
