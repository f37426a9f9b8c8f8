//! The ways to install a tool.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::cache::{self, Entry};
use super::{Source, Tool, on_path};
use crate::step::Log;
use crate::workspace::Workspace;

/// The files that say what npm installs.
pub(super) const NPM_FILES: [&str; 3] = ["package.json", "package-lock.json", ".npmrc"];

/// Programs of crates compile in half the time of the release profile (75 s instead of 144 s for wasm-bindgen on two
/// cores), and a build that calls them gets longer by a quarter of a second.
const FAST: [(&str, &str); 3] = [
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
];

impl Tool {
    /// Installs this version, into `entry` if its source does not decide where.
    pub(super) fn install(&self, version: &str, entry: &Entry, workspace: &Workspace, log: &Log) -> Result<()> {
        match &self.source {
            Source::Rustup(arguments, _) => log.run(Command::new("rustup").args(*arguments)),
            Source::Apt(packages) => apt_install(packages, log),
            Source::Crate(_, arguments) => entry.fill(|folder| {
                let mut cargo = workspace.cargo();
                cargo.args(["install", self.name, "--version", version]);
                cargo.args(self.program_names().iter().flat_map(|program| ["--bin", program]));
                cargo.args(*arguments).arg("--root").arg(folder);
                log.run(cargo.envs(FAST))
            }),
            Source::Npm(source) => entry.fill(|folder| {
                for file in NPM_FILES {
                    fs::copy(workspace.root().join(source).join(file), folder.join(file)).context(file)?;
                }
                // None of them needs its install script, so none gets to run.
                let mut npm = Command::new("npm");
                npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
                log.run(npm.current_dir(folder))
            }),
            Source::Pip(requirements) => entry.fill(|folder| {
                let venv = || log.run(Command::new("python3").args(["-m", "venv"]).arg(folder));
                // Debian packs venv apart from Python itself.
                venv().or_else(|_| apt_install(&["python3", "python3-venv"], log).and_then(|()| venv()))?;
                let mut pip = Command::new(folder.join("bin/python"));
                pip.args(["-m", "pip", "install", "--quiet", "--requirement"]);
                log.run(pip.arg(workspace.root().join(requirements)))
            }),
            Source::Unpacked(packages, _) => entry.fill(|folder| {
                let mut apt = Command::new("apt-get");
                apt.arg("download").args(*packages).current_dir(folder);
                with_new_lists(log, || log.run(&mut apt))?;
                for package in fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()? {
                    log.run(Command::new("dpkg-deb").arg("-x").arg(package.path()).arg(folder))?;
                    fs::remove_file(package.path())?;
                }
                Ok(())
            }),
        }
    }
}

fn apt_install(packages: &[&str], log: &Log) -> Result<()> {
    with_new_lists(log, || {
        let mut apt = apt_get()?;
        apt.args(["install", "--yes", "--no-install-recommends"]);
        // Somebody else's apt is waited for.
        apt.args(["-o", "DPkg::Lock::Timeout=300"]).args(packages);
        log.run(&mut apt)
    })
}

/// Does `work` with apt, and once more with new package lists where it fails: those an image was made with name versions
/// that are gone by now.
fn with_new_lists(log: &Log, mut work: impl FnMut() -> Result<()>) -> Result<()> {
    if on_path("apt-get").is_none() {
        bail!("this system has no apt-get");
    }
    // Two apts at a time refuse each other.
    let _lock = cache::lock("apt")?;
    work().or_else(|_| {
        log.run(apt_get()?.arg("update"))?;
        work()
    })
}

/// apt as root, which asks nothing. sudo passes no variables on.
fn apt_get() -> Result<Command> {
    let id = Command::new("id").arg("-u").output().context("id -u")?;
    let mut command = Command::new(if id.stdout == b"0\n" { "env" } else { "sudo" });
    command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    Ok(command)
}
