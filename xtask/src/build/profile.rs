//! How the widget is compiled for release: with a standard library built for
//! it, where the source of that library is at hand.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::step::Step;
use crate::tools::Compiler;
use crate::workspace::Workspace;

/// What the ordinary standard library costs, as measured when this was last
/// changed: bytes of the wasm, brotli 11.
const ORDINARY_COSTS: &str = "about 8,000 bytes more on the wire";

/// The library is compiled along with the widget, without unwinding and for
/// size. Cargo takes these options from a nightly compiler only, and from any
/// other with `RUSTC_BOOTSTRAP`.
const SMALL_LIBRARY: [&str; 2] = ["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"];

/// A panic traps at once, without a message: the element says what is to be
/// said. No source locations, and nothing of what only `{:?}` would show.
/// Functions that are alike stay apart, see [`TELLING_NAMES`].
///
/// The compiler puts small functions into their callers itself, which it leaves
/// to LLVM where it compiles for size: 2 KB less on the wire, of eleven
/// settings tried the best.
const SMALL_CODE: &str = "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none \
     -Zmerge-functions=disabled \
     -Zinline-mir=yes -Zinline-mir-threshold=80 -Zinline-mir-hint-threshold=80 -Zinline-mir-forwarder-threshold=60";

/// Names of functions that tell what a generic one is for, which is what they are found by afterwards; where the
/// library is compiled along, they are like that anyway. And one function for each name: what is never called might
/// share its code with what is.
const TELLING_NAMES: &str = "-Csymbol-mangling-version=v0 -Zmerge-functions=disabled";

/// The name under which the ordinary one is remembered.
const ORDINARY: &str = "ordinary";

/// How the widget is compiled for release.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Profile {
    /// With a standard library of its own.
    Small,
    /// With the one that came with the compiler.
    Ordinary,
}

impl Profile {
    /// The small one wherever the compiler's own source is there or can be
    /// had; else the ordinary one, saying so. Remembered for [`Profile::last`].
    pub(super) fn ensure(workspace: &Workspace, compiler: &Compiler) -> Result<Self> {
        let profile = Self::choose(workspace, compiler);
        let text = if profile == Self::Small { "small" } else { ORDINARY };
        fs::write(remembered(workspace), text)?;
        Ok(profile)
    }

    /// What the last build was compiled with.
    pub(super) fn last(workspace: &Workspace) -> Self {
        match fs::read_to_string(remembered(workspace)) {
            Ok(text) if text == ORDINARY => Self::Ordinary,
            _ => Self::Small,
        }
    }

    fn choose(workspace: &Workspace, compiler: &Compiler) -> Self {
        if compiler.has_library_source() || (add_source(workspace) && compiler.has_library_source()) {
            return Self::Small;
        }
        println!(
            "[library source] not to be had: building with the ordinary standard library, which costs {ORDINARY_COSTS}"
        );
        Self::Ordinary
    }

    /// What cargo is told besides what to build.
    pub(super) fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Small => &SMALL_LIBRARY,
            Self::Ordinary => &[],
        }
    }

    /// Prepares `command`, cargo or what calls it.
    pub(super) fn choose_for(self, command: &mut Command) {
        let flags = match self {
            Self::Small => SMALL_CODE,
            Self::Ordinary => TELLING_NAMES,
        };
        command.env("RUSTC_BOOTSTRAP", "1").env("RUSTFLAGS", flags);
    }
}

fn remembered(workspace: &Workspace) -> PathBuf {
    workspace.notes().join("profile")
}

/// Asks rustup for the source. Behind a mirror without Rust's components this
/// fails, which is no failure of the build.
fn add_source(workspace: &Workspace) -> bool {
    let step = Step {
        name: "library source",
        what: "asking rustup for it: the standard library is compiled along, for size",
        by_hand: "rustup component add rust-src",
    };
    let add = |log: &crate::step::Log| {
        Ok(log
            .run(Command::new("rustup").args(["component", "add", "rust-src"]))
            .is_ok())
    };
    step.run(&workspace.notes(), add).unwrap_or(false)
}
