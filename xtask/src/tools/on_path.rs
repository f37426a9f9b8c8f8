//! Programs that the machine already has.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where PATH has `program`.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let file = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| folder.join(&file))
        .find(|path| path.is_file())
}

/// The folder in which PATH has `program`, if that is of exactly `version`.
pub(crate) fn folder_with(program: &str, version: &str) -> Option<PathBuf> {
    let path = find(program)?;
    (version_of(&path)? == version).then(|| path.parent().map(Path::to_path_buf))?
}

/// What comes after the name in what `--version` prints.
fn version_of(program: &Path) -> Option<String> {
    let output = Command::new(program).arg("--version").output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    text.split_whitespace().nth(1).map(str::to_owned)
}
