//! Logs every request, and how it ended.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

use super::extensions::{Injected, RequestNumber};
use crate::app_state::AppState;
use crate::serve::{Cut, Disconnect, Sent};
use crate::state::{Area, Ending, LoggedRequest};
use crate::{accounts, address};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

pub(crate) async fn log_request(State(app): State<Arc<AppState>>, mut request: Request, next: Next) -> Response {
    let (number, id) = {
        let mut store = app.store();
        let at_ms = store.now_ms();
        store.log.enter(entry_of(&request, at_ms))
    };
    request.extensions_mut().insert(RequestNumber(number));
    let open = OpenRequest { app, number };
    let mut response = next.run(request).await;
    let id = HeaderValue::from_str(&id).unwrap_or(HeaderValue::from_static("sandbox"));
    response.headers_mut().entry(REQUEST_ID).or_insert(id);
    let cut = response.extensions().get::<Cut>().copied();
    if let Some(Cut {
        sent,
        then: Disconnect::Hang,
    }) = cut
    {
        open.log_head(&response, status_of(&response, sent));
        // Dropped with the connection, which the client closes.
        response.extensions_mut().insert(Arc::new(open));
    } else {
        open.close(&response, cut);
    }
    response
}

/// The status that the client sees.
fn status_of(response: &Response, sent: Sent) -> Option<u16> {
    match sent {
        Sent::Nothing => None,
        Sent::Informational(status) => Some(status),
        Sent::HalfBody => Some(response.status().as_u16()),
    }
}

fn entry_of(request: &Request, at_ms: u64) -> LoggedRequest {
    let path = request.uri().path();
    let in_api = address::below_base(path).is_some();
    LoggedRequest {
        number: 0,
        at_ms,
        area: if in_api { Area::Api } else { Area::Page },
        method: request.method().to_string(),
        path: path.to_owned(),
        query: request.uri().query().unwrap_or_default().to_owned(),
        headers: headers_of(request.headers()),
        token: accounts::token_status(request.headers()),
        status: None,
        ending: Ending::Open,
        ended_ms: None,
        changed: false,
        executions: Vec::new(),
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

/// A request that has not ended yet. The server drops it when the client closes the connection.
struct OpenRequest {
    app: Arc<AppState>,
    number: u64,
}

impl OpenRequest {
    fn log_head(&self, response: &Response, status: Option<u16>) {
        if let Some(entry) = self.app.store().log.entry(self.number) {
            entry.status = status;
            entry.fault = response.extensions().get::<Injected>().is_some();
            if let Some(id) = response.headers().get(REQUEST_ID).and_then(|id| id.to_str().ok()) {
                id.clone_into(&mut entry.request_id);
            }
        }
    }

    fn close(self, response: &Response, cut: Option<Cut>) {
        let (status, ending) = match cut {
            None => (Some(response.status().as_u16()), Ending::Answered),
            Some(Cut { sent, then }) => {
                let ending = match (sent, then) {
                    (Sent::Nothing, Disconnect::Reset) => Ending::Reset,
                    (Sent::Nothing, _) => Ending::Closed,
                    _ => Ending::Cut,
                };
                (status_of(response, sent), ending)
            }
        };
        self.log_head(response, status);
        self.end(ending);
    }

    fn end(&self, ending: Ending) {
        let mut store = self.app.store();
        let now_ms = store.now_ms();
        if let Some(entry) = store.log.entry(self.number)
            && entry.ending == Ending::Open
        {
            entry.ending = ending;
            entry.ended_ms = Some(now_ms);
        }
    }
}

impl Drop for OpenRequest {
    fn drop(&mut self) {
        self.end(Ending::Abandoned);
    }
}
