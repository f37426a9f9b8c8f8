//! Debian's packages.

use std::process::Command;
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result, bail};

use super::on_path;
use crate::step::Log;

/// Whether the package lists were brought up to date by this run. The lock is
/// held while apt works: two of it at a time refuse each other.
static LISTS_ARE_NEW: Mutex<bool> = Mutex::new(false);

/// Whether this system has apt.
pub(crate) fn present() -> bool {
    on_path::find("apt-get").is_some()
}

/// Installs `packages` in the newest version there is.
pub(crate) fn install(log: &Log, packages: &[&str]) -> Result<()> {
    update(log)?;
    let _alone = LISTS_ARE_NEW.lock().unwrap_or_else(PoisonError::into_inner);
    let command = format!("apt-get install --no-install-recommends {}", packages.join(" "));
    let mut apt = as_root("apt-get", &command)?;
    apt.args(["install", "--yes", "--no-install-recommends"]);
    apt.args(["-o", "DPkg::Lock::Timeout=300"]).args(packages);
    log.run(&mut apt)
}

/// Brings the package lists up to date, once: those an image was made with name
/// versions that are gone by now.
pub(crate) fn update(log: &Log) -> Result<()> {
    let mut new = LISTS_ARE_NEW.lock().unwrap_or_else(PoisonError::into_inner);
    if !*new {
        log.run(as_root("apt-get", "apt-get update")?.arg("update"))?;
        *new = true;
    }
    Ok(())
}

/// The version that would be installed of `package`.
pub(crate) fn candidate(log: &Log, package: &str) -> Result<Option<String>> {
    let policy = log.read(Command::new("apt-cache").args(["policy", package]))?;
    Ok(candidate_in(&policy))
}

/// The newest linker of the LLVM project, by its package's name.
pub(crate) fn newest_lld(log: &Log) -> Result<String> {
    let mut search = Command::new("apt-cache");
    let found = log.read(search.args(["search", "--names-only", "^lld-[0-9]+$"]))?;
    newest_lld_in(&found).context("Debian's packages have no lld")
}

/// A command that may change the system. `by_hand` is what a person would type,
/// shown where it cannot be done.
pub(crate) fn as_root(program: &str, by_hand: &str) -> Result<Command> {
    let id = Command::new("id").arg("-u").output().context("id -u")?;
    let mut command = if id.stdout == b"0\n" {
        Command::new(program)
    } else if on_path::find("sudo").is_some() {
        let mut sudo = Command::new("sudo");
        sudo.arg(program);
        sudo
    } else {
        bail!("needs root; run as root: {by_hand}");
    };
    command.env("DEBIAN_FRONTEND", "noninteractive");
    Ok(command)
}

fn candidate_in(policy: &str) -> Option<String> {
    let mut lines = policy.lines().map(str::trim);
    let version = lines.find_map(|line| line.strip_prefix("Candidate: "))?;
    (version != "(none)").then(|| version.to_owned())
}

fn newest_lld_in(search: &str) -> Option<String> {
    let names = search.lines().filter_map(|line| line.split(' ').next());
    let number = |name: &str| name.strip_prefix("lld-")?.parse::<u32>().ok();
    let newest = names.filter_map(number).max()?;
    Some(format!("lld-{newest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_lld_is_the_one_with_the_greatest_number() {
        let cases = [
            (
                "lld-14 - LLVM-based linker\nlld-9 - LLVM-based linker\n",
                Some("lld-14"),
            ),
            (
                "lld-19 - LLVM-based linker\nlld-22 - LLVM-based linker\nlld-13 - x",
                Some("lld-22"),
            ),
            ("lldb-15 - debugger\n", None),
            ("", None),
        ];
        for (search, expected) in cases {
            assert_eq!(newest_lld_in(search).as_deref(), expected, "{search:?}");
        }
    }

    #[test]
    fn the_candidate_is_what_apt_would_install() {
        let cases = [
            (
                "rustc-web:\n  Installed: (none)\n  Candidate: 1.96.0+dfsg1-1\n",
                Some("1.96.0+dfsg1-1"),
            ),
            ("rustc-web:\n  Installed: (none)\n  Candidate: (none)\n", None),
            ("", None),
        ];
        for (policy, expected) in cases {
            assert_eq!(candidate_in(policy).as_deref(), expected, "{policy:?}");
        }
    }
}
