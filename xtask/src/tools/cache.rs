//! The per-user folder that tools are kept in.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Left in an entry once all of it is there.
const COMPLETE: &str = ".complete";

/// The folder, one entry per tool and version.
pub(crate) struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// Where this user keeps it; need not exist yet.
    pub(crate) fn find() -> Result<Self> {
        let named = env::var_os("TALLYFY_ARCHIVE_TOOLS").map(PathBuf::from);
        let shared = || Some(PathBuf::from(env::var_os("XDG_CACHE_HOME")?).join("tallyfy-archive"));
        let own = || Some(env::home_dir()?.join(".cache").join("tallyfy-archive"));
        let folder = named
            .or_else(shared)
            .or_else(own)
            .context("no home folder; set TALLYFY_ARCHIVE_TOOLS to a folder for the tools")?;
        Ok(Self { folder })
    }

    /// The entry for one version of one tool.
    pub(crate) fn entry(&self, tool: &str, version: &str) -> Entry {
        Entry {
            folder: self.folder.join(format!("{tool}-{version}")),
        }
    }
}

/// One version of one tool.
pub(crate) struct Entry {
    folder: PathBuf,
}

impl Entry {
    /// Where it is.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether all of it is there.
    pub(crate) fn is_complete(&self) -> bool {
        self.folder.join(COMPLETE).exists()
    }

    /// Starts over with an empty folder: a step that was cut short leaves half
    /// of a tool behind.
    pub(crate) fn clear(&self) -> Result<()> {
        if self.folder.exists() {
            fs::remove_dir_all(&self.folder)?;
        }
        fs::create_dir_all(&self.folder).with_context(|| self.folder.display().to_string())
    }

    /// Says that all of it is there.
    pub(crate) fn complete(&self) -> Result<()> {
        Ok(fs::write(self.folder.join(COMPLETE), "")?)
    }
}
