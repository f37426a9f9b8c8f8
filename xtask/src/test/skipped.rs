//! What the end-to-end tests leave out in an engine, held against the list in the repository: it does not grow unnoticed, and
//! nothing stays on it for no reason.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::tools::browsers::Engine;
use crate::workspace::Workspace;

const LIST: &str = "tests/e2e/skipped.txt";

/// The file that an engine's tests write down what they leave out, without what an earlier run did.
pub(super) fn begin(workspace: &Workspace, engine: Engine) -> Result<PathBuf> {
    let file = file(workspace, engine);
    fs::create_dir_all(file.parent().context("a file is in a folder")?)?;
    fs::write(&file, "")?;
    Ok(file)
}

/// Fails where the tests left out something else than the list says.
pub(super) fn check(workspace: &Workspace, engine: Engine) -> Result<()> {
    let skipped = lines(&file(workspace, engine), engine)?;
    let listed = lines(&workspace.root().join(LIST), engine)?;
    println!("{} skipped in {}", skipped.len(), engine.as_str());
    let wrong = differences(&skipped, &listed);
    if !wrong.is_empty() {
        bail!("{LIST} is wrong:\n{}", wrong.join("\n"));
    }
    Ok(())
}

/// How many the tests of this engine left out in their last run.
pub(super) fn number(workspace: &Workspace, engine: Engine) -> usize {
    lines(&file(workspace, engine), engine).map_or(0, |lines| lines.len())
}

fn differences(skipped: &BTreeSet<String>, listed: &BTreeSet<String>) -> Vec<String> {
    let new = skipped.difference(listed);
    let new = new.map(|line| format!("skipped, and not listed: {line}"));
    let gone = listed.difference(skipped);
    let gone = gone.map(|line| format!("listed, and no longer skipped: {line}"));
    new.chain(gone).collect()
}

fn lines(file: &Path, engine: Engine) -> Result<BTreeSet<String>> {
    let text = fs::read_to_string(file).with_context(|| file.display().to_string())?;
    let beginning = format!("{}: ", engine.as_str());
    let lines = text.lines().filter(|line| line.starts_with(&beginning));
    Ok(lines.map(str::to_owned).collect())
}

fn file(workspace: &Workspace, engine: Engine) -> PathBuf {
    workspace
        .cache_dir()
        .join("skipped")
        .join(format!("{}.txt", engine.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_listed_and_what_is_listed_for_nothing_is_named() {
        let set = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
        let wrong = differences(&set(&["a", "b"]), &set(&["b", "c"]));
        assert_eq!(
            wrong,
            ["skipped, and not listed: a", "listed, and no longer skipped: c"]
        );
        assert!(differences(&set(&["a"]), &set(&["a"])).is_empty());
    }
}
