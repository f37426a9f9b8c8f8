//! How a tool is installed from each source, and the folder of the user that it is installed into.

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::table::{Source, Tool};
use crate::step::{Log, command, read};

/// The files that say what npm installs.
pub(super) const NPM_FILES: [&str; 3] = ["package.json", "package-lock.json", ".npmrc"];

/// Programs of crates compile in half the time of the release profile (75 s instead of 144 s for wasm-bindgen on two
/// cores), and a build that calls them takes a quarter of a second longer.
const QUICK_PROFILE: [(&str, &str); 3] = [
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
];

impl Tool {
    pub(super) fn install(&self, line: &str, entry: &Entry, log: &Log) -> Result<()> {
        match &self.source {
            Source::Rustup(..) => log.run(&mut command(line)),
            Source::Apt(packages, _) => apt_install(packages, log),
            Source::Crate(_, _, programs) => entry.fill(|folder| {
                let mut cargo = command(line);
                cargo.args(programs.split(' ').flat_map(|program| ["--bin", program]));
                log.run(cargo.arg("--root").arg(folder).envs(QUICK_PROFILE))
            }),
            Source::Npm(source) => entry.fill(|folder| {
                for file in NPM_FILES {
                    fs::copy(Path::new(source).join(file), folder.join(file)).context(file)?;
                }
                // No package needs its install script, so none gets to run.
                log.run(command("npm ci --ignore-scripts --no-audit --no-fund").current_dir(folder))
            }),
            Source::Pip(requirements) => entry.fill(|folder| {
                let venv = || log.run(command("python3 -m venv").arg(folder));
                // Debian has venv in a package of its own.
                venv().or_else(|_| apt_install("python3 python3-venv", log).and_then(|()| venv()))?;
                let mut python = Command::new(folder.join("bin/python"));
                log.run(python.args(["-m", "pip", "install", "--quiet", "--requirement", requirements]))
            }),
            Source::Unpacked(packages, _) => entry.fill(|folder| {
                let mut apt = command(&format!("apt-get download {packages}"));
                with_new_lists(log, || log.run(apt.current_dir(folder)))?;
                for package in fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()? {
                    log.run(command("dpkg-deb -x").arg(package.path()).arg(folder))?;
                    fs::remove_file(package.path())?;
                }
                Ok(())
            }),
        }
    }
}

fn apt_install(packages: &str, log: &Log) -> Result<()> {
    // Somebody else's apt is waited for.
    let options = "-o DPkg::Lock::Timeout=300 --yes --no-install-recommends";
    with_new_lists(log, || log.run(&mut apt_get(&format!("install {options} {packages}"))?))
}

/// Does `work` with apt, and again with new package lists if it fails: the versions in those of an old image are gone.
fn with_new_lists(log: &Log, mut work: impl FnMut() -> Result<()>) -> Result<()> {
    ensure!(on_path("apt-get").is_some(), "this system has no apt-get");
    // A second apt fails while one is running.
    let _lock = lock("apt")?;
    work().or_else(|_| {
        log.run(&mut apt_get("update")?)?;
        work()
    })
}

/// apt-get as root. sudo passes no variables on, so `env` sets them.
fn apt_get(arguments: &str) -> Result<Command> {
    let is_root = read(&mut command("id -u"))? == "0\n";
    let sudo = if is_root { "" } else { "sudo" };
    Ok(command(&format!(
        "{sudo} env DEBIAN_FRONTEND=noninteractive apt-get {arguments}"
    )))
}

pub(super) fn on_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let mut files = env::split_paths(&path).map(|folder| folder.join(program));
    files.find(|file| file.is_file())
}

/// The file in an entry that says that it is complete.
const COMPLETE: &str = ".complete";

/// The folder of one version of one tool.
pub(super) struct Entry(PathBuf);

impl Entry {
    pub(super) fn of(tool: &str, version: &str) -> Result<Self> {
        Ok(Self(folder()?.join(format!("{tool}-{version}"))))
    }

    /// Where this path of it is, if it was filled.
    pub(super) fn path(&self, path: &str) -> Option<PathBuf> {
        self.0.join(COMPLETE).exists().then(|| self.0.join(path))
    }

    /// Fills it, without what a run that was interrupted may have left there.
    pub(super) fn fill(&self, work: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
        if self.0.exists() {
            fs::remove_dir_all(&self.0)?;
        }
        fs::create_dir_all(&self.0).with_context(|| self.0.display().to_string())?;
        work(&self.0)?;
        Ok(fs::write(self.0.join(COMPLETE), "")?)
    }
}

/// Keeps other runs from installing `what` until the file is closed; waits for one that does.
pub(super) fn lock(what: &str) -> Result<File> {
    let folder = folder()?;
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    let file = File::create(folder.join(format!("{what}.lock")))?;
    if file.try_lock().is_err() {
        println!("[{what}] waiting for another run that installs it");
        file.lock()?;
    }
    Ok(file)
}

fn folder() -> Result<PathBuf> {
    let variable = |name| env::var_os(name).map(PathBuf::from);
    let folder = variable("TALLYFY_ARCHIVE_TOOLS")
        .or_else(|| Some(variable("XDG_CACHE_HOME")?.join("tallyfy-archive")))
        .or_else(|| Some(env::home_dir()?.join(".cache/tallyfy-archive")));
    folder.context("no home folder; set TALLYFY_ARCHIVE_TOOLS to a folder for the tools")
}

#[cfg(test)]
mod tests {
    use anyhow::bail;

    use super::*;

    #[test]
    fn an_interrupted_installation_starts_over() -> Result<()> {
        let entry = Entry(env::temp_dir().join(format!("xtask-entry-{}", std::process::id())));
        let interrupted = entry.fill(|folder| {
            fs::write(folder.join("half"), "")?;
            bail!("no network")
        });
        assert!(interrupted.is_err() && entry.path("half").is_none());
        entry.fill(|folder| {
            assert!(!folder.join("half").exists());
            Ok(())
        })?;
        assert!(entry.path("").is_some());
        Ok(fs::remove_dir_all(&entry.0)?)
    }
}
