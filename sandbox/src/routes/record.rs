//! Enters every request into the log, and says there how it ended.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

use crate::faults::Struck;
use crate::seeds::accounts;
use crate::serve::Cut;
use crate::shared::Shared;
use crate::state::{Area, Ending, LoggedRequest};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The number of the request being answered, for routes that have something to add to its entry.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry(u64);

impl Entry {
    pub(crate) fn number(self) -> u64 {
        self.0
    }
}

pub(crate) async fn record(State(shared): State<Arc<Shared>>, mut request: Request, next: Next) -> Response {
    let at_ms = shared.now_ms();
    let (number, id) = shared.world().log.enter(entry_of(&request, at_ms));
    request.extensions_mut().insert(Entry(number));
    let open = Open { shared, number };
    let mut response = next.run(request).await;
    if response.extensions().get::<Cut>() == Some(&Cut::Silence) {
        // Dropped together with `open` when the client goes away.
        std::future::pending::<()>().await;
    }
    let id = HeaderValue::from_str(&id).unwrap_or(HeaderValue::from_static("sandbox"));
    response.headers_mut().entry(REQUEST_ID).or_insert(id);
    open.close(&response);
    response
}

fn entry_of(request: &Request, at_ms: u64) -> LoggedRequest {
    let path = request.uri().path();
    let in_api = path == "/api" || path.starts_with("/api/");
    LoggedRequest {
        number: 0,
        at_ms,
        area: if in_api { Area::Api } else { Area::Page },
        method: request.method().to_string(),
        path: path.to_owned(),
        query: request.uri().query().unwrap_or_default().to_owned(),
        headers: headers_of(request.headers()),
        token: accounts::standing(request.headers()),
        status: None,
        ending: Ending::Open,
        changed: false,
        fault: false,
        request_id: String::new(),
    }
}

fn headers_of(headers: &HeaderMap) -> std::collections::BTreeMap<String, String> {
    let value_of = |name: &HeaderName| {
        let values: Vec<_> = headers
            .get_all(name)
            .iter()
            .map(|value| String::from_utf8_lossy(value.as_bytes()))
            .collect();
        values.join(", ")
    };
    headers
        .keys()
        .filter(|name| *name != AUTHORIZATION)
        .map(|name| (name.to_string(), value_of(name)))
        .collect()
}

/// A request without an answer yet. The server drops it when the client goes away.
struct Open {
    shared: Arc<Shared>,
    number: u64,
}

impl Open {
    fn close(self, response: &Response) {
        let cut = response.extensions().get::<Cut>();
        let ending = match cut {
            None => Ending::Answered,
            Some(Cut::InBody { .. }) => Ending::Cut,
            Some(Cut::BeforeAnswer { reset: true }) => Ending::Reset,
            Some(Cut::BeforeAnswer { reset: false } | Cut::Silence) => Ending::Closed,
        };
        let sent = matches!(ending, Ending::Answered | Ending::Cut);
        if let Some(entry) = self.shared.world().log.entry(self.number) {
            entry.status = sent.then(|| response.status().as_u16());
            entry.ending = ending;
            entry.fault = response.extensions().get::<Struck>().is_some();
            if let Some(id) = response.headers().get(REQUEST_ID).and_then(|id| id.to_str().ok()) {
                id.clone_into(&mut entry.request_id);
            }
        }
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        if let Some(entry) = self.shared.world().log.entry(self.number)
            && entry.ending == Ending::Open
        {
            entry.ending = Ending::Abandoned;
        }
    }
}
