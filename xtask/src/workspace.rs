//! Paths in this checkout. Tasks run at its top, so commands get relative paths where they stay there.

use std::env;
use std::path::{Path, PathBuf};

/// The top of the checkout that this program was built from.
pub(crate) fn root() -> &'static Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().expect("the package is in a folder of the repository")
}

pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

pub(crate) fn xtask() -> PathBuf {
    env::current_exe().expect("the system knows which program this is")
}

/// The sandbox's program, next to this one.
pub(crate) fn sandbox() -> PathBuf {
    xtask().with_file_name("sandbox")
}

/// Cargo's target folder, wherever that was configured to be: this program is in `target/<profile>`.
pub(crate) fn target() -> PathBuf {
    xtask().ancestors().nth(2).expect("cargo built this program").to_owned()
}

/// The target folder for WebAssembly: with one of its own, cargo can compile for both targets at the same time.
pub(crate) fn wasm_target() -> PathBuf {
    target().join("wasm")
}

/// What tasks keep between runs: logs, stamps, intermediate files.
pub(crate) fn cache() -> PathBuf {
    target().join("xtask")
}
