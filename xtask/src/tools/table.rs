//! Every tool that is installed where it is missing: its name, what it is for, from where, and in which version.

use super::Source::{Apt, Crate, Npm, Pip, Rustup, Unpacked};
use super::Tool;
use super::Version::{Exactly, OfLocked};

/// The target the widget is compiled for.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

// To build the widget.

pub(super) static STANDARD_LIBRARY: Tool = Tool::new(
    "wasm32 target",
    "the widget is compiled to WebAssembly",
    Rustup(&["target", "add", TARGET], "lib/rustlib/wasm32-unknown-unknown/lib"),
);

pub(super) static LIBRARY_SOURCE: Tool = Tool::new(
    "library source",
    "the standard library is compiled with the widget, for size",
    Rustup(&["component", "add", "rust-src"], "lib/rustlib/src/rust/library/std"),
);

// It refuses wasm that another version of the library made. Without TLS: the test runner talks to this machine only.
pub(super) static WASM_BINDGEN: Tool = Tool::new(
    "wasm-bindgen-cli",
    "it writes the JavaScript around the wasm",
    Crate(OfLocked("wasm-bindgen"), &["--no-default-features"]),
)
.programs(&["wasm-bindgen", "wasm-bindgen-test-runner"]);

pub(super) static WASM_PACK: Tool = Tool::new(
    "wasm-pack",
    "it makes the npm package",
    Crate(Exactly("0.15.1"), &["--locked"]),
);

static NODE: Tool = Tool::new(
    "node",
    "wasm-opt and esbuild come from npm and run on it",
    Apt(&["nodejs", "npm"]),
)
.programs(&["npm"]);

pub(super) static BUILD_PACKAGES: Tool = Tool::new(
    "npm",
    "wasm-opt shrinks the wasm, esbuild bundles the scripts, parse5 reads the prerendered form",
    Npm("xtask/npm"),
)
.needs(&[&NODE]);

// To test and to measure it.

pub(super) static CHROMIUM: Tool = Tool::new("chromium", "components and pages are tested in it", Apt(&["chromium"]))
    .programs(&["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"])
    .variable("CHROMIUM");

pub(super) static CHROMEDRIVER: Tool =
    Tool::new("chromedriver", "it drives Chromium", Apt(&["chromium-driver"])).variable("CHROMEDRIVER");

pub(super) static FIREFOX: Tool = Tool::new("firefox", "pages are tested in it", Apt(&["firefox-esr"]))
    .programs(&["firefox-esr", "firefox"])
    .variable("FIREFOX");

// Debian has no package of it.
pub(super) static GECKODRIVER: Tool = Tool::new(
    "geckodriver",
    "it drives Firefox",
    Crate(Exactly("0.37.1"), &["--locked"]),
)
.variable("GECKODRIVER");

// It comes with the library, outside of PATH.
pub(super) static MINI_BROWSER: Tool = Tool::new(
    "MiniBrowser",
    "pages are tested in WebKitGTK's browser",
    Apt(&["libwebkit2gtk-4.1-0"]),
)
.variable("MINIBROWSER")
.needs(&[&XVFB]);

pub(super) static WEBKIT_DRIVER: Tool =
    Tool::new("WebKitWebDriver", "it drives WebKitGTK", Apt(&["webkit2gtk-driver"])).variable("WEBKITWEBDRIVER");

static XVFB: Tool = Tool::new("Xvfb", "WebKitGTK needs a display", Apt(&["xvfb"])).variable("XVFB");

pub(crate) static AXE: Tool = Tool::new(
    "axe",
    "it finds what assistive technology cannot use",
    Npm("tests/e2e/npm"),
)
.needs(&[&NODE]);

pub(crate) static FRAMEWORKS: Tool = Tool::new(
    "hosts",
    "the package is embedded with React, Vue, Svelte and Vite",
    Npm("tests/embed"),
)
.needs(&[&NODE]);

pub(crate) static PEERS: Tool = Tool::new(
    "bench",
    "the element is measured beside these libraries, and Playwright drives the browser",
    Npm("bench"),
)
.needs(&[&NODE]);

pub(crate) static SDK: Tool = Tool::new(
    "python",
    "the sandbox must satisfy Tallyfy's own client",
    Pip("sandbox/sdk/requirements.txt"),
);

pub(crate) static NGINX: Tool = Tool::new(
    "nginx",
    "the deployment is tested with it, on a port of its own",
    Unpacked(
        &["nginx", "nginx-common", "libnginx-mod-http-brotli-static"],
        "usr/sbin/nginx",
    ),
)
.programs(&["sbin/nginx"])
.variable("NGINX_BIN")
.needs(&[&OPENSSL]);

static OPENSSL: Tool = Tool::new(
    "openssl",
    "it makes the certificates that nginx must refuse",
    Apt(&["openssl", "ca-certificates"]),
);
