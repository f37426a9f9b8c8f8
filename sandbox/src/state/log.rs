//! What the stand-in was asked, and how each exchange ended. A token's value is never kept.

use std::collections::BTreeMap;

use serde::Serialize;

/// Which part of the stand-in a request was for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Area {
    /// The imitated service.
    Api,
    /// The page and its files.
    Page,
}

/// What is known of the token a request carried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TokenStanding {
    /// There was no `Authorization` header.
    None,
    /// It is not `Bearer ` and a token the stand-in knows.
    Wrong,
    /// It is known, but has no permission in this organization.
    Stranger,
    /// It is known and has permission.
    Right,
}

/// How an exchange ended, seen from the stand-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ending {
    /// It has not ended yet.
    Open,
    /// A whole answer was sent.
    Answered,
    /// A part of an answer was sent, then the connection closed or was reset.
    Cut,
    /// Nothing was sent and the connection was reset.
    Reset,
    /// Nothing was sent and the connection was closed.
    Closed,
    /// The client went away before there was an answer.
    Abandoned,
}

/// One request the stand-in saw.
#[derive(Clone, Debug, Serialize)]
pub struct LoggedRequest {
    /// Counts up from 1 since the start; a reset does not take it back.
    pub number: u64,
    /// Milliseconds from the stand-in's start to the request.
    pub at_ms: u64,
    /// Which part of the stand-in it was for.
    pub area: Area,
    /// The method.
    pub method: String,
    /// The path, as sent.
    pub path: String,
    /// The query, without the question mark.
    pub query: String,
    /// The headers without `authorization`; the values of one name are joined by commas.
    pub headers: BTreeMap<String, String>,
    /// What is known of the token.
    pub token: TokenStanding,
    /// The status sent; absent while open and when nothing was sent.
    pub status: Option<u16>,
    /// How it ended.
    pub ending: Ending,
    /// Whether it archived or restored something.
    pub changed: bool,
    /// Whether a fault decided the answer.
    pub fault: bool,
    /// The `X-Request-Id` of the answer.
    pub request_id: String,
}

/// All requests since the start or the last reset.
#[derive(Debug, Default)]
pub(crate) struct Log {
    requests: Vec<LoggedRequest>,
    forgotten: u64,
}

impl Log {
    /// Enters a request, and gives it its number and its request id.
    pub(crate) fn enter(&mut self, mut request: LoggedRequest) -> (u64, String) {
        let number = self.forgotten + self.requests.len() as u64 + 1;
        request.number = number;
        request.request_id = format!("sandbox-{number:06}");
        let id = request.request_id.clone();
        self.requests.push(request);
        (number, id)
    }

    /// The request with this number, unless it was forgotten by a reset meanwhile.
    pub(crate) fn entry(&mut self, number: u64) -> Option<&mut LoggedRequest> {
        let index = number.checked_sub(self.forgotten + 1)?;
        self.requests.get_mut(usize::try_from(index).ok()?)
    }

    pub(crate) fn all(&self) -> &[LoggedRequest] {
        &self.requests
    }

    /// Forgets all requests. Numbers go on, so that a late answer never ends up in another request's entry.
    pub(crate) fn clear(&mut self) {
        self.forgotten += self.requests.len() as u64;
        self.requests.clear();
    }
}
