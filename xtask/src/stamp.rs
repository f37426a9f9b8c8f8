//! Whether something has to be built again: whether the contents of what it is made from changed. Times do not count,
//! since a checkout or a copy changes them, too.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use walkdir::{DirEntry, WalkDir};

/// A file that says what the last build was made from.
pub(crate) struct Stamp {
    file: PathBuf,
    text: String,
}

impl Stamp {
    /// For what is made from these files and folders by this version of a compiler.
    pub(crate) fn new<P: AsRef<Path>>(file: PathBuf, inputs: &[P], version: &str) -> Result<Self> {
        let text = digest(inputs)? + version;
        Ok(Self { file, text })
    }

    pub(crate) fn is_current(&self) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|text| text == self.text)
    }

    pub(crate) fn write(&self) -> Result<()> {
        Ok(fs::write(&self.file, &self.text)?)
    }
}

/// A digest of the names and contents of files, and of all files in folders. What does not exist counts as empty.
pub(crate) fn digest<P: AsRef<Path>>(paths: &[P]) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    for path in paths {
        for file in files_in(path.as_ref())? {
            let contents = fs::read(&file).with_context(|| file.display().to_string())?;
            (file, contents).hash(&mut hasher);
        }
    }
    Ok(format!("{:016x}", hasher.finish()))
}

/// All files in a folder at any depth, sorted; or the one file that `path` is.
pub(crate) fn files_in(path: &Path) -> Result<Vec<PathBuf>> {
    let walk = path.exists().then(|| WalkDir::new(path).sort_by_file_name());
    let entries = walk.into_iter().flatten().collect::<Result<Vec<_>, _>>()?;
    let files = entries.into_iter().filter(|entry| entry.file_type().is_file());
    Ok(files.map(DirEntry::into_path).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_depends_on_names_contents_and_the_compiler() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("xtask-stamp-{}", std::process::id()));
        let inner = folder.join("inputs/inner");
        fs::create_dir_all(&inner)?;
        let stamp = |version| Stamp::new(folder.join("stamp"), &[folder.join("inputs")], version);

        fs::write(inner.join("a"), "one")?;
        assert!(!stamp("1")?.is_current(), "never built");
        stamp("1")?.write()?;
        fs::write(inner.join("a"), "one")?;
        assert!(stamp("1")?.is_current(), "written again, unchanged");
        assert!(!stamp("2")?.is_current(), "another compiler");

        fs::write(inner.join("a"), "two")?;
        assert!(!stamp("1")?.is_current(), "changed");
        stamp("1")?.write()?;
        fs::rename(inner.join("a"), inner.join("b"))?;
        assert!(!stamp("1")?.is_current(), "renamed");
        Ok(fs::remove_dir_all(&folder)?)
    }
}
