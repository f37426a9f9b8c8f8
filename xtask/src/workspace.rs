//! Where things are in this repository.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

/// The checkout the tasks work on.
pub(crate) struct Workspace {
    root: PathBuf,
    program: PathBuf,
    programs: PathBuf,
    target: PathBuf,
}

impl Workspace {
    /// The checkout this program was built from.
    pub(crate) fn find() -> Result<Self> {
        let manifest =
            env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest.parent().context("xtask has no parent folder")?;
        // This program is target/<profile>/xtask, wherever cargo was told to
        // keep `target`: no need to ask it.
        let program = env::current_exe().context("cannot tell where this program is")?;
        let programs = program.parent().context("not run by cargo")?;
        let target = programs.parent().context("not run by cargo")?;
        Ok(Self {
            root: root.to_path_buf(),
            program: program.clone(),
            programs: programs.to_path_buf(),
            target: target.to_path_buf(),
        })
    }

    /// The repository's top folder.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The static site.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The npm package.
    pub(crate) fn pkg(&self) -> PathBuf {
        self.root.join("pkg")
    }

    /// Where cargo puts what it makes, and these tasks what is not for shipping.
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// What the tasks keep between runs: logs, stamps, intermediate files.
    pub(crate) fn cache_dir(&self) -> PathBuf {
        self.target.join("xtask")
    }

    /// What to paste into a page, with the hashes of what was built last.
    pub(crate) fn snippet(&self) -> PathBuf {
        self.cache_dir().join("snippet.html")
    }

    /// What that page may say besides, to have it ready sooner.
    pub(crate) fn preload(&self) -> PathBuf {
        self.cache_dir().join("preload.html")
    }

    /// Apart from `target`, so that the widget is compiled while cargo compiles for this machine.
    pub(crate) fn wasm_target(&self) -> PathBuf {
        self.target.join("wasm")
    }

    /// This program.
    pub(crate) fn program(&self) -> &Path {
        &self.program
    }

    /// The sandbox's program, beside this one.
    pub(crate) fn sandbox(&self) -> PathBuf {
        let file = format!("sandbox{}", env::consts::EXE_SUFFIX);
        self.programs.join(file)
    }

    /// Cargo as it runs this program, at the repository's top.
    pub(crate) fn cargo(&self) -> Command {
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.current_dir(&self.root);
        cargo
    }

    /// The version of a crate in `Cargo.lock`, as the last part of `registry+…#wasm-bindgen@0.2.130`.
    pub(crate) fn locked_version(&self, name: &str) -> Result<String> {
        let output = self
            .cargo()
            .args(["pkgid", name])
            .output()
            .context("cannot run cargo")?;
        let id = String::from_utf8_lossy(&output.stdout);
        let version = id
            .trim()
            .rsplit(['@', '#'])
            .next()
            .filter(|version| !version.is_empty());
        Ok(version.with_context(|| format!("Cargo.lock has no {name}"))?.to_owned())
    }
}
