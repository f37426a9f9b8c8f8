//! What the verbs work with: `table` lists every tool, and this finds or installs any of them.

pub(crate) mod browsers;
mod cache;
mod compiler;
mod install;
mod programs;
pub(crate) mod table;

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::slice;

use anyhow::{Context, Result};

use crate::fingerprint;
use crate::step::Step;
use crate::workspace::Workspace;
use cache::Entry;

pub(crate) use compiler::Compiler;
pub(crate) use programs::Programs;
pub(crate) use table::TARGET;

/// A row of the table.
pub(crate) struct Tool {
    /// What its step, its log and its folder in the cache are called.
    name: &'static str,
    /// What it is for.
    purpose: &'static str,
    /// Where it comes from.
    source: Source,
    /// What its program may be called. Of a crate, all of these programs are needed. One that is called like the tool has
    /// no other name.
    programs: &'static [&'static str],
    /// The environment variable with its path, which is looked at first.
    variable: Option<&'static str>,
    /// What must be there to install or run it.
    needs: &'static [&'static Tool],
}

/// Where a tool comes from.
enum Source {
    /// `rustup` adds it to the toolchain, at this path.
    Rustup(&'static [&'static str], &'static str),
    /// crates.io, compiled into the cache.
    Crate(Version, &'static [&'static str]),
    /// npm, in the versions of the lock file in this folder, into the cache.
    Npm(&'static str),
    /// `PyPI`, as this file of requirements says, into an environment in the cache.
    Pip(&'static str),
    /// Debian's packages, installed into the system.
    Apt(&'static [&'static str]),
    /// Debian's packages, unpacked into the cache because installing them would start a service; and the program's path.
    Unpacked(&'static [&'static str], &'static str),
}

/// Which version of a crate.
enum Version {
    /// This one.
    Exactly(&'static str),
    /// The one that `Cargo.lock` has of this crate.
    OfLocked(&'static str),
}

impl Tool {
    const fn new(name: &'static str, purpose: &'static str, source: Source) -> Self {
        Self {
            name,
            purpose,
            source,
            programs: &[],
            variable: None,
            needs: &[],
        }
    }

    const fn programs(self, programs: &'static [&'static str]) -> Self {
        Self { programs, ..self }
    }

    const fn variable(self, variable: &'static str) -> Self {
        Self {
            variable: Some(variable),
            ..self
        }
    }

    const fn needs(self, needs: &'static [&'static Tool]) -> Self {
        Self { needs, ..self }
    }

    /// Where it is, after installing it and what it needs unless that is there.
    pub(crate) fn ensure(&self, workspace: &Workspace) -> Result<PathBuf> {
        for tool in self.needs {
            tool.ensure(workspace)?;
        }
        let version = self.source.version(workspace)?;
        let entry = Entry::of(self.name, &version)?;
        if let Some(place) = self.find(&version, &entry) {
            return Ok(place);
        }
        let _lock = cache::lock(self.name)?;
        // Whoever had the lock may have installed it.
        if let Some(place) = self.find(&version, &entry) {
            return Ok(place);
        }
        let step = Step {
            name: self.name,
            what: &format!("{}: {}", self.source.doing(&version), self.purpose),
            by_hand: &self.by_hand(&version),
        };
        step.run(&workspace.cache_dir(), |log| {
            self.install(&version, &entry, workspace, log)?;
            self.find(&version, &entry).context("installed, but not found")
        })
    }

    fn program_names(&self) -> &[&'static str] {
        if self.programs.is_empty() {
            slice::from_ref(&self.name)
        } else {
            self.programs
        }
    }

    fn find(&self, version: &str, entry: &Entry) -> Option<PathBuf> {
        if let Some(named) = self.variable.and_then(env::var_os) {
            return Some(named.into());
        }
        let in_cache = |path: &str| entry.is_complete().then(|| entry.folder().join(path));
        match &self.source {
            Source::Rustup(_, path) => Some(compiler::sysroot()?.join(path)).filter(|path| path.exists()),
            Source::Crate(..) => {
                let program = self.program_names().first()?;
                in_cache(&format!("bin/{program}{}", env::consts::EXE_SUFFIX)).or_else(|| self.of_version(version))
            }
            Source::Npm(_) => in_cache("node_modules"),
            Source::Pip(_) => in_cache("bin/python"),
            Source::Apt(packages) => {
                let on_path = self.program_names().iter().find_map(|name| on_path(name));
                on_path.or_else(|| in_packages(packages, self.program_names()))
            }
            Source::Unpacked(packages, path) => in_packages(packages, self.program_names()).or_else(|| in_cache(path)),
        }
    }

    /// Its first program on PATH, if that is of `version` and beside all others.
    fn of_version(&self, version: &str) -> Option<PathBuf> {
        let names = self.program_names();
        let program = on_path(names.first()?)?;
        let output = Command::new(&program).arg("--version").output().ok()?;
        let text = String::from_utf8_lossy(&output.stdout);
        let beside = |other: &&str| on_path(other).is_some_and(|path| path.parent() == program.parent());
        (text.split_whitespace().nth(1)? == version && names.iter().all(beside)).then_some(program)
    }

    /// What a person can do where installing fails.
    fn by_hand(&self, version: &str) -> String {
        let by_hand = match &self.source {
            Source::Rustup(arguments, _) => {
                let arguments = arguments.join(" ");
                format!("install Rust with rustup, see https://rustup.rs, then run `rustup {arguments}`")
            }
            Source::Crate(..) => format!("cargo install {} --version {version}", self.name),
            Source::Npm(folder) => format!("see why `npm ci` in {folder} fails"),
            Source::Pip(file) => format!(
                "install Python 3.9 or newer with venv (on Debian: apt-get install python3-venv), \
                 and see why `pip install -r {file}` fails"
            ),
            Source::Apt(packages) | Source::Unpacked(packages, _) => {
                let packages = packages.join(" ");
                format!("install {} (on Debian: apt-get install {packages})", self.name)
            }
        };
        let named = self
            .variable
            .map(|variable| format!(", or put its path into {variable}"));
        by_hand + &named.unwrap_or_default()
    }
}

impl Source {
    /// What is installed, for the cache. Empty where that is for others to say.
    fn version(&self, workspace: &Workspace) -> Result<String> {
        match self {
            Self::Crate(Version::Exactly(version), _) => Ok((*version).to_owned()),
            Self::Crate(Version::OfLocked(name), _) => workspace.locked_version(name),
            Self::Npm(folder) => {
                fingerprint::of_contents(&install::NPM_FILES.map(|file| workspace.root().join(folder).join(file)))
            }
            Self::Pip(file) => fingerprint::of_contents(&[workspace.root().join(file)]),
            // Packages of another release have other libraries.
            Self::Unpacked(..) => fingerprint::of(&[Path::new("/etc/os-release")]),
            Self::Rustup(..) | Self::Apt(_) => Ok(String::new()),
        }
    }

    /// What is done to install it.
    fn doing(&self, version: &str) -> String {
        match self {
            Self::Rustup(..) => "asking rustup for it".to_owned(),
            Self::Crate(..) => format!("compiling version {version}"),
            Self::Npm(_) => "fetching it from npm".to_owned(),
            Self::Pip(_) => "making a Python environment".to_owned(),
            Self::Apt(packages) => format!("installing Debian's {}", packages.join(" and ")),
            Self::Unpacked(..) => "unpacking Debian's without installing it".to_owned(),
        }
    }
}

/// Where PATH has `program`.
fn on_path(program: &str) -> Option<PathBuf> {
    let file = format!("{program}{}", env::consts::EXE_SUFFIX);
    let paths = env::var_os("PATH")?;
    let mut files = env::split_paths(&paths).map(|folder| folder.join(&file));
    files.find(|path| path.is_file())
}

/// The file of one of these names that came with `packages`, if all of them are installed. Some are outside of PATH.
fn in_packages(packages: &[&str], names: &[&str]) -> Option<PathBuf> {
    let output = Command::new("dpkg-query").arg("-L").args(packages).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let mut files = text.lines().map(Path::new);
    let file = files.find(|file| file.is_file() && names.iter().any(|name| file.ends_with(name)));
    file.filter(|_| output.status.success()).map(Path::to_path_buf)
}
