//! Remembers what something was built from, so that it is not built again.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;

use super::profile::Profile;
use crate::fingerprint;
use crate::tools::Compiler;
use crate::workspace::Workspace;

/// A file that says what the last build was made from.
#[derive(Clone)]
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

    /// The same, compiled by this compiler in this way.
    pub(super) fn by(self, compiler: &Compiler, profile: Profile) -> Result<Self> {
        Ok(self.and(profile.name()).and(&compiler.version()?))
    }

    fn and(mut self, more: &str) -> Self {
        self.text += "\n";
        self.text += more;
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
    fn another_compiler_profile_or_input_means_another_build() -> Result<()> {
        let stamp = |inputs: &str, profile: Profile, compiler: &str| {
            let file = std::env::temp_dir().join(format!("xtask-stamp-{}", std::process::id()));
            let text = inputs.to_owned();
            Stamp { file, text }.and(profile.name()).and(compiler)
        };
        let (rustc, other) = (
            "rustc 1.95.0\nLLVM version: 22.1.2\n",
            "rustc 1.95.0\nLLVM version: 22.1.3\n",
        );
        let built = stamp("00", Profile::Small, rustc);
        assert!(!built.is_current(), "never built");
        built.write()?;
        assert!(built.is_current());
        assert!(!stamp("01", Profile::Small, rustc).is_current());
        assert!(!stamp("00", Profile::Ordinary, rustc).is_current());
        assert!(!stamp("00", Profile::Small, other).is_current());
        fs::remove_file(&built.file)?;
        Ok(())
    }
}
