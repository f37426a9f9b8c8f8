//! Raw requests, including ones that no client library would send.

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::process::{Command, Stdio};

pub(crate) struct Request<'a> {
    pub(crate) method: &'a str,
    pub(crate) path: &'a str,
    /// Includes `Host` unless it is this machine.
    pub(crate) headers: &'a [(&'a str, &'a str)],
}

pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
    /// In order, with names in lower case.
    pub(crate) headers: Vec<(String, String)>,
}

impl Request<'_> {
    pub(crate) fn send(&self, port: u16) -> io::Result<Response> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        stream.write_all(self.head().as_bytes())?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        Response::parse(&answer)
    }

    /// Sends it over TLS with this SNI, without verifying the certificate.
    pub(crate) fn send_over_tls(&self, port: u16, host: &str) -> io::Result<Response> {
        let mut client = Command::new("openssl");
        client.args(["s_client", "-quiet", "-servername", host, "-connect"]);
        client.arg(format!("127.0.0.1:{port}"));
        client
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut client = client.spawn()?;
        // Keep it open: the client would disconnect at the end of its input.
        let mut stdin = client.stdin.take().expect("it is piped");
        stdin.write_all(self.head().as_bytes())?;
        let answer = client.wait_with_output()?;
        drop(stdin);
        Response::parse(&answer.stdout)
    }

    fn head(&self) -> String {
        let Self { method, path, headers } = self;
        let is_host = |(name, _): &(&str, &str)| *name == "Host";
        let host = (!headers.iter().any(is_host)).then_some(("Host", "127.0.0.1"));
        let headers = host.iter().chain(*headers);
        let headers: Vec<_> = headers.map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        format!(
            "{method} {path} HTTP/1.1\r\n{}Connection: close\r\n\r\n",
            headers.concat()
        )
    }
}

impl Response {
    /// Does not decode the body.
    fn parse(answer: &[u8]) -> io::Result<Self> {
        let parsed = || {
            let end = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n")?;
            let head = std::str::from_utf8(&answer[..end]).ok()?;
            let mut lines = head.lines();
            let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
            let headers = lines.filter_map(|line| line.split_once(':'));
            Some(Self {
                status,
                body: answer[end + 4..].to_vec(),
                headers: headers
                    .map(|(name, value)| (name.to_lowercase(), value.trim().to_owned()))
                    .collect(),
            })
        };
        parsed().ok_or_else(|| io::Error::other(String::from_utf8_lossy(answer).into_owned()))
    }

    /// A header's value.
    ///
    /// # Panics
    /// If it was sent more than once: clients disagree on which one is valid.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(it, _)| it == name);
        let value = values.next().map(|(_, value)| value.as_str());
        assert_eq!(values.next(), None, "{name} is sent once, not {value:?} first");
        value
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}
