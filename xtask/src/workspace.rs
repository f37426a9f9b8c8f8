//! Where things are in this repository, and which versions it asks for.

use std::env;
use std::fs;
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

    /// Apart from `target`: another compiler may build the wasm, and the two
    /// would evict each other's artifacts.
    pub(crate) fn wasm_target(&self) -> PathBuf {
        self.target.join("wasm")
    }

    /// The crate as cargo compiled it last, before wasm-bindgen and wasm-opt.
    pub(crate) fn compiled_wasm(&self) -> PathBuf {
        let folder = self.wasm_target().join("wasm32-unknown-unknown").join("release");
        folder.join("tallyfy_archive.wasm")
    }

    /// The element's recorded size.
    pub(crate) fn size(&self) -> PathBuf {
        self.root.join("bench").join("size.json")
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

    /// The wasm-bindgen that `Cargo.lock` names: the command-line tool must be
    /// of that very version.
    pub(crate) fn wasm_bindgen_version(&self) -> Result<String> {
        let lock = fs::read_to_string(self.root.join("Cargo.lock")).context("Cargo.lock")?;
        locked_version(&lock, "wasm-bindgen").context("Cargo.lock names no wasm-bindgen")
    }

    /// The oldest Rust the workspace accepts.
    pub(crate) fn rust_version(&self) -> Result<(u32, u32)> {
        let manifest = fs::read_to_string(self.root.join("Cargo.toml")).context("Cargo.toml")?;
        manifest
            .lines()
            .find_map(|line| line.strip_prefix("rust-version")?.split('"').nth(1))
            .and_then(major_minor)
            .context("Cargo.toml names no rust-version")
    }
}

/// The version of `package` in the text of a `Cargo.lock`.
fn locked_version(lock: &str, package: &str) -> Option<String> {
    let mut lines = lock.lines();
    lines.find(|line| *line == format!("name = \"{package}\""))?;
    let version = lines.next()?.strip_prefix("version = \"")?;
    Some(version.trim_end_matches('"').to_owned())
}

/// `1.96` of `1.96.0+dfsg1`, `1.96`, `1.96.0-nightly`.
pub(crate) fn major_minor(version: &str) -> Option<(u32, u32)> {
    let mut numbers = version.split(|c: char| !c.is_ascii_digit());
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = r#"
[[package]]
name = "wasm-bindgen-futures"
version = "0.4.80"

[[package]]
name = "wasm-bindgen"
version = "0.2.130"
source = "registry"
"#;

    #[test]
    fn a_locked_version_is_that_of_the_exact_name() {
        let cases = [
            ("wasm-bindgen", Some("0.2.130")),
            ("wasm-bindgen-futures", Some("0.4.80")),
            ("wasm", None),
        ];
        for (package, expected) in cases {
            assert_eq!(locked_version(LOCK, package).as_deref(), expected, "{package}");
        }
    }

    #[test]
    fn a_version_is_read_up_to_its_minor_number() {
        let cases = [
            ("1.96.0+dfsg1-1~deb12u2", Some((1, 96))),
            ("1.95", Some((1, 95))),
            ("1.97.0-nightly", Some((1, 97))),
            ("(none)", None),
            ("1", None),
        ];
        for (text, expected) in cases {
            assert_eq!(major_minor(text), expected, "{text}");
        }
    }
}
