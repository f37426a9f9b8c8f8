//! Every program that is installed if it is missing: what it is needed for, and where it comes from.

use std::process::Command;

use anyhow::Result;

pub(crate) struct Tool {
    /// The name of its step, its log and its folder in the cache.
    pub(super) name: &'static str,
    /// What it is needed for.
    pub(super) purpose: &'static str,
    pub(super) source: Source,
}

/// Where a tool comes from.
pub(super) enum Source {
    /// The Rust toolchain: what `rustup` has to do, and the path in its `lib/rustlib` that is there afterwards.
    Rustup(&'static str, &'static str),
    /// crates.io, compiled into the cache: the version, or else that of `wasm-bindgen` in Cargo.lock, a flag for
    /// `cargo install`, and the programs, separated by spaces like packages and names below.
    Crate(Option<&'static str>, &'static str, &'static str),
    /// npm, into the cache, as the lock file in this folder says.
    Npm(&'static str),
    /// Python's package index, into an environment in the cache, as this file of requirements says.
    Pip(&'static str),
    /// These packages of Debian, installed into the system; and the names that the program may have.
    Apt(&'static str, &'static str),
    /// These packages of Debian, unpacked into the cache, since installing them would start a service; and the program.
    Unpacked(&'static str, &'static str),
}
use Source::{Apt, Crate, Npm, Pip, Rustup, Unpacked};

const fn tool(name: &'static str, purpose: &'static str, source: Source) -> Tool {
    Tool { name, purpose, source }
}

/// The target the widget is compiled for.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

// To build the widget.

pub(crate) static STANDARD_LIBRARY: Tool = tool(
    "wasm32-target",
    "to compile the widget to WebAssembly",
    Rustup("target add wasm32-unknown-unknown", "wasm32-unknown-unknown/lib"),
);
pub(crate) static LIBRARY_SOURCE: Tool = tool(
    "library-source",
    "to compile the standard library with the widget, for size",
    Rustup("component add rust-src", "src/rust/library/std"),
);
// Only takes wasm that the same version of the library made. Without TLS: its test runner talks to this machine only.
pub(super) static WASM_BINDGEN: Tool = tool(
    "wasm-bindgen-cli",
    "to write the JavaScript around the wasm",
    Crate(None, "--no-default-features", "wasm-bindgen wasm-bindgen-test-runner"),
);
pub(super) static WASM_PACK: Tool = tool(
    "wasm-pack",
    "to make the npm package",
    Crate(Some("0.15.1"), "--locked", "wasm-pack"),
);
pub(super) static NODE: Tool = tool("node", "to run wasm-opt and esbuild", Apt("nodejs npm", "npm"));
pub(super) static BUILD_PACKAGES: Tool = tool("npm", "to shrink the wasm and bundle the scripts", Npm("xtask/npm"));

// To test and to measure it.

pub(crate) static CHROMIUM: Tool = tool(
    "chromium",
    "to test in it",
    Apt(
        "chromium",
        "chromium chromium-browser google-chrome google-chrome-stable",
    ),
);
pub(super) static CHROMEDRIVER: Tool = tool(
    "chromedriver",
    "to drive Chromium",
    Apt("chromium-driver", "chromedriver"),
);
pub(super) static FIREFOX: Tool = tool("firefox", "to test in it", Apt("firefox-esr", "firefox-esr firefox"));
// Debian has no package of it.
pub(super) static GECKODRIVER: Tool = tool(
    "geckodriver",
    "to drive Firefox",
    Crate(Some("0.37.1"), "--locked", "geckodriver"),
);
pub(super) static MINI_BROWSER: Tool = tool(
    "MiniBrowser",
    "to test in WebKit",
    Apt("libwebkit2gtk-4.1-0", "MiniBrowser"),
);
pub(super) static WEBKIT_DRIVER: Tool = tool(
    "WebKitWebDriver",
    "to drive WebKit",
    Apt("webkit2gtk-driver", "WebKitWebDriver"),
);
pub(super) static XVFB: Tool = tool("Xvfb", "WebKit needs a display", Apt("xvfb", "Xvfb"));
pub(crate) static AXE: Tool = tool("axe", "to find accessibility errors", Npm("tests/e2e/npm"));
pub(crate) static FRAMEWORKS: Tool = tool("hosts", "to embed the package", Npm("tests/embed"));
pub(crate) static SLOW_FRAMEWORKS: Tool = tool("slow-hosts", "to embed the package", Npm("tests/embed/slow"));
pub(crate) static PEERS: Tool = tool("bench", "to compare the element with these libraries", Npm("bench"));
pub(crate) static SDK: Tool = tool("python", "to run Tallyfy's SDK", Pip("sandbox/sdk/requirements.txt"));
pub(crate) static NGINX: Tool = tool(
    "nginx",
    "to test the deployment, on a port of its own",
    Unpacked("nginx nginx-common libnginx-mod-http-brotli-static", "usr/sbin/nginx"),
);
pub(crate) static OPENSSL: Tool = tool(
    "openssl",
    "to make the certificates that nginx must refuse",
    Apt("openssl ca-certificates", "openssl"),
);

/// In a container, root has no user namespace for Chromium's own sandbox. The others keep Chromium from connecting to
/// its maker, which takes long in a closed network.
const CHROMIUM_ARGUMENTS: &str = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
     --disable-background-networking --disable-component-update --disable-sync";

pub(crate) fn chromium_arguments() -> Vec<&'static str> {
    CHROMIUM_ARGUMENTS.split(' ').collect()
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
    Webkit,
}

impl Engine {
    /// The name by which the end-to-end tests know it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }

    /// Finds or installs its browser, and passes its path to `command`. The end-to-end tests read these variables.
    pub(crate) fn set_variables(self, command: &mut Command) -> Result<()> {
        let tools: &[&Tool] = match self {
            Self::Chromium => &[&CHROMIUM, &CHROMEDRIVER],
            Self::Firefox => &[&FIREFOX, &GECKODRIVER],
            Self::Webkit => &[&MINI_BROWSER, &WEBKIT_DRIVER, &XVFB],
        };
        command.env("ENGINE", self.name());
        for tool in tools {
            command.env(tool.variable().unwrap_or_default(), tool.ensure()?);
        }
        Ok(())
    }
}
