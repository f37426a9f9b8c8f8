//! The programs that tasks run: `table` lists them, and this finds or installs them.

mod install;
pub(crate) mod table;

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow};

use crate::stamp::digest;
use crate::step::{command, read, step};
use install::{Entry, on_path};
use table::Source::{Apt, Crate, Npm, Pip, Rustup, Unpacked};
use table::Tool;

impl Tool {
    /// Where it is, after installing it if need be. For npm, that is the folder with the modules.
    pub(crate) fn ensure(&self) -> Result<PathBuf> {
        if let Npm(_) = self.source {
            table::NODE.ensure()?;
        }
        let (version, command) = self.version_and_command()?;
        let entry = Entry::of(self.name, &version)?;
        let find = || self.find(&version, &entry);
        if let Some(path) = find() {
            return Ok(path);
        }
        let _lock = install::lock(self.name)?;
        // Another run may have installed it while this one waited.
        if let Some(path) = find() {
            return Ok(path);
        }
        let installed = step(self.name, &format!("{command}, {}", self.purpose), |log| {
            self.install(&command, &entry, log)?;
            find().context("installed, but not found")
        });
        installed.map_err(|problem| {
            let variable = self.variable().map(|name| format!(", or set {name} to its path"));
            anyhow!("{problem}; by hand: {command}{}", variable.unwrap_or_default())
        })
    }

    /// The environment variable that may have its path. The end-to-end tests read it, too.
    fn variable(&self) -> Option<String> {
        let is_program = matches!(self.source, Crate(..) | Apt(..) | Unpacked(..));
        is_program.then(|| self.name.to_uppercase().replace('-', "_"))
    }

    fn find(&self, version: &str, entry: &Entry) -> Option<PathBuf> {
        if let Some(path) = self.variable().and_then(env::var_os) {
            return Some(path.into());
        }
        match &self.source {
            Rustup(_, path) => in_toolchain(path),
            Crate(_, _, programs) => {
                let program = programs.split(' ').next()?;
                let in_cache = entry.path("bin").map(|folder| folder.join(program));
                in_cache.or_else(|| on_path_in_version(programs, version))
            }
            Npm(_) => entry.path("node_modules"),
            Pip(_) => entry.path("bin/python"),
            Apt(packages, programs) => {
                let on_path = programs.split(' ').find_map(on_path);
                on_path.or_else(|| in_packages(packages, programs))
            }
            Unpacked(packages, program) => in_packages(packages, program).or_else(|| entry.path(program)),
        }
    }

    /// Its version, for the name in the cache, and how a person would install it.
    fn version_and_command(&self) -> Result<(String, String)> {
        let apt_get = |packages| format!("apt-get install {packages}");
        Ok(match &self.source {
            Rustup(arguments, _) => (String::new(), format!("rustup {arguments}")),
            Crate(version, flag, _) => {
                let version = version.map_or_else(locked_wasm_bindgen, |version| Ok(version.to_owned()))?;
                let command = format!("cargo install {} --version {version} {flag}", self.name);
                (version, command)
            }
            Npm(folder) => {
                let files = install::NPM_FILES.map(|file| Path::new(folder).join(file));
                (digest(&files)?, format!("npm ci --prefix {folder}"))
            }
            Pip(file) => (digest(&[file])?, format!("pip install --requirement {file}")),
            Apt(packages, _) => (String::new(), apt_get(packages)),
            // Another release of Debian has other libraries.
            Unpacked(packages, _) => (digest(&["/etc/os-release"])?, apt_get(packages)),
        })
    }
}

/// Finds or installs what a package is made with: wasm-bindgen, wasm-pack, and what npm installs, such as wasm-opt and
/// esbuild. Returns the variables by which commands find them, and scripts of Node.js the modules.
pub(crate) fn ensure_programs() -> Result<[(&'static str, OsString); 2]> {
    let [bindgen, pack] = [table::WASM_BINDGEN.ensure()?, table::WASM_PACK.ensure()?];
    let modules = table::BUILD_PACKAGES.ensure()?;
    let folders = [
        bindgen.with_file_name(""),
        pack.with_file_name(""),
        modules.join(".bin"),
    ];
    let inherited = env::var_os("PATH").unwrap_or_default();
    let path = env::join_paths(folders.into_iter().chain(env::split_paths(&inherited)))?;
    Ok([("PATH", path), ("NODE_PATH", modules.into())])
}

pub(crate) fn command_with_programs(line: &str) -> Result<Command> {
    let mut command = command(line);
    command.envs(ensure_programs()?);
    Ok(command)
}

/// The first of these programs on PATH, if it has this version and all others are next to it.
fn on_path_in_version(programs: &str, version: &str) -> Option<PathBuf> {
    let mut programs = programs.split(' ');
    let program = on_path(programs.next()?)?;
    let printed = read(Command::new(&program).arg("--version")).ok()?;
    let is_complete = programs.all(|other| program.with_file_name(other).is_file());
    (is_complete && printed.split_whitespace().nth(1) == Some(version)).then_some(program)
}

fn in_toolchain(path: &str) -> Option<PathBuf> {
    let sysroot = read(&mut command("rustc --print sysroot")).ok()?;
    Some(Path::new(sysroot.trim()).join("lib/rustlib").join(path)).filter(|path| path.exists())
}

/// The file with one of these names, if all of these packages are installed. Some programs are not on PATH.
fn in_packages(packages: &str, names: &str) -> Option<PathBuf> {
    let printed = read(&mut command(&format!("dpkg-query -L {packages}"))).ok()?;
    let mut files = printed.lines().map(Path::new).filter(|file| file.is_file());
    let file = files.find(|file| names.split(' ').any(|name| file.ends_with(name)))?;
    Some(file.to_owned())
}

/// The version of the library in Cargo.lock, the last part of `registry+…#wasm-bindgen@0.2.130`.
fn locked_wasm_bindgen() -> Result<String> {
    let id = read(&mut command("cargo pkgid wasm-bindgen"))?;
    let version = id.trim().rsplit_once('@').context("Cargo.lock has no wasm-bindgen")?.1;
    Ok(version.to_owned())
}
