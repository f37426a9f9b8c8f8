//! The fault matrix, as the end-to-end tests leave it: shown at the end of a run.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;

use crate::fingerprint;
use crate::tools::browsers::Engine;
use crate::workspace::Workspace;

/// The folder that an engine's tests write their tables to, without those of an earlier run.
pub(super) fn begin(workspace: &Workspace, engine: Engine) -> Result<PathBuf> {
    let folder = folder(workspace);
    fs::create_dir_all(&folder)?;
    for table in fingerprint::files_below(&folder)? {
        if name_of(&table).starts_with(engine.as_str()) {
            fs::remove_file(table)?;
        }
    }
    Ok(folder)
}

/// Prints what the tests of these engines wrote: all of the first one, and what is different in the others.
pub(super) fn print(workspace: &Workspace, engines: &[Engine]) {
    let tables = fingerprint::files_below(&folder(workspace)).unwrap_or_default();
    for engine in engines {
        for table in tables
            .iter()
            .filter(|table| name_of(table).starts_with(engine.as_str()))
        {
            let text = fs::read_to_string(table).unwrap_or_default();
            println!("\n{}, {}", engine.as_str(), text.trim_start_matches("## ").trim_end());
        }
    }
}

fn folder(workspace: &Workspace) -> PathBuf {
    workspace.cache_dir().join("matrix")
}

fn name_of(path: &std::path::Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
