//! Clients: an HTTP client with the headers of the widget, and a raw socket.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use reqwest::Method;
use reqwest::header::HeaderMap;
use sandbox::{Config, ORG, Sandbox, TOKEN};
use serde_json::Value;

/// The timeout of a wait, on a slow machine.
pub(crate) const TIMEOUT: Duration = Duration::from_mins(1);

pub(crate) fn start() -> Sandbox {
    start_with(Config::default())
}

pub(crate) fn start_with(config: Config) -> Sandbox {
    Sandbox::start(config).expect("a free port can be listened on")
}

/// The path of a task of the seeded organization.
pub(crate) fn task_path(id: &str) -> String {
    format!("/api/organizations/{ORG}/tasks/{id}")
}

pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("the answer is JSON")
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("the answer is text")
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }
}

/// Sends a request with the three headers that the API requires.
pub(crate) async fn send(sandbox: &Sandbox, method: Method, path: &str) -> Answer {
    try_send(sandbox, method, path).await.expect("there is an answer")
}

pub(crate) async fn try_send(sandbox: &Sandbox, method: Method, path: &str) -> reqwest::Result<Answer> {
    let bearer = format!("Bearer {TOKEN}");
    let headers = [
        ("accept", "application/json"),
        ("x-tallyfy-client", "APIClient"),
        ("authorization", &bearer),
    ];
    send_with(sandbox, method, path, &headers).await
}

/// Sends a request with only these headers.
pub(crate) async fn send_with(
    sandbox: &Sandbox,
    method: Method,
    path: &str,
    headers: &[(&str, &str)],
) -> reqwest::Result<Answer> {
    let client = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .build()?;
    let mut request = client.request(method, sandbox.url() + path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let answer = request.send().await?;
    let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
    Ok(Answer {
        status,
        headers,
        body: answer.bytes().await?.to_vec(),
    })
}

/// Posts this to a control route.
pub(crate) async fn post(sandbox: &Sandbox, path: &str, body: &Value) -> reqwest::Response {
    let request = reqwest::Client::new().post(sandbox.url() + path).json(body);
    request.send().await.expect("there is an answer")
}

/// How a connection ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    Closed,
    Reset,
    /// Neither happened while the client listened.
    Waiting,
}

/// Writes a request with the three headers to a socket.
pub(crate) fn write(sandbox: &Sandbox, method: &str, path: &str) -> TcpStream {
    let mut stream = TcpStream::connect(("127.0.0.1", sandbox.port())).expect("the sandbox listens");
    let request = format!(
        "{method} {path} HTTP/1.1\r\nhost: sandbox\r\naccept: application/json\r\nx-tallyfy-client: APIClient\r\n\
         authorization: Bearer {TOKEN}\r\nconnection: close\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).expect("the request is taken");
    stream
}

/// Reads up to `limit`, and returns how the connection ended.
pub(crate) fn read(mut stream: TcpStream, limit: Duration) -> (Vec<u8>, End) {
    stream.set_read_timeout(Some(limit)).expect("a time-out can be set");
    let (mut read, mut buffer) = (Vec::new(), vec![0; 65_536]);
    loop {
        match stream.read(&mut buffer) {
            Ok(0) => return (read, End::Closed),
            Ok(count) => read.extend_from_slice(&buffer[..count]),
            Err(error) if error.kind() == ErrorKind::ConnectionReset => return (read, End::Reset),
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                return (read, End::Waiting);
            }
            Err(error) => panic!("reading failed: {error}"),
        }
    }
}

/// The body in these bytes, and its announced length.
pub(crate) fn body_of(bytes: &[u8]) -> (&[u8], usize) {
    let end = bytes
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .expect("there is a head")
        + 4;
    let head = std::str::from_utf8(&bytes[..end]).expect("the head is text");
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    (
        &bytes[end..],
        length
            .expect("the head says how long the body is")
            .parse()
            .expect("that is a number"),
    )
}
