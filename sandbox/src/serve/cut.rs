//! Responses that end in a broken connection.

use std::fmt;
use std::time::Duration;

use axum::body::to_bytes;
use axum::http::Extensions;
use axum::http::header::CONTENT_LENGTH;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use socket2::SockRef;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// How a connection is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Disconnect {
    /// The connection is reset (TCP RST).
    Reset,
    /// The connection is closed (TCP FIN).
    Close,
    /// The connection stays open, and nothing more is sent until the client closes it.
    Hang,
}

/// What is sent before the connection is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sent {
    Nothing,
    /// An informational response with this status, such as 103.
    Informational(u16),
    /// The head and the first half of the body.
    HalfBody,
}

/// Response extension: the connection is broken before the end of this response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cut {
    pub(crate) sent: Sent,
    pub(crate) then: Disconnect,
}

/// The bytes to send, and how the connection ends after them.
pub(crate) struct PartialResponse {
    bytes: Vec<u8>,
    then: Disconnect,
    /// The response's extensions. What they hold is dropped when the connection has ended.
    _extensions: Extensions,
}

/// The delay between the bytes and a reset, so that the client has read them: a reset discards unread data.
const FLUSH_DELAY: Duration = Duration::from_millis(100);

impl PartialResponse {
    pub(crate) async fn new(cut: Cut, mut response: Response) -> Self {
        let extensions = std::mem::take(response.extensions_mut());
        let bytes = match cut.sent {
            Sent::Nothing => Vec::new(),
            Sent::Informational(status) => format!("HTTP/1.1 {status} Sandbox\r\n\r\n").into_bytes(),
            Sent::HalfBody => head_and_half(response).await,
        };
        Self {
            bytes,
            then: cut.then,
            _extensions: extensions,
        }
    }

    pub(crate) async fn write(self, mut stream: TcpStream) {
        // The client may be gone already.
        let _ = stream.write_all(&self.bytes).await;
        match self.then {
            Disconnect::Reset => {
                if !self.bytes.is_empty() {
                    tokio::time::sleep(FLUSH_DELAY).await;
                }
                let _ = SockRef::from(&stream).set_linger(Some(Duration::ZERO));
            }
            Disconnect::Close => {
                let _ = stream.shutdown().await;
            }
            Disconnect::Hang => {
                let mut ignored = [0; 1024];
                while matches!(stream.read(&mut ignored).await, Ok(1..)) {}
            }
        }
    }
}

impl fmt::Debug for PartialResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PartialResponse of {} bytes, then {:?}", self.bytes.len(), self.then)
    }
}

async fn head_and_half(response: Response) -> Vec<u8> {
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let mut bytes = format!("HTTP/1.1 {}\r\n", parts.status).into_bytes();
    for (name, value) in parts.headers.iter().filter(|(name, _)| *name != CONTENT_LENGTH) {
        bytes.extend_from_slice(name.as_str().as_bytes());
        bytes.extend_from_slice(b": ");
        bytes.extend_from_slice(value.as_bytes());
        bytes.extend_from_slice(b"\r\n");
    }
    // Announce at least one byte, so that an empty body is cut off too.
    bytes.extend_from_slice(format!("content-length: {}\r\n\r\n", body.len().max(1)).as_bytes());
    bytes.extend_from_slice(&body[..body.len() / 2]);
    bytes
}
