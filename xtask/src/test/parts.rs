//! The parts of the tests, and what each runs.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::json;

use super::{embed, skipped};
use crate::serve::compile_sandbox;
use crate::step::{command, read, run};
use crate::tools::command_with_programs;
use crate::tools::table::{AXE, CHROMIUM, Engine, NGINX, OPENSSL, SDK, TARGET, chromium_arguments};
use crate::{build, workspace};

pub(super) struct Part {
    pub(super) name: &'static str,
    /// What it shows if it passes.
    pub(super) meaning: &'static str,
    /// Installs what it needs and runs it. The arguments are for the test programs.
    pub(super) run: fn(&Self, &[String]) -> Result<()>,
}

/// All parts. Those that take minutes come first, so that at the end of a run no core waits long for another one.
pub(super) static PARTS: [Part; 12] = [
    Part::new(
        "chromium",
        "the built page archives and restores in Chromium",
        end_to_end,
    ),
    Part::new("firefox", "the built page archives and restores in Firefox", end_to_end),
    Part::new("webkit", "the built page archives and restores in WebKit", end_to_end),
    Part::new("embed", "the npm package works in HTML and frameworks", embed),
    Part::new("native", "the core, the sandbox and the tasks pass their tests", native),
    Part::new("component", "the components pass their tests in Chromium", component),
    Part::new("deploy", "nginx serves the site and proxies the API", deploy),
    Part::new("sdk", "Tallyfy's own client works with the sandbox", sdk),
    Part::new("clippy", "clippy has no warnings", clippy),
    Part::new("docs", "rustdoc has no warnings", docs),
    Part::new("crate", "the crate is packed without warnings and builds", package),
    Part::new("format", "the sources are formatted", format),
];

/// Names for several parts.
pub(super) const GROUPS: [(&str, &[&str]); 2] = [
    ("e2e", &["chromium", "firefox", "webkit"]),
    ("lint", &["format", "clippy", "docs", "crate"]),
];

impl Part {
    const fn new(name: &'static str, meaning: &'static str, run: fn(&Self, &[String]) -> Result<()>) -> Self {
        Self { name, meaning, run }
    }

    /// The engine in which it tests the built page, if it does.
    pub(super) fn engine(&self) -> Option<Engine> {
        let engines = [Engine::Chromium, Engine::Firefox, Engine::Webkit];
        engines.into_iter().find(|engine| engine.name() == self.name)
    }
}

/// Builds what several of these parts need. Otherwise all of them would do it at the same time.
pub(super) fn prepare(parts: &[&Part]) -> Result<()> {
    let needs_engine = parts.iter().any(|part| part.engine().is_some());
    if needs_engine || parts.iter().any(|part| ["deploy", "embed"].contains(&part.name)) {
        build::run(|| Ok(()))?;
        run(&mut command("cargo test --package e2e --no-run --quiet"))?;
    }
    if needs_engine {
        build::sampler()?;
    }
    Ok(())
}

fn native(_: &Part, arguments: &[String]) -> Result<()> {
    run(command("cargo test --workspace --exclude e2e --").args(arguments))?;
    // The tests of the scripts have other names: all of them run, or none.
    if !arguments.is_empty() {
        return Ok(());
    }
    let tests = "node --test bench/report/report.test.mjs xtask/site/site.test.mjs examples/token-endpoint/test.mjs";
    run(&mut command_with_programs(tests)?)
}

fn component(_: &Part, arguments: &[String]) -> Result<()> {
    let options = json!({ "binary": CHROMIUM.ensure()?, "args": chromium_arguments() });
    let capabilities = workspace::cache().join("webdriver.json");
    fs::write(&capabilities, json!({ "goog:chromeOptions": options }).to_string())?;
    build::ensure_compiler()?;
    let mut cargo = command_with_programs("cargo test --features element --lib --target")?;
    cargo.args([TARGET, "--"]).args(arguments);
    cargo.env("CARGO_TARGET_DIR", workspace::wasm_target());
    // Ten megabytes of debug information would be parsed for every run.
    cargo.env("CARGO_PROFILE_DEV_DEBUG", "0");
    cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner");
    cargo.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities);
    Engine::Chromium.set_variables(&mut cargo)?;
    run(&mut cargo)
}

fn sdk(_: &Part, arguments: &[String]) -> Result<()> {
    let python = SDK.ensure()?;
    compile_sandbox()?;
    let mut pytest = Command::new(python);
    // No cache folder in the sources.
    pytest.args(["-m", "pytest", "-p", "no:cacheprovider", "sandbox/sdk"]);
    run(pytest.args(arguments).env("SANDBOX_BIN", workspace::sandbox()))
}

fn deploy(_: &Part, arguments: &[String]) -> Result<()> {
    OPENSSL.ensure()?;
    build::run(|| Ok(()))?;
    let mut cargo = end_to_end_command("--test deploy", Engine::Chromium)?;
    cargo.env("NGINX_BIN", NGINX.ensure()?);
    run(cargo.args(arguments))
}

fn embed(_: &Part, arguments: &[String]) -> Result<()> {
    let hosts = embed::build(arguments)?;
    let mut cargo = end_to_end_command("--test embed", Engine::Chromium)?;
    run(cargo.env("TALLYFY_ARCHIVE_HOSTS", hosts).args(arguments))
}

fn end_to_end(part: &Part, arguments: &[String]) -> Result<()> {
    let engine = part.engine().context("no engine has the name of this part")?;
    build::run(|| Ok(()))?;
    let mut cargo = end_to_end_command("--lib --test suite", engine)?;
    cargo.env("TALLYFY_ARCHIVE_SAMPLER", build::sampler()?);
    cargo.env("TALLYFY_ARCHIVE_AXE", AXE.ensure()?.join("axe-core/axe.min.js"));
    if arguments.is_empty() {
        let mut list = end_to_end_command("--test suite", engine)?;
        let existing = read(list.args(["--list", "--format", "terse"]))?;
        cargo.args(skipped::arguments(engine, &existing)?);
    }
    // Tests that are named run in any engine.
    run(cargo.args(arguments))
}

/// Cargo about to run these tests of the built page.
fn end_to_end_command(tests: &str, engine: Engine) -> Result<Command> {
    let mut cargo = command(&format!("cargo test --package e2e {tests} --"));
    cargo.env("TALLYFY_ARCHIVE_DIST", workspace::dist());
    engine.set_variables(&mut cargo)?;
    Ok(cargo)
}

fn clippy(_: &Part, _: &[String]) -> Result<()> {
    let line = "cargo clippy --workspace --all-targets --all-features -- --deny warnings";
    run(&mut command(line))
}

fn docs(_: &Part, _: &[String]) -> Result<()> {
    let mut cargo = command("cargo doc --no-deps --lib --all-features --quiet -p tallyfy-archive -p sandbox -p e2e");
    run(cargo.env("RUSTDOCFLAGS", "--deny warnings"))
}

/// Packs the crate as it is, committed or not, and builds it from its package. In the usual target folder, that would
/// replace the library of `native`, whose file has the same name.
fn package(_: &Part, _: &[String]) -> Result<()> {
    let mut cargo = command("cargo package --package tallyfy-archive --allow-dirty --offline --target-dir");
    let output = cargo.arg(workspace::cache().join("package")).output()?;
    let printed = String::from_utf8(output.stderr)?;
    print!("{printed}");
    let has_warnings = printed.lines().any(|line| line.starts_with("warning"));
    let is_clean = output.status.success() && !has_warnings;
    ensure!(is_clean, "cargo package has errors or warnings");
    Ok(())
}

fn format(_: &Part, _: &[String]) -> Result<()> {
    run(&mut command("cargo fmt --all --check"))
}
