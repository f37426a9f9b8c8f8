//! Every program that is installed if it is missing: what it is needed for, and where it comes from.

use std::process::Command;

use anyhow::Result;

use super::Source::{Apt, Crate, Npm, Pip, Rustup, Unpacked};
use super::Tool;

/// The target the widget is compiled for.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

// To build the widget.

pub(crate) static STANDARD_LIBRARY: Tool = Tool::new(
    "wasm32-target",
    "to compile the widget to WebAssembly",
    Rustup("target add wasm32-unknown-unknown", "wasm32-unknown-unknown/lib"),
);
pub(crate) static LIBRARY_SOURCE: Tool = Tool::new(
    "library-source",
    "to compile the standard library with the widget, for size",
    Rustup("component add rust-src", "src/rust/library/std"),
);
// Only takes wasm that the same version of the library made. Without TLS: its test runner talks to this machine only.
pub(super) static WASM_BINDGEN: Tool = Tool::new(
    "wasm-bindgen-cli",
    "to write the JavaScript around the wasm",
    Crate(None, "--no-default-features", "wasm-bindgen wasm-bindgen-test-runner"),
);
pub(super) static WASM_PACK: Tool = Tool::new(
    "wasm-pack",
    "to make the npm package",
    Crate(Some("0.15.1"), "--locked", "wasm-pack"),
);
pub(super) static NODE: Tool = Tool::new("node", "to run wasm-opt and esbuild", Apt("nodejs npm", "npm"));
pub(super) static BUILD_PACKAGES: Tool =
    Tool::new("npm", "to shrink the wasm and bundle the scripts", Npm("xtask/npm"));

// To test and to measure it.

pub(crate) static CHROMIUM: Tool = Tool::new(
    "chromium",
    "to test in it",
    Apt(
        "chromium",
        "chromium chromium-browser google-chrome google-chrome-stable",
    ),
);
pub(super) static CHROMEDRIVER: Tool = Tool::new(
    "chromedriver",
    "to drive Chromium",
    Apt("chromium-driver", "chromedriver"),
);
pub(super) static FIREFOX: Tool = Tool::new("firefox", "to test in it", Apt("firefox-esr", "firefox-esr firefox"));
// Debian has no package of it.
pub(super) static GECKODRIVER: Tool = Tool::new(
    "geckodriver",
    "to drive Firefox",
    Crate(Some("0.37.1"), "--locked", "geckodriver"),
);
pub(super) static MINI_BROWSER: Tool = Tool::new(
    "MiniBrowser",
    "to test in WebKit",
    Apt("libwebkit2gtk-4.1-0", "MiniBrowser"),
);
pub(super) static WEBKIT_DRIVER: Tool = Tool::new(
    "WebKitWebDriver",
    "to drive WebKit",
    Apt("webkit2gtk-driver", "WebKitWebDriver"),
);
pub(super) static XVFB: Tool = Tool::new("Xvfb", "WebKit needs a display", Apt("xvfb", "Xvfb"));
pub(crate) static AXE: Tool = Tool::new("axe", "to find accessibility errors", Npm("tests/e2e/npm"));
pub(crate) static FRAMEWORKS: Tool = Tool::new("hosts", "to embed the package", Npm("tests/embed"));
pub(crate) static SLOW_FRAMEWORKS: Tool = Tool::new("slow-hosts", "to embed the package", Npm("tests/embed/slow"));
pub(crate) static PEERS: Tool = Tool::new("bench", "to compare the element with these libraries", Npm("bench"));
pub(crate) static SDK: Tool = Tool::new("python", "to run Tallyfy's SDK", Pip("sandbox/sdk/requirements.txt"));
pub(crate) static NGINX: Tool = Tool::new(
    "nginx",
    "to test the deployment, on a port of its own",
    Unpacked("nginx nginx-common libnginx-mod-http-brotli-static", "usr/sbin/nginx"),
);
pub(crate) static OPENSSL: Tool = Tool::new(
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

    /// Finds or installs its browser, and tells `command` where that is. The end-to-end tests read these variables.
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
