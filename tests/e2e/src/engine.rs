//! The browser engines, and the configuration of their drivers.

use std::env;
use std::path::PathBuf;

use serde_json::{Value, json};

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium.
    Chromium,
    /// Firefox.
    Firefox,
    /// `WebKitGTK`'s `MiniBrowser`, on a virtual display.
    Webkit,
}

/// The command that starts a driver: the program, its arguments except the port, and its environment.
pub(crate) struct DriverCommand {
    pub(crate) program: PathBuf,
    pub(crate) arguments: Vec<&'static str>,
    pub(crate) environment: Vec<(&'static str, &'static str)>,
}

impl Engine {
    /// The engine of this run: `ENGINE`, or Chromium.
    ///
    /// # Panics
    /// If `ENGINE` names no engine.
    pub fn selected() -> Self {
        match env::var("ENGINE").as_deref() {
            Err(_) | Ok("" | "chromium") => Self::Chromium,
            Ok("firefox") => Self::Firefox,
            Ok("webkit") => Self::Webkit,
            Ok(other) => panic!("ENGINE is chromium, firefox or webkit, not {other}"),
        }
    }

    /// The name in `ENGINE`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }

    /// Whether its driver can click elements in a shadow root. `WebKit`'s reports that the host covers them.
    pub(crate) fn can_click_in_shadow_roots(self) -> bool {
        self != Self::Webkit
    }

    /// Whether it has no headless mode.
    pub(crate) fn needs_display(self) -> bool {
        self == Self::Webkit
    }

    pub(crate) fn driver(self) -> DriverCommand {
        match self {
            Self::Chromium => DriverCommand {
                program: program("CHROMEDRIVER", &["chromedriver"]),
                arguments: vec!["--log-level=WARNING"],
                environment: vec![],
            },
            Self::Firefox => DriverCommand {
                program: program("GECKODRIVER", &["geckodriver"]),
                // Going offline needs scripts in the browser's own context.
                arguments: vec!["--log", "error", "--allow-system-access"],
                environment: vec![],
            },
            Self::Webkit => DriverCommand {
                program: program("WEBKITWEBDRIVER", &["WebKitWebDriver"]),
                arguments: vec![],
                // Its sandbox does not work for root in a container.
                environment: vec![("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1")],
            },
        }
    }

    pub(crate) fn capabilities(self) -> Value {
        // By default alerts are dismissed silently, and a test would not notice them.
        // WebKit's driver measures this with the page's timers, which a fake clock advances. For a script that hangs there
        // is the limit of a command.
        let day = 86_400_000;
        let common = json!({ "unhandledPromptBehavior": "ignore", "timeouts": { "script": day } });
        let own = match self {
            Self::Chromium => json!({
                "browserName": "chrome",
                "goog:loggingPrefs": { "browser": "ALL" },
                "goog:chromeOptions": {
                    "binary": program("CHROMIUM", &["chromium", "chromium-browser", "google-chrome"]),
                    "args": chromium_arguments(),
                },
            }),
            Self::Firefox => json!({
                "browserName": "firefox",
                "moz:firefoxOptions": {
                    "binary": program("FIREFOX", &["firefox-esr", "firefox"]),
                    "args": ["-headless", "-width", "1200", "-height", "1400"],
                    // By default loopback stays reachable offline.
                    "prefs": { "network.disable-localhost-when-offline": true },
                },
            }),
            Self::Webkit => json!({
                "browserName": "MiniBrowser",
                "webkitgtk:browserOptions": {
                    "binary": program("MINIBROWSER", &["MiniBrowser"]),
                    "args": ["--automation"],
                },
            }),
        };
        let mut all = common;
        if let (Value::Object(all), Value::Object(own)) = (&mut all, own) {
            all.extend(own);
        }
        json!({ "capabilities": { "alwaysMatch": all } })
    }
}

fn chromium_arguments() -> Vec<&'static str> {
    let mut arguments = vec![
        "--headless",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1200,1400",
    ];
    if is_root() {
        arguments.push("--no-sandbox");
    }
    arguments
}

/// Chromium's own sandbox does not work for root.
fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

/// The program in this variable, or the first of these names that is installed.
pub(crate) fn program(variable: &str, names: &[&str]) -> PathBuf {
    if let Some(program) = env::var_os(variable) {
        return program.into();
    }
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = env::split_paths(&path).chain(WEBKIT_FOLDERS.map(PathBuf::from));
    let places: Vec<_> = folders.collect();
    let find = |name: &&str| {
        places
            .iter()
            .map(|folder| folder.join(name))
            .find(|place| place.is_file())
    };
    names
        .iter()
        .find_map(find)
        .unwrap_or_else(|| panic!("{} is not installed, and {variable} is not set", names[0]))
}

/// Debian installs `MiniBrowser` outside of `PATH`.
const WEBKIT_FOLDERS: [&str; 2] = [
    "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1",
    "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.0",
];
