//! What each part runs.

use std::process::Command;

use anyhow::{Context, Result, bail};

use super::{embed, one_engine, published, skipped};
use crate::build;
use crate::serve;
use crate::step::join;
use crate::tools::browsers::{self, Engine};
use crate::tools::{Compiler, Programs, table};
use crate::workspace::Workspace;

/// One part of the tests.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Part {
    /// Formatting.
    Format,
    /// Lints.
    Clippy,
    /// The libraries' documentation.
    Docs,
    /// The crate, packed.
    Crate,
    /// Tests without a browser.
    Native,
    /// Yew components in a browser.
    Component,
    /// Tallyfy's own client against the sandbox.
    Sdk,
    /// The site behind nginx.
    Deploy,
    /// The product in a browser.
    EndToEnd(Engine),
    /// The npm package in other people's applications.
    Embed,
}

impl Part {
    /// As it is called in the summary.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Format => "format",
            Self::Clippy => "clippy",
            Self::Docs => "docs",
            Self::Crate => "crate",
            Self::Native => "native",
            Self::Component => "component",
            Self::Sdk => "sdk",
            Self::Deploy => "deploy",
            Self::EndToEnd(Engine::Chromium) => "e2e chromium",
            Self::EndToEnd(Engine::Firefox) => "e2e firefox",
            Self::EndToEnd(Engine::Webkit) => "e2e webkit",
            Self::Embed => "embed",
        }
    }

    /// What passing it says.
    pub(crate) fn purpose(self) -> &'static str {
        match self {
            Self::Format => "the sources are formatted",
            Self::Clippy => "clippy has nothing to say",
            Self::Docs => "neither has rustdoc",
            Self::Crate => "nor has cargo of the packed crate, which builds alone",
            Self::Native => "the core, the sandbox and the tasks do what their tests say",
            Self::Component => "the components do so in Chromium",
            Self::Sdk => "Tallyfy's own client takes the sandbox for Tallyfy",
            Self::Deploy => "nginx serves the site, and lets through what the widget asks of Tallyfy",
            Self::EndToEnd(Engine::Chromium) => "the built page archives and restores in Chromium",
            Self::EndToEnd(Engine::Firefox) => "and in Firefox",
            Self::EndToEnd(Engine::Webkit) => "and in WebKit",
            Self::Embed => "the npm package does in plain HTML, React, Vue and Svelte",
        }
    }

    /// The engine it is about, if it is about one.
    pub(crate) fn engine(self) -> Option<Engine> {
        match self {
            Self::EndToEnd(engine) => Some(engine),
            _ => None,
        }
    }

    /// A short name.
    pub(crate) fn number(self) -> usize {
        super::PARTS
            .iter()
            .position(|(_, part)| *part == self)
            .unwrap_or_default()
    }

    /// Whether it takes minutes.
    pub(crate) fn is_long(self) -> bool {
        matches!(self, Self::EndToEnd(_) | Self::Embed)
    }

    /// Runs it, after installing what it needs. `arguments` go to the test
    /// programs.
    pub(crate) fn run(self, workspace: &Workspace, arguments: &[String]) -> Result<()> {
        match self {
            Self::Format => run(workspace.cargo().args(["fmt", "--all", "--check"])),
            Self::Clippy => run(workspace
                .cargo()
                .args(["clippy", "--workspace", "--all-targets", "--all-features"])
                .args(["--", "--deny", "warnings"])),
            Self::Docs => published::docs(workspace),
            Self::Crate => published::package(workspace),
            Self::Native => native(workspace, arguments),
            Self::Component => component(workspace, arguments),
            Self::Sdk => sdk(workspace, arguments),
            Self::Deploy => deploy(workspace, arguments),
            Self::EndToEnd(engine) => end_to_end(workspace, engine, arguments),
            Self::Embed => embed::test(workspace, arguments),
        }
    }
}

/// Installs and builds what several of these parts need, so that each finds it there.
pub(super) fn prepare(workspace: &Workspace, parts: &[Part]) -> Result<()> {
    let engines: Vec<_> = parts.iter().filter_map(|part| part.engine()).collect();
    let needs_page = parts.iter().any(|part| matches!(part, Part::Deploy | Part::Embed));
    if !engines.is_empty() || needs_page {
        let programs = build::run(workspace, || Ok(()))?;
        Engine::Chromium.ensure(workspace)?;
        for engine in &engines {
            engine.ensure(workspace)?;
        }
        if !engines.is_empty() {
            build::sampler(workspace, &programs)?;
            table::AXE.ensure(workspace)?;
        }
        run(workspace
            .cargo()
            .args(["test", "--package", "e2e", "--no-run", "--quiet"]))?;
    }
    Ok(())
}

fn native(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    let mut cargo = workspace.cargo();
    cargo.args(["test", "--workspace", "--exclude", "e2e", "--"]);
    run(cargo.args(arguments))?;
    // Their names are not those of the Rust tests: all of them run, or none.
    if !arguments.is_empty() {
        return Ok(());
    }
    let programs = Programs::ensure(workspace)?;
    let mut node = programs.command("node");
    run(node
        .args(["--test", "bench/report/report.test.mjs", "xtask/site/site.test.mjs"])
        .current_dir(workspace.root()))
}

fn component(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    let (compiler, programs) = join(|| Compiler::ensure(workspace), || Programs::ensure(workspace))?;
    let browser = Engine::Chromium.ensure(workspace)?;
    let capabilities = browsers::write_capabilities(&browser, &workspace.cache_dir())?;
    let mut cargo = programs.command("cargo");
    compiler.choose_for(&mut cargo);
    cargo.args(["test", "--target", "wasm32-unknown-unknown"]);
    cargo.args(["--features", "element", "--test", "component", "--"]);
    // Ten megabytes of debug information would be parsed for every run.
    cargo.env("CARGO_PROFILE_DEV_DEBUG", "0");
    cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner");
    cargo.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities);
    cargo.env("CHROMEDRIVER", browser.driver);
    run(cargo.args(arguments).current_dir(workspace.root()))
}

fn sdk(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    let folder = workspace.root().join("sandbox").join("sdk");
    let python = table::SDK.ensure(workspace)?;
    serve::compile_sandbox(workspace)?;
    let mut pytest = Command::new(python);
    // No cache folder in the sources.
    pytest.args(["-m", "pytest", "-p", "no:cacheprovider"]).arg(&folder);
    pytest.env("SANDBOX_BIN", workspace.sandbox());
    run(pytest.args(arguments).current_dir(workspace.root()))
}

fn deploy(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    let nginx = table::NGINX.ensure(workspace)?;
    let (mut cargo, _) = on_built_page(workspace, Engine::Chromium)?;
    cargo.env("NGINX_BIN", nginx);
    cargo.env("TALLYFY_ARCHIVE_SNIPPET", workspace.snippet());
    run(cargo.args(["--test", "deploy", "--"]).args(arguments))
}

fn end_to_end(workspace: &Workspace, engine: Engine, arguments: &[String]) -> Result<()> {
    let (mut cargo, programs) = on_built_page(workspace, engine)?;
    cargo.env("TALLYFY_ARCHIVE_SAMPLER", build::sampler(workspace, &programs)?);
    cargo.env(
        "TALLYFY_ARCHIVE_AXE",
        table::AXE.ensure(workspace)?.join("axe-core/axe.min.js"),
    );
    cargo.env("TALLYFY_ARCHIVE_SKIPPED", skipped::begin(workspace, engine)?);
    cargo.args(["--lib", "--test", "suite", "--"]).args(arguments);
    if !arguments.is_empty() {
        // Of a few tests nothing can be said about the others.
        return run(&mut cargo);
    }
    run(cargo.args(one_engine::arguments(engine)))?;
    skipped::check(workspace, engine)
}

/// Cargo about to test the built page in this engine, as far as all parts that do so have it in common, and what the
/// page was built with.
fn on_built_page(workspace: &Workspace, engine: Engine) -> Result<(Command, Programs)> {
    let programs = build::run(workspace, || Ok(()))?;
    let browser = engine.ensure(workspace)?;
    let mut cargo = workspace.cargo();
    cargo.args(["test", "--package", "e2e"]);
    cargo.env("TALLYFY_ARCHIVE_DIST", workspace.dist());
    cargo.env("ENGINE", engine.as_str());
    let [binary, driver] = engine.variables();
    cargo.env(binary, browser.binary).env(driver, browser.driver);
    Ok((cargo, programs))
}

/// Runs `command` with its output on the terminal: what a failing test says is
/// what the person wants to read.
pub(super) fn run(command: &mut Command) -> Result<()> {
    let program = command.get_program().to_string_lossy().into_owned();
    let status = command.status().with_context(|| format!("cannot run {program}"))?;
    if !status.success() {
        bail!("{status}");
    }
    Ok(())
}
