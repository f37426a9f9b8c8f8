//! Answers that end in a broken connection.

use std::time::Duration;

use axum::body::to_bytes;
use axum::http::header::CONTENT_LENGTH;
use axum::response::Response;
use socket2::SockRef;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

/// Put on a response as an extension: how the connection breaks instead of carrying that response to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cut {
    /// Nothing is sent until the client goes away.
    Silence,
    /// Nothing is sent.
    BeforeAnswer { reset: bool },
    /// The head and half of the body are sent.
    InBody { reset: bool },
}

/// The bytes that still go out, and how the connection ends after them.
#[derive(Debug)]
pub(crate) struct LastWords {
    bytes: Vec<u8>,
    reset: bool,
}

/// Between the bytes and a reset, so that the client has read them: a reset may overtake what is still on its way.
const HEARD: Duration = Duration::from_millis(100);

impl Cut {
    /// What is still to be said; nothing at all for a silence, which has no end of its own.
    pub(crate) async fn last_words(self, response: Response) -> Option<LastWords> {
        match self {
            Self::Silence => None,
            Self::BeforeAnswer { reset } => Some(LastWords {
                bytes: Vec::new(),
                reset,
            }),
            Self::InBody { reset } => Some(LastWords {
                bytes: head_and_half(response).await,
                reset,
            }),
        }
    }
}

impl LastWords {
    pub(crate) async fn say(self, mut stream: TcpStream) {
        // A client that is gone already hears nothing, and needs to hear nothing.
        let _ = stream.write_all(&self.bytes).await;
        if self.reset {
            if !self.bytes.is_empty() {
                tokio::time::sleep(HEARD).await;
            }
            let _ = SockRef::from(&stream).set_linger(Some(Duration::ZERO));
        } else {
            let _ = stream.shutdown().await;
        }
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
    bytes.extend_from_slice(format!("content-length: {}\r\n\r\n", body.len()).as_bytes());
    bytes.extend_from_slice(&body[..body.len() / 2]);
    bytes
}
