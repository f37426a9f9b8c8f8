//! How the widget is compiled for release: for size, with a standard library that is compiled along with it.

use std::process::Command;

/// Cargo takes these options from a nightly compiler only, and from any other with `RUSTC_BOOTSTRAP`. Without them there
/// are about 11,500 bytes more on the wire.
const SMALL_LIBRARY: [&str; 2] = ["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"];

/// A panic traps at once, without a message: the element says what is to be
/// said.
///
/// The compiler puts small functions into their callers itself, which it leaves
/// to LLVM where it compiles for size: 1.9 KB less on the wire. With the
/// compiler's own thresholds it is 1.5 KB.
const SMALL_CODE: &str = "-Zunstable-options -Cpanic=immediate-abort \
     -Zinline-mir=yes -Zinline-mir-threshold=80 -Zinline-mir-hint-threshold=80 -Zinline-mir-forwarder-threshold=60";

/// Completes `command`: cargo, or what passes its last arguments on to it.
pub(super) fn choose_for(command: &mut Command) {
    command.args(SMALL_LIBRARY);
    command.env("RUSTC_BOOTSTRAP", "1").env("RUSTFLAGS", SMALL_CODE);
}
