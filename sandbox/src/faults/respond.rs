//! Builds the response of a fault.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, HeaderValue, LOCATION, RETRY_AFTER};
use axum::http::{HeaderName, StatusCode};
use axum::response::Response;
use bytes::Bytes;
use serde_json::{Value, json};

use super::{After, Fault, Operation, Reply, Shown, body};
use crate::fixtures::Fixture;
use crate::serve::{Cut, Disconnect, Sent};

const JSON: &str = "application/json";

/// What the body of a response holds, in each state that a fault may claim.
#[derive(Clone, Debug)]
pub(crate) struct Subject {
    pub(crate) as_it_is: Value,
    pub(crate) archived: Value,
    pub(crate) active: Value,
}

impl Subject {
    /// The same in every state: a list, or an item that does not exist.
    pub(crate) fn constant(value: &Value) -> Self {
        let [as_it_is, archived, active] = [value.clone(), value.clone(), value.clone()];
        Self {
            as_it_is,
            archived,
            active,
        }
    }

    fn shown(&self, shows: Shown, operation: Operation) -> &Value {
        match (shows, operation) {
            (Shown::Changed, Operation::Archive) | (Shown::Unchanged, Operation::Restore) => &self.archived,
            (Shown::Unchanged, Operation::Archive) | (Shown::Changed, Operation::Restore) => &self.active,
            _ => &self.as_it_is,
        }
    }
}

impl Fault {
    /// The response. `usual` is the response without the fault, if there is one, and `subject` what a body holds.
    pub(crate) async fn respond(&self, operation: Operation, usual: Option<Response>, subject: &Subject) -> Response {
        let mut response = self.reply.respond(operation, usual, subject).await;
        for (name, value) in &self.headers {
            if let Ok(name) = name.parse() {
                set(&mut response, name, value);
            }
        }
        if let Some(then) = self.cut
            && response.extensions().get::<Cut>().is_none()
        {
            response.extensions_mut().insert(Cut {
                sent: Sent::HalfBody,
                then,
            });
        }
        response
    }
}

impl Reply {
    async fn respond(&self, operation: Operation, usual: Option<Response>, subject: &Subject) -> Response {
        let item = &subject.as_it_is;
        match self {
            Self::Usual => usual.unwrap_or_default(),
            Self::Fixture { name } => Fixture::named(name).map(Fixture::response).unwrap_or_default(),
            Self::Status {
                status,
                content_type,
                body,
            } => answer(*status, content_type, body.clone().into()),
            Self::Task { status, shows } => {
                let shown = subject.shown(*shows, operation);
                answer(*status, JSON, json!({ "data": shown }).to_string().into())
            }
            Self::Reset => cut(Response::default(), Sent::Nothing, Disconnect::Reset),
            Self::Close => cut(Response::default(), Sent::Nothing, Disconnect::Close),
            Self::Silence => cut(Response::default(), Sent::Nothing, Disconnect::Hang),
            Self::Informational { status, then } => cut(Response::default(), Sent::Informational(*status), *then),
            Self::ResetInBody => {
                let (response, whole) = body::with_body(usual, item).await;
                cut(response.map(|_| Body::from(whole)), Sent::HalfBody, Disconnect::Reset)
            }
            Self::Truncated => {
                let (response, whole) = body::with_body(usual, item).await;
                cut(response.map(|_| Body::from(whole)), Sent::HalfBody, Disconnect::Close)
            }
            Self::TruncatedJson => {
                let (response, whole) = body::with_body(usual, item).await;
                response.map(|_| Body::from(body::half(&whole)))
            }
            Self::InvalidUtf8 => {
                let (response, whole) = body::with_body(usual, item).await;
                response.map(|_| Body::from(body::not_utf8(&whole)))
            }
            Self::WrongType { content_type } => {
                let (mut response, whole) = body::with_body(usual, item).await;
                set(&mut response, CONTENT_TYPE, content_type);
                response.map(|_| Body::from(whole))
            }
            Self::Empty => answer(200, JSON, Bytes::new()),
            Self::SignInPage => Fixture::named("get-200-html")
                .map(Fixture::response)
                .unwrap_or_default(),
            Self::Huge { bytes } => answer(200, JSON, body::huge(item, *bytes)),
            Self::Deep { levels } => answer(200, JSON, body::deep(*levels)),
            Self::Redirect { status, location } => {
                let mut response = answer(*status, "text/html", Bytes::new());
                set(&mut response, LOCATION, location);
                response
            }
            Self::RetryAfter { status, after } => retry_after(*status, after),
        }
    }
}

fn answer(status: u16, content_type: &str, body: Bytes) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or_default();
    set(&mut response, CONTENT_TYPE, content_type);
    response
}

fn cut(mut response: Response, sent: Sent, then: Disconnect) -> Response {
    response.extensions_mut().insert(Cut { sent, then });
    response
}

fn retry_after(status: u16, after: &After) -> Response {
    let name = if status == 429 {
        "rate-limited-429"
    } else {
        "server-error-503"
    };
    let mut response = Fixture::named(name).map(Fixture::response).unwrap_or_default();
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or_default();
    response.headers_mut().remove(RETRY_AFTER);
    match after {
        After::Seconds(seconds) => set(&mut response, RETRY_AFTER, &seconds.to_string()),
        After::DateIn(seconds) => set(&mut response, RETRY_AFTER, &date_in(*seconds).unwrap_or_default()),
        After::Text(text) => set(&mut response, RETRY_AFTER, text),
        After::Nothing => {}
    }
    response
}

/// The HTTP date this many seconds from now; `None` if it is out of range.
pub(crate) fn date_in(seconds: i64) -> Option<String> {
    /// The first second of the year 10000.
    const END: u64 = 253_402_300_800;
    let now = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    let then = now.as_secs().checked_add_signed(seconds).filter(|then| *then < END)?;
    Some(httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(then)))
}

fn set(response: &mut Response, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}
