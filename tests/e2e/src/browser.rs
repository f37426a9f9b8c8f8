//! A browser session: the commands of `WebDriver` that the tests need.

use std::path::Path;
use std::thread;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

use crate::browser_limit::Permit;
use crate::engine::Engine;
use crate::http::WebDriverError;
use crate::pool;
use crate::session::Session;

/// The key of element references in `WebDriver`.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Firefox would keep using its open connections to this machine.
const FIREFOX_OFFLINE: &str = "
    Services.io.offline = arguments[0];
    Services.obs.notifyObservers(null, 'net:prune-all-connections');";

/// An element of the page.
#[derive(Clone, Debug)]
pub struct Element(pub(crate) String);

impl Element {
    /// The element as a script's argument.
    pub fn as_value(&self) -> Value {
        json!({ ELEMENT: self.0 })
    }
}

/// A browser with one window and without any state. When this is dropped, the next test gets it, unless this one failed.
#[derive(Debug)]
pub struct Browser {
    /// `None` only while this is dropped.
    session: Option<Session>,
    // The next test may start when the session is free.
    _permit: Permit,
}

impl Browser {
    /// Waits for a permit, and takes a browser of the selected engine without any state of other tests.
    ///
    /// # Panics
    /// If the browser does not start.
    pub fn start() -> Self {
        let permit = Permit::acquire();
        Self {
            session: Some(pool::take(Engine::selected())),
            _permit: permit,
        }
    }

    /// Removes all state, as between tests.
    #[cfg(test)]
    pub(crate) fn reset(&self) {
        self.session().reset().expect("it can be reset");
    }

    /// The ID of the session.
    #[cfg(test)]
    pub(crate) fn id(&self) -> String {
        self.session().id().to_owned()
    }

    pub(crate) fn session(&self) -> &Session {
        self.session.as_ref().expect("it is there until this is dropped")
    }

    /// The engine.
    pub fn engine(&self) -> Engine {
        self.session().engine()
    }

    /// Opens a URL, and waits until it is loaded.
    ///
    /// # Panics
    /// If it cannot be opened.
    pub fn open(&self, address: &str) {
        self.post_or_panic("url", &json!({ "url": address }));
    }

    /// Runs a script in the page, and returns its result.
    ///
    /// # Panics
    /// If the script throws.
    pub fn run(&self, script: &str, arguments: &Value) -> Value {
        self.try_run(script, arguments)
            .unwrap_or_else(|error| panic!("{error}\nin the script\n{script}"))
    }

    /// Runs a script in the page, which may throw.
    ///
    /// # Errors
    /// If it throws, or the page is gone.
    pub fn try_run(&self, script: &str, arguments: &Value) -> Result<Value, WebDriverError> {
        self.post("execute/sync", &json!({ "script": script, "args": arguments }))
    }

    /// Runs the body of an async function in the page, and returns its result.
    ///
    /// # Panics
    /// If it throws.
    pub fn run_async(&self, body: &str, arguments: &Value) -> Value {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             (async (...arguments_) => {{ {body} }})(...[...arguments].slice(0, -1))
               .then((value) => done({{ value }}), (error) => done({{ error: String(error) }}));"
        );
        let mut answer = self.post_or_panic("execute/async", &json!({ "script": script, "args": arguments }));
        assert!(answer["error"].is_null(), "{} in\n{body}", answer["error"]);
        answer["value"].take()
    }

    /// The element that a script returns, if any.
    ///
    /// # Errors
    /// If the script throws, or the page is gone.
    pub fn element(&self, script: &str, arguments: &Value) -> Result<Option<Element>, WebDriverError> {
        let value = self.try_run(script, arguments)?;
        Ok(value[ELEMENT].as_str().map(|id| Element(id.to_owned())))
    }

    /// The accessible name of an element; `None` where the driver has none yet.
    pub fn accessible_name(&self, element: &Element) -> Option<String> {
        let name = self
            .session()
            .get(&format!("element/{}/computedlabel", element.0))
            .ok()?;
        name.as_str().map(str::to_owned)
    }

    /// Disconnects or reconnects the network. Returns whether the driver supports that.
    pub fn set_offline(&self, offline: bool) -> bool {
        let path = "chromium/network_conditions";
        let conditions =
            json!({ "offline": offline, "latency": 0, "download_throughput": -1, "upload_throughput": -1 });
        match self.engine() {
            Engine::Chromium if offline => self.post(path, &json!({ "network_conditions": conditions })).is_ok(),
            // Emulation slows everything down a little, so end it.
            Engine::Chromium => {
                let _ = self.session().delete(path);
                true
            }
            Engine::Firefox => {
                self.post_or_panic("moz/context", &json!({ "context": "chrome" }));
                self.run(FIREFOX_OFFLINE, &json!([offline]));
                self.post_or_panic("moz/context", &json!({ "context": "content" }));
                true
            }
            Engine::Webkit => false,
        }
    }

    /// Saves a screenshot of the window.
    pub(crate) fn screenshot(&self, place: &Path) -> Option<()> {
        let picture = self.session().get("screenshot").ok()?;
        Self::save_png(picture.as_str()?, place)
    }

    /// Writes a screenshot, which drivers send as Base64.
    pub(crate) fn save_png(picture: &str, place: &Path) -> Option<()> {
        let bytes = BASE64_STANDARD.decode(picture).ok()?;
        std::fs::create_dir_all(place.parent()?).ok()?;
        std::fs::write(place, bytes).ok()
    }

    /// Sends a command.
    ///
    /// # Errors
    /// If the driver does not support it, or it fails.
    pub fn post(&self, command: &str, body: &Value) -> Result<Value, WebDriverError> {
        self.session().post(command, body)
    }

    pub(crate) fn post_or_panic(&self, command: &str, body: &Value) -> Value {
        self.post(command, body)
            .unwrap_or_else(|error| panic!("{command} {body}: {error}"))
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if let Some(session) = self.session.take()
            && !thread::panicking()
        {
            pool::put_back(session);
        }
    }
}
