//! `WebDriver`'s wire: one HTTP exchange of JSON with a driver on loopback.
//!
//! A driver is local, answers one command at a time and sends plain JSON, so a socket is all that is needed; a client
//! library would weigh more than everything else these tests are built of.

use std::fmt;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::time::Duration;

use serde_json::Value;

/// How long one command may take. Only a driver that hangs takes so long.
const LONGEST: Duration = Duration::from_mins(5);

/// A command a driver did not carry out.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// `WebDriver`'s name for it, such as `stale element reference`.
    pub error: String,
    /// What the driver says about it.
    pub message: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.error, self.message)
    }
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        Self {
            error: "no answer from the driver".to_owned(),
            message: error.to_string(),
        }
    }
}

/// Sends a command, and answers with its value.
pub(crate) fn exchange(port: u16, method: &str, path: &str, body: Option<&Value>) -> Result<Value, Refusal> {
    let answer = send(port, method, path, body)?;
    let mut answer: Value = serde_json::from_slice(&answer).map_err(io::Error::from)?;
    let value = answer["value"].take();
    let text = |key: &str| value[key].as_str().map(str::to_owned);
    match (text("error"), text("message")) {
        (Some(error), Some(message)) => Err(Refusal { error, message }),
        _ => Ok(value),
    }
}

fn send(port: u16, method: &str, path: &str, body: Option<&Value>) -> io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    stream.set_read_timeout(Some(LONGEST))?;
    stream.set_nodelay(true)?;
    let body = body.map(Value::to_string).unwrap_or_default();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\
         Content-Type: application/json; charset=utf-8\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes())?;
    read_body(BufReader::new(stream))
}

fn read_body(mut answer: impl BufRead) -> io::Result<Vec<u8>> {
    let mut length = None;
    loop {
        let mut line = String::new();
        answer.read_line(&mut line)?;
        if line.trim().is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().ok();
        }
    }
    let mut body = Vec::new();
    match length {
        Some(length) => answer.take(length).read_to_end(&mut body)?,
        None => answer.read_to_end(&mut body)?,
    };
    Ok(body)
}

/// The bytes of a page file as a sandbox sends it now.
pub(crate) fn get(port: u16, path: &str) -> io::Result<Vec<u8>> {
    send(port, "GET", path, None)
}
