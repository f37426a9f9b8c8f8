//! From the sources to `dist/`, the static site, and `pkg/`, the npm package.

mod package;
mod site;
mod weight;

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;

use crate::fingerprint;
use crate::step::Step;
use crate::tools::BuildTools;
use crate::workspace::Workspace;

/// What the outputs are made from. These tasks are among it: they say how.
const INPUTS: [&str; 9] = [
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "index.html",
    "src",
    "static",
    "xtask",
];

/// `cargo xtask build`.
pub(crate) fn verb(workspace: &Workspace) -> Result<ExitCode> {
    let tools = BuildTools::ensure(workspace)?;
    run(workspace, &tools)?;
    weight::print(workspace, &tools)?;
    Ok(ExitCode::SUCCESS)
}

/// Builds unless nothing changed since the last time.
pub(crate) fn run(workspace: &Workspace, tools: &BuildTools) -> Result<()> {
    let inputs = INPUTS.map(|input| workspace.root().join(input));
    let fingerprint = fingerprint::of(&inputs)?;
    let stamp = workspace.notes().join("built");
    let unchanged = fs::read_to_string(&stamp).is_ok_and(|built| built == fingerprint);
    if unchanged && outputs(workspace).iter().all(|output| output.exists()) {
        return Ok(());
    }

    let notes = workspace.notes();
    let compile = Step {
        name: "wasm",
        what: "compiling the widget and shrinking it",
        by_hand: "",
    };
    compile.run(&notes, |log| {
        let mut wasm_pack = tools.wasm_command("wasm-pack");
        wasm_pack.args(["build", "--target", "web", "--release", "."]);
        wasm_pack.args(["--", "--features", "element"]);
        log.run(wasm_pack.current_dir(workspace.root()))
    })?;
    let bundle = Step {
        name: "site",
        what: "bundling the element's script and styles into dist/, and into pkg/ for npm",
        by_hand: "",
    };
    bundle.run(&notes, |log| {
        site::assemble(workspace, tools, log)?;
        package::complete(workspace)
    })?;
    Ok(fs::write(&stamp, fingerprint)?)
}

fn outputs(workspace: &Workspace) -> [PathBuf; 4] {
    let (dist, pkg) = (workspace.dist(), workspace.pkg());
    [
        dist.join("index.html"),
        dist.join(site::SCRIPT),
        dist.join(site::WASM),
        pkg.join("package.json"),
    ]
}
