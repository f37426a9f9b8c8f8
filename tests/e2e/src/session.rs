//! A `WebDriver` session, and its reset between tests.

use std::cell::Cell;

use serde_json::{Value, json};

use crate::driver::Driver;
use crate::engine::Engine;
use crate::http::WebDriverError;

/// Clears everything that pages leave in Firefox (storage, service workers, caches, cookies, permissions), and the settings
/// that tests change.
const RESET_FIREFOX: &str = "
    const done = arguments[arguments.length - 1];
    Services.io.offline = false;
    Services.prefs.clearUserPref('ui.prefersReducedMotion');
    Services.clearData.deleteData(Ci.nsIClearDataService.CLEAR_ALL, { onDataDeleted: () => done() });";

/// A `WebDriver` session: a browser with one window. It is closed when this is dropped.
#[derive(Debug)]
pub(crate) struct Session {
    driver: Driver,
    id: String,
    engine: Engine,
    /// The initial position and size of the window.
    rect: Value,
    /// Where the last click was.
    last_click: Cell<i64>,
}

impl Session {
    /// Where to click, near `x`: not so near to the last click that both are a double click. To GTK, two quick clicks less
    /// than 5 px apart are one, even on different pages.
    pub(crate) fn choose_click(&self, x: i64) -> i64 {
        let last = self.last_click.get();
        let x = match x - last {
            0..8 => last + 8,
            -7..0 => last - 8,
            _ => x,
        };
        self.last_click.set(x);
        x
    }

    /// Starts a driver and its browser.
    ///
    /// # Panics
    /// If the browser does not start.
    pub(crate) fn start(engine: Engine) -> Self {
        let driver = Driver::start(engine);
        let answer = driver
            .command("POST", "/session", Some(&engine.capabilities()))
            .unwrap_or_else(|error| panic!("{} does not start: {error}", engine.as_str()));
        let id = answer["sessionId"].as_str().expect("a session has an id").to_owned();
        for name in ["goog:processID", "moz:processID"] {
            if let Some(process) = answer["capabilities"][name].as_i64() {
                driver.watch(process);
            }
        }
        let mut session = Self {
            driver,
            id,
            engine,
            rect: Value::Null,
            last_click: Cell::default(),
        };
        session.rect = session.get("window/rect").expect("the window has a place");
        session
    }

    pub(crate) fn engine(&self) -> Engine {
        self.engine
    }

    #[cfg(test)]
    pub(crate) fn id(&self) -> &str {
        &self.id
    }

    pub(crate) fn get(&self, command: &str) -> Result<Value, WebDriverError> {
        self.driver.command("GET", &self.path(command), None)
    }

    pub(crate) fn post(&self, command: &str, body: &Value) -> Result<Value, WebDriverError> {
        self.driver.command("POST", &self.path(command), Some(body))
    }

    pub(crate) fn delete(&self, command: &str) -> Result<Value, WebDriverError> {
        self.driver.command("DELETE", &self.path(command), None)
    }

    fn devtools(&self, command: &str, parameters: &Value) -> Result<(), WebDriverError> {
        let command = json!({ "cmd": command, "params": parameters });
        self.post("goog/cdp/execute", &command).map(drop)
    }

    fn path(&self, command: &str) -> String {
        format!("/session/{}/{command}", self.id)
    }

    /// Removes all state of the test.
    ///
    /// # Errors
    /// If that fails. The browser cannot be used again then.
    pub(crate) fn reset(&self) -> Result<(), WebDriverError> {
        match self.engine {
            Engine::Chromium => {
                self.delete("chromium/network_conditions")?;
                // The browser's log is kept until it is read.
                self.post("se/log", &json!({ "type": "browser" }))?;
                self.open_window()?;
                // In the background nothing gets the focus.
                self.devtools("Page.bringToFront", &json!({}))?;
                self.devtools("Network.clearBrowserCache", &json!({}))?;
                self.devtools("Network.clearBrowserCookies", &json!({}))?;
                let all = json!({ "origin": "*", "storageTypes": "all" });
                self.devtools("Storage.clearDataForOrigin", &all)
            }
            Engine::Firefox => {
                self.open_window()?;
                self.post("moz/context", &json!({ "context": "chrome" }))?;
                self.post("execute/async", &json!({ "script": RESET_FIREFOX, "args": [] }))?;
                self.post("moz/context", &json!({ "context": "content" })).map(drop)
            }
            Engine::Webkit => {
                // More is not supported or needed: each test has its own origin, and only cookies ignore the port.
                self.delete("cookie")?;
                self.open_window()
            }
        }
    }

    /// Replaces all windows by a new one.
    fn open_window(&self) -> Result<(), WebDriverError> {
        let before = self.windows()?;
        let window = self.post("window/new", &json!({ "type": "tab" }))?;
        for old in before {
            self.switch_to(&old)?;
            self.delete("window")?;
        }
        self.switch_to(window["handle"].as_str().unwrap_or_default())?;
        self.post("window/rect", &self.rect).map(drop)
    }

    fn windows(&self) -> Result<Vec<String>, WebDriverError> {
        let windows = self.get("window/handles")?;
        let windows = windows.as_array().into_iter().flatten();
        Ok(windows.filter_map(Value::as_str).map(str::to_owned).collect())
    }

    fn switch_to(&self, window: &str) -> Result<(), WebDriverError> {
        self.post("window", &json!({ "handle": window })).map(drop)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // If this fails, the driver is killed.
        let _ = self.driver.command("DELETE", &format!("/session/{}", self.id), None);
    }
}
