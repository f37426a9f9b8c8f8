//! The crate as WebAssembly, for size: compiled, and packed with the JavaScript around it.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::step::{Log, command};
use crate::tools::Programs;
use crate::tools::table::TARGET;
use crate::workspace;

/// Compiles the standard library along with the crate. Cargo takes these options from a nightly compiler only, and from
/// any other with `RUSTC_BOOTSTRAP`. Without them there are about 11,500 bytes more on the wire.
const SMALL_LIBRARY: [&str; 2] = ["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"];

/// A panic traps at once, without a message: the element reports the crash.
///
/// The compiler itself inlines small functions, which it leaves to LLVM if it compiles for size: 1.9 KB less on the wire.
/// With the compiler's own thresholds it is 1.5 KB.
const SMALL_CODE: &str = "-Zunstable-options -Cpanic=immediate-abort \
     -Zinline-mir=yes -Zinline-mir-threshold=80 -Zinline-mir-hint-threshold=80 -Zinline-mir-forwarder-threshold=60";

/// Compiles the crate with these features, separated by commas. wasm-pack would do it, too; this needs only cargo.
pub(super) fn compile(features: &str, log: &Log) -> Result<()> {
    let mut cargo = command("cargo build --lib --release --features");
    log.run(for_size(cargo.arg(features)).env("CARGO_BUILD_TARGET", TARGET))
}

/// Has wasm-pack make a package of it in `folder`, and shrinks its wasm.
pub(super) fn pack(features: &str, folder: &Path, programs: &Programs, log: &Log) -> Result<()> {
    let mut wasm_pack = programs.command("wasm-pack build --target web --release --out-dir");
    wasm_pack.arg(folder).args([".", "--", "--features", features]);
    log.run(for_size(&mut wasm_pack))?;
    log.run(programs.command("node xtask/site/shrink.mjs").arg(folder))
}

/// Completes a command that is cargo, or passes its last arguments on to it.
fn for_size(command: &mut Command) -> &mut Command {
    command
        .args(SMALL_LIBRARY)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", SMALL_CODE)
        .env("CARGO_TARGET_DIR", workspace::wasm_target())
}
