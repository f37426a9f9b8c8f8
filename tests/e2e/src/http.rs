//! HTTP requests to a driver on loopback, and to a sandbox.

use std::fmt;
use std::time::Duration;

use serde_json::Value;
use ureq::http::Request;
use ureq::{Agent, Body};

/// The limit for one command. Only a driver that hangs reaches it.
const COMMAND_TIMEOUT: Duration = Duration::from_mins(5);

/// An error response of a driver.
#[derive(Clone, Debug)]
pub struct WebDriverError {
    /// The error code of `WebDriver`, such as `stale element reference`.
    pub error: String,
    /// The driver's message.
    pub message: String,
}

impl fmt::Display for WebDriverError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.error, self.message)
    }
}

impl From<ureq::Error> for WebDriverError {
    fn from(error: ureq::Error) -> Self {
        Self {
            error: "no response from the driver".to_owned(),
            message: error.to_string(),
        }
    }
}

/// Sends a command, and returns its value.
pub(crate) fn command(port: u16, method: &str, path: &str, body: Option<&Value>) -> Result<Value, WebDriverError> {
    let mut response: Value = send(port, method, path, body)?
        .with_config()
        .limit(u64::MAX)
        .read_json()?;
    let value = response["value"].take();
    let text = |key: &str| value[key].as_str().map(str::to_owned);
    match (text("error"), text("message")) {
        (Some(error), Some(message)) => Err(WebDriverError { error, message }),
        _ => Ok(value),
    }
}

/// The bytes of a file as a sandbox serves it now.
pub(crate) fn get(port: u16, path: &str) -> Result<Vec<u8>, ureq::Error> {
    send(port, "GET", path, None)?.read_to_vec()
}

fn send(port: u16, method: &str, path: &str, body: Option<&Value>) -> Result<Body, ureq::Error> {
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .proxy(None)
        .max_idle_connections(0)
        .timeout_global(Some(COMMAND_TIMEOUT));
    let agent = config.build().new_agent();
    let request = Request::builder()
        .method(method)
        .uri(format!("http://127.0.0.1:{port}{path}"))
        .header("content-type", "application/json; charset=utf-8");
    let response = match body {
        Some(body) => agent.run(request.body(body.to_string())?)?,
        None => agent.run(request.body(())?)?,
    };
    Ok(response.into_body())
}
