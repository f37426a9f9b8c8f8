//! What npm has: wasm-opt and esbuild as ready-made programs, and the packages that tests work with.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::cache::Cache;
use super::{apt, on_path};
use crate::fingerprint;
use crate::step::Step;
use crate::workspace::Workspace;

/// The files that say what is installed.
const FILES: [&str; 3] = ["package.json", "package-lock.json", ".npmrc"];

/// Packages that are installed together, in the versions of a lock file.
pub(crate) struct Packages<'a> {
    /// What they are called here.
    pub(crate) name: &'a str,
    /// The repository's folder with the files that name them.
    pub(crate) source: &'a str,
    /// What they are for.
    pub(crate) what: &'a str,
    /// What a person can do where npm cannot.
    pub(crate) by_hand: &'a str,
}

/// The programs the build calls.
const PROGRAMS: Packages = Packages {
    name: "npm",
    source: "xtask/npm",
    what: "fetching wasm-opt, which shrinks the wasm, and esbuild, which bundles the script",
    by_hand: "put wasm-opt 132 and esbuild 0.28 on PATH, or see why `npm ci` in xtask/npm fails",
};

/// The `node_modules` that has both programs. Brings Node.js along where there is none:
/// it also runs them.
pub(crate) fn ensure(workspace: &Workspace, cache: &Cache) -> Result<PathBuf> {
    PROGRAMS.ensure(workspace, cache)
}

impl Packages<'_> {
    /// The `node_modules` that has them, after installing them if need be.
    pub(crate) fn ensure(&self, workspace: &Workspace, cache: &Cache) -> Result<PathBuf> {
        ensure_node(workspace)?;
        let source = workspace.root().join(self.source);
        let key = fingerprint::of_contents(&FILES.map(|file| source.join(file)))?;
        let entry = cache.entry(self.name, &key);
        let folder = entry.folder().join("node_modules");
        if entry.is_complete() {
            return Ok(folder);
        }
        let step = Step {
            name: self.name,
            what: self.what,
            by_hand: self.by_hand,
        };
        step.run(&workspace.cache_dir(), |log| {
            entry.clear()?;
            for file in FILES {
                fs::copy(source.join(file), entry.folder().join(file)).context(file)?;
            }
            // None of them needs its install script, so none gets to run.
            let quiet = ["--ignore-scripts", "--no-audit", "--no-fund"];
            let mut npm = Command::new("npm");
            log.run(npm.arg("ci").args(quiet).current_dir(entry.folder()))?;
            entry.complete()
        })?;
        Ok(folder)
    }
}

fn ensure_node(workspace: &Workspace) -> Result<()> {
    if on_path::find("node").is_some() && on_path::find("npm").is_some() {
        return Ok(());
    }
    if !apt::present() {
        bail!("no node and npm on PATH: install Node.js 18 or newer");
    }
    let step = Step {
        name: "node",
        what: "installing Debian's: wasm-opt and esbuild come from npm and run on it",
        by_hand: "install Node.js 18 or newer with npm",
    };
    step.run(&workspace.cache_dir(), |log| apt::install(log, &["nodejs", "npm"]))
}
