//! Remembers what something was built from, so that it is not built again.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;

use crate::fingerprint;
use crate::tools::Compiler;
use crate::workspace::Workspace;

/// A file that says what the last build was made from.
pub(super) struct Stamp {
    file: PathBuf,
    text: String,
}

impl Stamp {
    /// For what is called `name`, and made from these files and folders of the repository.
    pub(super) fn of(workspace: &Workspace, name: &str, inputs: &[&str]) -> Result<Self> {
        let inputs: Vec<_> = inputs.iter().map(|input| workspace.root().join(input)).collect();
        Ok(Self {
            file: workspace.cache_dir().join(name),
            text: fingerprint::of(&inputs)?,
        })
    }

    /// The same, compiled by this compiler.
    pub(super) fn by(mut self, compiler: &Compiler) -> Self {
        self.text += &compiler.version;
        self
    }

    /// Whether it was built from just this.
    pub(super) fn is_current(&self) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|built| built == self.text)
    }

    /// Says that it is built now.
    pub(super) fn write(&self) -> Result<()> {
        Ok(fs::write(&self.file, &self.text)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_is_current_for_what_it_was_written_for() -> Result<()> {
        let file = std::env::temp_dir().join(format!("xtask-stamp-{}", std::process::id()));
        let stamp = |text: &str| Stamp {
            file: file.clone(),
            text: text.to_owned(),
        };
        assert!(!stamp("one").is_current(), "never built");
        stamp("one").write()?;
        assert!(stamp("one").is_current());
        assert!(!stamp("other").is_current());
        Ok(fs::remove_file(&file)?)
    }
}
