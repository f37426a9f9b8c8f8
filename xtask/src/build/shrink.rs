//! Makes the wasm in `pkg/` as small as it can be on the wire.

use anyhow::Result;

use super::names;
use super::site::WASM;
use crate::step::Log;
use crate::tools::Programs;
use crate::workspace::Workspace;

/// In JavaScript, because Binaryen has an interface for it.
const EMPTY: &str = include_str!("empty.mjs");
const ORDER: &str = include_str!("order.mjs");

/// Parts of the names of functions that the element never calls. A compiler cannot know that: which kind of node a
/// tree has is decided while it runs. Should one be called all the same, it traps like any other panic.
const NEVER_CALLED: [&str; 16] = [
    // The card has no portals, nothing it waits for, no markup from texts, and no components in it.
    "VPortal",
    "BPortal",
    "Suspense",
    "suspend",
    "VRaw",
    "BRaw",
    "VComp",
    "BComp",
    // No list in which everything has a key.
    "KeyedEntry",
    // It listens by itself.
    "ListenerKind",
    "SubtreeData>::add_listener",
    // It has no field of several lines, and every attribute's name is known beforehand.
    "TextArea",
    "Textarea",
    "get_index_of",
    // What it writes, numbers too, it puts together by itself.
    "core::fmt::",
    // Would write down why it panicked, where a panic still had a reason to tell.
    "console_error_panic_hook",
];

/// Measured by what Brotli makes of it.
const OPTIONS: [&str; 10] = [
    "-Oz",
    // A function with one caller stays one unless it is tiny: the larger ones that come of putting them together
    // compress worse, by 2 KB.
    "--one-caller-inline-max-function-size=20",
    "--always-inline-max-function-size=4",
    // Both make code shorter and less like other code: 270 and 160 bytes worse.
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

/// Leaves out what is never called, and what that called, puts the rest in an order that compresses well, and gives
/// short names to what is imported and exported.
pub(super) fn shrink(workspace: &Workspace, programs: &Programs, log: &Log) -> Result<()> {
    let wasm = workspace.pkg().join(WASM);
    log.run(programs.script(EMPTY).arg(&wasm).args(NEVER_CALLED))?;
    let mut wasm_opt = programs.command("wasm-opt");
    log.run(wasm_opt.args(OPTIONS).arg(&wasm).arg("-o").arg(&wasm))?;
    log.run(programs.script(ORDER).arg(&wasm))?;
    names::shorten(workspace, programs, log)
}
