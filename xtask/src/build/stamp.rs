//! Remembers what something was built from, so that it is not built again.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;

use super::profile::Profile;
use crate::fingerprint;
use crate::tools::Compiler;
use crate::workspace::Workspace;

/// A file that says what the last build was made from, and by whom.
pub(super) struct Stamp {
    file: PathBuf,
    inputs: String,
    compiler: String,
}

impl Stamp {
    /// For what is called `name`, and made from these files and folders of the repository.
    pub(super) fn of(workspace: &Workspace, compiler: &Compiler, name: &str, inputs: &[&str]) -> Result<Self> {
        let inputs: Vec<_> = inputs.iter().map(|input| workspace.root().join(input)).collect();
        Ok(Self {
            file: workspace.cache_dir().join(name),
            inputs: fingerprint::of(&inputs)?,
            compiler: compiler.version()?,
        })
    }

    /// Whether it was built from just this.
    pub(super) fn is_current(&self, profile: Profile) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|built| built == self.text(profile))
    }

    /// Says that it is built now.
    pub(super) fn write(&self, profile: Profile) -> Result<()> {
        Ok(fs::write(&self.file, self.text(profile))?)
    }

    fn text(&self, profile: Profile) -> String {
        format!("{}\n{}\n{}", self.inputs, profile.name(), self.compiler)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_compiler_profile_or_input_means_another_build() -> Result<()> {
        let file = std::env::temp_dir().join(format!("xtask-stamp-{}", std::process::id()));
        let stamp = |inputs: &str, compiler: &str| Stamp {
            file: file.clone(),
            inputs: inputs.to_owned(),
            compiler: compiler.to_owned(),
        };
        let built = stamp("00", "rustc 1.95.0\nLLVM version: 22.1.2\n");
        assert!(!built.is_current(Profile::Small), "never built");
        built.write(Profile::Small)?;
        assert!(built.is_current(Profile::Small));
        assert!(!built.is_current(Profile::Ordinary));
        assert!(!stamp("00", "rustc 1.95.0\nLLVM version: 22.1.3\n").is_current(Profile::Small));
        assert!(!stamp("01", "rustc 1.95.0\nLLVM version: 22.1.2\n").is_current(Profile::Small));
        fs::remove_file(&file)?;
        Ok(())
    }
}
