//! The per-user folder that tools are kept in.

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Left in an entry once all of it is there.
const COMPLETE: &str = ".complete";

/// The folder of one version of one tool.
pub(super) struct Entry(PathBuf);

impl Entry {
    /// Where it is; need not exist yet.
    pub(super) fn of(tool: &str, version: &str) -> Result<Self> {
        Ok(Self(folder()?.join(format!("{tool}-{version}"))))
    }

    pub(super) fn folder(&self) -> &Path {
        &self.0
    }

    /// Whether all of it is there.
    pub(super) fn is_complete(&self) -> bool {
        self.0.join(COMPLETE).exists()
    }

    /// Has `work` fill it, from the start: a step that was cut short leaves half of a tool behind.
    pub(super) fn fill(&self, work: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
        if self.0.exists() {
            fs::remove_dir_all(&self.0)?;
        }
        fs::create_dir_all(&self.0).with_context(|| self.0.display().to_string())?;
        work(&self.0)?;
        Ok(fs::write(self.0.join(COMPLETE), "")?)
    }
}

/// Waits until no other run installs `what`, and keeps them waiting until the file is closed.
pub(super) fn lock(what: &str) -> Result<File> {
    let folder = folder()?;
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    let file = File::create(folder.join(format!("{}.lock", what.replace(' ', "-"))))?;
    if file.try_lock().is_err() {
        println!("[{what}] waiting for another run that installs it");
        file.lock()?;
    }
    Ok(file)
}

fn folder() -> Result<PathBuf> {
    let named = env::var_os("TALLYFY_ARCHIVE_TOOLS").map(PathBuf::from);
    let shared = || Some(PathBuf::from(env::var_os("XDG_CACHE_HOME")?).join("tallyfy-archive"));
    let own = || Some(env::home_dir()?.join(".cache").join("tallyfy-archive"));
    let folder = named.or_else(shared).or_else(own);
    folder.context("no home folder; set TALLYFY_ARCHIVE_TOOLS to a folder for the tools")
}

#[cfg(test)]
mod tests {
    use anyhow::bail;

    use super::*;

    #[test]
    fn what_was_cut_short_is_not_there_and_starts_over() -> Result<()> {
        let entry = Entry(env::temp_dir().join(format!("xtask-entry-{}", std::process::id())));
        let cut_short = entry.fill(|folder| {
            fs::write(folder.join("half"), "")?;
            bail!("no network")
        });
        assert!(cut_short.is_err() && !entry.is_complete());
        entry.fill(|folder| {
            assert!(!folder.join("half").exists());
            Ok(())
        })?;
        assert!(entry.is_complete());
        Ok(fs::remove_dir_all(entry.folder())?)
    }
}
