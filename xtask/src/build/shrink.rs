//! Makes the wasm that wasm-pack left as small as it can be on the wire, and with it the script around it.

use std::path::Path;

use anyhow::Result;

use crate::step::Log;
use crate::tools::Programs;

/// In JavaScript, because Binaryen has an interface for it.
const ORDER: &str = include_str!("order.mjs");

/// In JavaScript, because esbuild has an interface for it.
const NAMES: &str = include_str!("names.mjs");

/// Prints which name became which, as JSON.
const SHORT_NAMES: &str = "--minify-imports-and-exports-and-modules";

/// Measured by what Brotli makes of it.
const OPTIONS: [&str; 9] = [
    "-Oz",
    // A function with one caller stays one unless it is tiny: the larger ones that come of putting them together
    // compress worse, by 3.4 KB.
    "--one-caller-inline-max-function-size=20",
    "--always-inline-max-function-size=4",
    // Makes code shorter and less like other code: 1,080 bytes worse.
    "--skip-pass=local-cse",
    "--converge",
    // Memory begins with the stack's far end.
    "--low-memory-unused",
    // It is this module's own, and new.
    "--zero-filled-memory",
    "--strip-debug",
    "--strip-producers",
];

/// Optimizes `wasm` in place, and puts its functions in an order that compresses well. The names that it shares with
/// `script`, which wasm-bindgen has made for it, become short in both.
pub(super) fn shrink(wasm: &Path, script: &Path, programs: &Programs, log: &Log) -> Result<()> {
    let optimize = |options: &[&str]| {
        let mut wasm_opt = programs.command("wasm-opt");
        wasm_opt.args(options).arg(wasm).arg("-o").arg(wasm);
        wasm_opt
    };
    log.run(&mut optimize(&OPTIONS))?;
    let names = log.read(&mut optimize(&[SHORT_NAMES]))?;
    log.run(programs.script(NAMES).arg(script).arg(names))?;
    log.run(programs.script(ORDER).arg(wasm))
}
