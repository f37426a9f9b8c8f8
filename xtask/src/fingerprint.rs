//! Tells whether files changed since last time, by what is in them.
//!
//! Contents and not times: a checkout, a copy and a restored backup all change
//! times without changing anything.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// A digest of `paths`, folders with all that is in them. One that does not
/// exist counts as empty, so that creating it is a change.
pub(crate) fn of<P: AsRef<Path>>(paths: &[P]) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    for path in paths {
        for file in files_below(path.as_ref())? {
            file.hash(&mut hasher);
            let content = fs::read(&file).with_context(|| file.display().to_string())?;
            content.hash(&mut hasher);
        }
    }
    Ok(format!("{:016x}", hasher.finish()))
}

/// Like [`of`], for files whose names do not matter: two checkouts with the
/// same contents get the same digest.
pub(crate) fn of_contents<P: AsRef<Path>>(files: &[P]) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    for file in files.iter().map(AsRef::as_ref) {
        let content = fs::read(file).with_context(|| file.display().to_string())?;
        content.hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

/// Every file at or below `path`, sorted.
pub(crate) fn files_below(path: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    if path.is_dir() {
        for entry in fs::read_dir(path).with_context(|| path.display().to_string())? {
            files.extend(files_below(&entry?.path())?);
        }
        files.sort();
    } else if path.is_file() {
        files.push(path.to_path_buf());
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_follows_contents_and_names() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("xtask-{}", std::process::id()));
        let inner = folder.join("inner");
        fs::create_dir_all(&inner)?;

        fs::write(inner.join("a"), "one")?;
        let first = of(&[&folder])?;
        fs::write(inner.join("a"), "one")?;
        assert_eq!(of(&[&folder])?, first, "written again, unchanged");

        fs::write(inner.join("a"), "two")?;
        let second = of(&[&folder])?;
        assert_ne!(second, first, "changed");

        fs::rename(inner.join("a"), inner.join("b"))?;
        assert_ne!(of(&[&folder])?, second, "renamed");

        fs::remove_dir_all(&folder)?;
        Ok(())
    }
}
