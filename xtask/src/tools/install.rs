//! How a tool is installed from each source.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::cache::{self, Entry};
use super::{Source, Tool, on_path};
use crate::step::{Log, command};

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
                cargo.args(programs.iter().flat_map(|program| ["--bin", program]));
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
    // Two apts at a time refuse each other.
    let _lock = cache::lock("apt")?;
    work().or_else(|_| {
        log.run(&mut apt_get("update")?)?;
        work()
    })
}

/// apt-get as root. sudo passes no variables on, so `env` sets them.
fn apt_get(arguments: &str) -> Result<Command> {
    let id = command("id -u").output().context("cannot run id")?;
    let sudo = if id.stdout == b"0\n" { "" } else { "sudo" };
    Ok(command(&format!(
        "{sudo} env DEBIAN_FRONTEND=noninteractive apt-get {arguments}"
    )))
}
