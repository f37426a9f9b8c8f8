//! Debian's Rust, taught to compile to wasm32.
//!
//! For machines that reach Debian's packages but not rustup's server. Debian
//! ships a recent compiler with the source of its standard library (for its
//! browsers) but not that library compiled for wasm32; so it is compiled here,
//! once, and put where the compiler looks for it.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::cache::Cache;
use super::compiler::TARGET;
use super::{apt, on_path};
use crate::step::{Log, Step};
use crate::workspace::{self, Workspace};

/// The name under which rustup knows Debian's.
pub(crate) const TOOLCHAIN: &str = "debian";

/// Where Debian's compiler looks for the libraries of its targets.
const LIBRARIES: &str = "/usr/lib/rustlib";

/// Names the compiler that compiled the library, which no other can use.
const COMPILED_BY: &str = "compiled-by";

/// Whether all was done before, with the compiler that is installed now.
pub(crate) fn is_ready() -> bool {
    let compiled_by = fs::read_to_string(library_folder().join(COMPILED_BY)).unwrap_or_default();
    !compiled_by.is_empty() && version().is_some_and(|version| version == compiled_by)
}

/// Installs the compiler, compiles the library and tells rustup of it.
pub(crate) fn install(workspace: &Workspace, cache: &Cache) -> Result<()> {
    let logs = workspace.cache_dir();
    let compiler = Step {
        name: "debian rust",
        what: "installing Debian's compiler, its library's source and a linker for WebAssembly",
        by_hand: "apt-get install --no-install-recommends rustc-web cargo-web rust-web-src lld-22 \
                  (or the newest lld there is)",
    };
    compiler.run(&logs, |log| install_compiler(workspace, log))?;

    let library = Step {
        name: "wasm32 library",
        what: "compiling Rust's standard library for WebAssembly, about a minute, once",
        by_hand: "rustup target add wasm32-unknown-unknown, on a machine that reaches its server",
    };
    library.run(&logs, |log| install_library(log, cache))
}

fn install_compiler(workspace: &Workspace, log: &Log) -> Result<()> {
    apt::update(log)?;
    let wanted = workspace.rust_version()?;
    let offered = apt::candidate(log, "rustc-web")?.context("Debian's packages have no rustc-web")?;
    if workspace::major_minor(&offered) < Some(wanted) {
        bail!(
            "Debian's rustc-web is {offered}, but Rust {}.{} is needed",
            wanted.0,
            wanted.1
        );
    }
    let lld = apt::newest_lld(log)?;
    apt::install(log, &["rustc-web", "cargo-web", "rust-web-src", &lld])?;

    // The name under which the compiler calls a linker for WebAssembly.
    let programs = format!("{LIBRARIES}/{}/bin", host(log)?);
    change(log, "mkdir", &["-p", &programs])?;
    change(
        log,
        "ln",
        &["-sfn", &format!("/usr/bin/{lld}"), &format!("{programs}/rust-lld")],
    )?;

    let mut rustup = Command::new("rustup");
    log.run(rustup.args(["toolchain", "link", TOOLCHAIN, "/usr"]))?;
    // Someone with /usr/bin first gets Debian's cargo from now on, and with it
    // no clippy and no rustfmt.
    if on_path::find("cargo").is_some_and(|cargo| cargo.starts_with("/usr/bin")) {
        println!("[debian rust] note: put ~/.cargo/bin before /usr/bin in PATH to keep rustup's cargo");
    }
    Ok(())
}

fn install_library(log: &Log, cache: &Cache) -> Result<()> {
    let version = version().context("/usr/bin/rustc does not run")?;
    let empty = cache.entry("wasm32-library", "build");
    empty.clear()?;
    let manifest = "[package]\nname = \"empty\"\nedition = \"2024\"\n[lib]\npath = \"empty.rs\"\n[workspace]\n";
    fs::write(empty.folder().join("Cargo.toml"), manifest)?;
    fs::write(empty.folder().join("empty.rs"), "")?;

    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--release", "--target", TARGET]);
    cargo.arg("-Zbuild-std=std,panic_abort,test");
    // Without unwinding and backtraces, which this target does not have.
    cargo.arg("-Zbuild-std-features=");
    cargo.env("RUSTUP_TOOLCHAIN", TOOLCHAIN).env_remove("CARGO");
    // Lets a stable compiler build its own library.
    cargo.env("RUSTC_BOOTSTRAP", "1");
    cargo.env("CARGO_TARGET_DIR", empty.folder().join("target"));
    log.run(cargo.current_dir(empty.folder()))?;

    let built = empty.folder().join("target").join(TARGET).join("release/deps");
    let stamp = empty.folder().join(COMPILED_BY);
    fs::write(&stamp, version)?;
    let folder = library_folder();
    let folder = folder.to_str().context("not UTF-8")?;
    change(log, "rm", &["-rf", folder])?;
    change(log, "mkdir", &["-p", folder])?;
    for library in compiled_libraries(&built)? {
        change(log, "cp", &[&library, folder])?;
    }
    // Last: it says that all of the above is done.
    change(log, "cp", &[stamp.to_str().context("not UTF-8")?, folder])?;
    Ok(fs::remove_dir_all(empty.folder())?)
}

fn compiled_libraries(folder: &Path) -> Result<Vec<String>> {
    let mut libraries = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        let name = path.file_stem().and_then(OsStr::to_str).unwrap_or_default();
        if path.extension() == Some(OsStr::new("rlib")) && !name.starts_with("libempty-") {
            libraries.push(path.display().to_string());
        }
    }
    Ok(libraries)
}

fn library_folder() -> PathBuf {
    Path::new(LIBRARIES).join(TARGET).join("lib")
}

fn version() -> Option<String> {
    let output = Command::new("/usr/bin/rustc").arg("--version").output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The target that is this machine, as its compiler calls it.
fn host(log: &Log) -> Result<String> {
    let about = log.read(Command::new("/usr/bin/rustc").arg("-vV"))?;
    let mut lines = about.lines();
    let host = lines.find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("rustc -vV names no host")?.to_owned())
}

fn change(log: &Log, program: &str, arguments: &[&str]) -> Result<()> {
    let by_hand = format!("{program} {}", arguments.join(" "));
    log.run(apt::as_root(program, &by_hand)?.args(arguments))
}
