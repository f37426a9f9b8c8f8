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
const ORDINARY_COSTS: &str = "about 11,500 bytes more on the wire";

/// The library is compiled along with the widget, without unwinding and for
/// size. Cargo takes these options from a nightly compiler only, and from any
/// other with `RUSTC_BOOTSTRAP`.
const SMALL_LIBRARY: [&str; 2] = ["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"];

/// A panic traps at once, without a message: the element says what is to be
/// said.
///
/// The compiler puts small functions into their callers itself, which it leaves
/// to LLVM where it compiles for size: 1.9 KB less on the wire. With the
/// compiler's own thresholds it is 1.5 KB.
const SMALL_CODE: &str = "-Zunstable-options -Cpanic=immediate-abort \
     -Zinline-mir=yes -Zinline-mir-threshold=80 -Zinline-mir-hint-threshold=80 -Zinline-mir-forwarder-threshold=60";

/// How the widget is compiled for release.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Profile {
    /// With a standard library of its own.
    Small,
    /// With the one that came with the compiler.
    Ordinary,
}

impl Profile {
    /// The small one wherever the compiler's own source is there; else the ordinary one.
    pub(super) fn of(compiler: &Compiler) -> Self {
        if compiler.has_library_source() {
            Self::Small
        } else {
            Self::Ordinary
        }
    }

    /// Like [`Profile::of`], after asking for the source where it is not there. Says so if it is not to be had.
    /// Remembered for [`Profile::last`].
    pub(super) fn ensure(workspace: &Workspace, compiler: &Compiler) -> Result<Self> {
        let mut profile = Self::of(compiler);
        if profile == Self::Ordinary && add_source(workspace) {
            profile = Self::of(compiler);
        }
        if profile == Self::Ordinary {
            println!(
                "[library source] not to be had: building with the ordinary standard library, which costs {ORDINARY_COSTS}"
            );
        }
        fs::write(remembered(workspace), profile.name())?;
        Ok(profile)
    }

    /// What the last build was compiled with.
    pub(super) fn last(workspace: &Workspace) -> Self {
        match fs::read_to_string(remembered(workspace)) {
            Ok(name) if name == Self::Ordinary.name() => Self::Ordinary,
            _ => Self::Small,
        }
    }

    /// The name under which it is remembered.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Ordinary => "ordinary",
        }
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
        match self {
            Self::Small => command.env("RUSTC_BOOTSTRAP", "1").env("RUSTFLAGS", SMALL_CODE),
            Self::Ordinary => command.env("RUSTFLAGS", ""),
        };
    }
}

fn remembered(workspace: &Workspace) -> PathBuf {
    workspace.cache_dir().join("profile")
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
    step.run(&workspace.cache_dir(), add).unwrap_or(false)
}
