//! Python with what the test of Tallyfy's own client needs.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use super::cache::Cache;
use super::{apt, on_path};
use crate::fingerprint;
use crate::step::{Log, Step};
use crate::workspace::Workspace;

/// The interpreter of an environment with what `requirements` names.
pub(crate) fn ensure(workspace: &Workspace, requirements: &Path) -> Result<PathBuf> {
    let key = fingerprint::of_contents(&[requirements])?;
    let entry = Cache::find()?.entry("python", &key);
    let python = entry.folder().join("bin").join("python");
    if entry.is_complete() {
        return Ok(python);
    }
    let step = Step {
        name: "python",
        what: "making an environment with Tallyfy's client: the sandbox must satisfy it",
        by_hand: "install Python 3.9 or newer with its venv module (on Debian: apt-get install python3-venv)",
    };
    step.run(&workspace.cache_dir(), |log| {
        ensure_interpreter(log)?;
        entry.clear()?;
        let mut venv = Command::new("python3");
        log.run(venv.args(["-m", "venv"]).arg(entry.folder()))?;
        let mut pip = Command::new(&python);
        pip.args(["-m", "pip", "install", "--quiet", "--requirement"]);
        log.run(pip.arg(requirements))?;
        entry.complete()
    })?;
    Ok(python)
}

fn ensure_interpreter(log: &Log) -> Result<()> {
    let mut check = Command::new("python3");
    // Debian packs these two apart from Python itself.
    if log.run(check.args(["-c", "import venv, ensurepip"])).is_ok() {
        return Ok(());
    }
    if !apt::present() || on_path::find("python3").is_some_and(|python| !python.starts_with("/usr")) {
        bail!("no python3 with venv and ensurepip on PATH");
    }
    apt::install(log, &["python3", "python3-venv"])
}
