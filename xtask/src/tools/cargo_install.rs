//! Programs that crates.io has the source of.

use std::path::PathBuf;

use anyhow::Result;

use super::cache::Cache;
use super::on_path;
use crate::step::Step;
use crate::workspace::Workspace;

/// Compiles in half the time of the release profile (75 s instead of 144 s for
/// wasm-bindgen on two cores), and a build that calls these programs gets
/// longer by a quarter of a second.
const FAST: [(&str, &str); 3] = [
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
];

/// A crate with programs in it.
pub(crate) struct Package<'a> {
    /// The crate's name.
    pub(crate) name: &'a str,
    /// The one version that will do.
    pub(crate) version: &'a str,
    /// The programs wanted of it.
    pub(crate) programs: &'a [&'a str],
    /// What `cargo install` is told besides.
    pub(crate) arguments: &'a [&'a str],
    /// What they are for.
    pub(crate) purpose: &'a str,
}

impl Package<'_> {
    /// The folder that has them, after installing them if need be.
    pub(crate) fn ensure(&self, workspace: &Workspace, cache: &Cache) -> Result<PathBuf> {
        let entry = cache.entry(self.name, self.version);
        let folder = entry.folder().join("bin");
        if entry.is_complete() {
            return Ok(folder);
        }
        if let Some(folder) = self.on_path() {
            return Ok(folder);
        }
        let step = Step {
            name: self.name,
            what: &format!("compiling version {}: {}", self.version, self.purpose),
            by_hand: &format!("cargo install {} --version {}", self.name, self.version),
        };
        step.run(&workspace.cache_dir(), |log| {
            entry.clear()?;
            let mut cargo = workspace.cargo();
            cargo.args(["install", self.name, "--version", self.version]);
            cargo.args(self.programs.iter().flat_map(|program| ["--bin", program]));
            cargo.args(self.arguments).arg("--root").arg(entry.folder());
            cargo.envs(FAST);
            log.run(&mut cargo)?;
            entry.complete()
        })?;
        Ok(folder)
    }

    /// All in one folder, and that one of the right version.
    fn on_path(&self) -> Option<PathBuf> {
        let folder = on_path::folder_with(self.programs.first()?, self.version)?;
        let present = |program: &&str| on_path::find(program).is_some_and(|p| p.starts_with(&folder));
        self.programs.iter().all(present).then_some(folder)
    }
}
