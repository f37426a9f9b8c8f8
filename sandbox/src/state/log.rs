//! The request log. Tokens are never stored.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::accounts::TokenStatus;

/// Which part of the sandbox a request was for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Area {
    /// The fake API.
    Api,
    /// The page and its files.
    Page,
}

/// How an exchange ended, seen from the sandbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ending {
    /// It has not ended yet.
    Open,
    /// A complete response was sent.
    Answered,
    /// A part of a response was sent, then the connection was closed or reset.
    Cut,
    /// Nothing was sent and the connection was reset.
    Reset,
    /// Nothing was sent and the connection was closed.
    Closed,
    /// The client closed the connection before the response was complete.
    Abandoned,
}

/// One execution of the change of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Execution {
    /// Milliseconds from the sandbox's start.
    pub at_ms: u64,
    /// Whether it archived or restored something. Otherwise it was refused, or there was nothing to change.
    pub changed: bool,
    /// Whether it came after the response or the break of the connection.
    pub late: bool,
}

/// One request.
#[derive(Clone, Debug, Serialize)]
pub struct LoggedRequest {
    /// Counts up from 1. A reset does not restart it.
    pub number: u64,
    /// Milliseconds from the sandbox's start to the request.
    pub at_ms: u64,
    /// Which part of the sandbox it was for.
    pub area: Area,
    /// The method.
    pub method: String,
    /// The path, as sent.
    pub path: String,
    /// The query, without the question mark.
    pub query: String,
    /// The headers without `authorization`; the values of one name are joined by commas.
    pub headers: BTreeMap<String, String>,
    /// The status of the token.
    pub token: TokenStatus,
    /// The status sent; absent while open and when nothing was sent.
    pub status: Option<u16>,
    /// How it ended.
    pub ending: Ending,
    /// When it ended, in milliseconds from the sandbox's start; absent while open.
    pub ended_ms: Option<u64>,
    /// Whether it has archived or restored something.
    pub changed: bool,
    /// The executions of its change: none, one or two.
    pub executions: Vec<Execution>,
    /// Whether a fault was injected.
    pub fault: bool,
    /// The `X-Request-Id` of the answer.
    pub request_id: String,
}

impl LoggedRequest {
    /// The size of its texts.
    fn bytes(&self) -> usize {
        let headers = self.headers.iter().map(|(name, value)| name.len() + value.len());
        self.path.len() + self.query.len() + headers.sum::<usize>()
    }
}

/// How many requests are kept.
pub(crate) const CAPACITY: usize = 10_000;
/// The limit for the size of their texts, in bytes. Usual requests stay far below it.
const MAX_BYTES: usize = 50_000_000;

/// The requests since the start or the last reset: at most [`CAPACITY`] of them, and [`MAX_BYTES`].
#[derive(Debug, Default)]
pub(crate) struct Log {
    requests: Vec<LoggedRequest>,
    bytes: usize,
    forgotten: u64,
}

impl Log {
    /// Adds a request, and assigns its number and its request ID.
    pub(crate) fn enter(&mut self, mut request: LoggedRequest) -> (u64, String) {
        let number = self.forgotten + self.requests.len() as u64 + 1;
        request.number = number;
        request.request_id = format!("sandbox-{number:06}");
        let id = request.request_id.clone();
        self.bytes += request.bytes();
        while self.requests.len() == CAPACITY || (self.bytes > MAX_BYTES && !self.requests.is_empty()) {
            // Half at once, since each removal moves the rest.
            let forgotten = self.requests.drain(..self.requests.len().div_ceil(2));
            self.forgotten += forgotten.len() as u64;
            self.bytes -= forgotten.map(|request| request.bytes()).sum::<usize>();
        }
        self.requests.push(request);
        (number, id)
    }

    /// The request with this number, unless it has been dropped.
    pub(crate) fn entry(&mut self, number: u64) -> Option<&mut LoggedRequest> {
        let index = number.checked_sub(self.forgotten + 1)?;
        self.requests.get_mut(usize::try_from(index).ok()?)
    }

    pub(crate) fn all(&self) -> &[LoggedRequest] {
        &self.requests
    }

    /// Drops all requests. Numbers go on, so that a late response is never logged in another request's entry.
    pub(crate) fn clear(&mut self) {
        self.forgotten += self.requests.len() as u64;
        self.requests.clear();
        self.bytes = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::{Area, CAPACITY, Ending, Log, LoggedRequest, MAX_BYTES};
    use crate::accounts::TokenStatus;

    fn request() -> LoggedRequest {
        LoggedRequest {
            number: 0,
            at_ms: 0,
            area: Area::Api,
            method: String::new(),
            path: String::new(),
            query: String::new(),
            headers: std::collections::BTreeMap::new(),
            token: TokenStatus::Missing,
            status: None,
            ending: Ending::Open,
            ended_ms: None,
            changed: false,
            executions: Vec::new(),
            fault: false,
            request_id: String::new(),
        }
    }

    #[test]
    fn the_log_is_bounded_and_its_numbers_continue() {
        let mut log = Log::default();
        for number in 1..=3 * CAPACITY as u64 {
            assert_eq!(log.enter(request()).0, number);
            assert!(log.all().len() <= CAPACITY);
            assert_eq!(log.entry(number).map(|entry| entry.number), Some(number));
        }
        assert!(log.entry(1).is_none());
        assert!(log.all().len() >= CAPACITY / 2);
    }

    #[test]
    fn long_requests_are_not_buffered() {
        let mut log = Log::default();
        for number in 1..=200 {
            let one = LoggedRequest {
                query: "x".repeat(1_000_000),
                ..request()
            };
            assert_eq!(log.enter(one).0, number);
            assert!(log.all().iter().map(LoggedRequest::bytes).sum::<usize>() <= MAX_BYTES);
            assert!(log.entry(number).is_some());
        }
        log.clear();
        assert_eq!(log.bytes, 0);
    }
}
