//! Makes the wasm that wasm-pack left as small as it can be on the wire.

use std::path::Path;

use anyhow::Result;

use crate::step::Log;
use crate::tools::Programs;

/// In JavaScript, because Binaryen has an interface for it.
const ORDER: &str = include_str!("order.mjs");

/// Measured by what Brotli makes of it.
const OPTIONS: [&str; 10] = [
    "-Oz",
    // A function with one caller stays one unless it is tiny: the larger ones that come of putting them together
    // compress worse, by 3.4 KB.
    "--one-caller-inline-max-function-size=20",
    "--always-inline-max-function-size=4",
    // Both make code shorter and less like other code: 1,080 and 580 bytes worse.
    "--skip-pass=local-cse",
    "--skip-pass=simplify-locals",
    "--converge",
    // Memory begins with the stack's far end.
    "--low-memory-unused",
    // It is this module's own, and new.
    "--zero-filled-memory",
    "--strip-debug",
    "--strip-producers",
];

/// Optimizes `wasm` in place, and puts its functions in an order that compresses well.
pub(super) fn shrink(wasm: &Path, programs: &Programs, log: &Log) -> Result<()> {
    let mut wasm_opt = programs.command("wasm-opt");
    log.run(wasm_opt.args(OPTIONS).arg(wasm).arg("-o").arg(wasm))?;
    log.run(programs.script(ORDER).arg(wasm))
}
