//! The folder of the user that tools are installed into.

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The file in an entry that says that it is complete.
const COMPLETE: &str = ".complete";

/// The folder of one version of one tool.
pub(super) struct Entry(PathBuf);

impl Entry {
    pub(super) fn of(tool: &str, version: &str) -> Result<Self> {
        Ok(Self(folder()?.join(format!("{tool}-{version}"))))
    }

    /// Where this path of it is, if it was filled.
    pub(super) fn path(&self, path: &str) -> Option<PathBuf> {
        self.0.join(COMPLETE).exists().then(|| self.0.join(path))
    }

    /// Fills it, without what a run that was interrupted may have left there.
    pub(super) fn fill(&self, work: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
        if self.0.exists() {
            fs::remove_dir_all(&self.0)?;
        }
        fs::create_dir_all(&self.0).with_context(|| self.0.display().to_string())?;
        work(&self.0)?;
        Ok(fs::write(self.0.join(COMPLETE), "")?)
    }
}

/// Keeps other runs from installing `what` until the file is closed; waits for one that does.
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
    let variable = |name| env::var_os(name).map(PathBuf::from);
    let folder = variable("TALLYFY_ARCHIVE_TOOLS")
        .or_else(|| Some(variable("XDG_CACHE_HOME")?.join("tallyfy-archive")))
        .or_else(|| Some(env::home_dir()?.join(".cache/tallyfy-archive")));
    folder.context("no home folder; set TALLYFY_ARCHIVE_TOOLS to a folder for the tools")
}

#[cfg(test)]
mod tests {
    use anyhow::bail;

    use super::*;

    #[test]
    fn an_interrupted_installation_does_not_count_and_starts_over() -> Result<()> {
        let entry = Entry(env::temp_dir().join(format!("xtask-entry-{}", std::process::id())));
        let interrupted = entry.fill(|folder| {
            fs::write(folder.join("half"), "")?;
            bail!("no network")
        });
        assert!(interrupted.is_err() && entry.path("half").is_none());
        entry.fill(|folder| {
            assert!(!folder.join("half").exists());
            Ok(())
        })?;
        assert!(entry.path("").is_some());
        Ok(fs::remove_dir_all(&entry.0)?)
    }
}
