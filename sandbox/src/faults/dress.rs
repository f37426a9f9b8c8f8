//! Makes the reply that a fault asks for.

use std::time::{Duration, SystemTime};

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, HeaderValue, LOCATION, RETRY_AFTER};
use axum::http::{HeaderName, StatusCode};
use axum::response::Response;
use bytes::Bytes;
use serde_json::Value;

use super::{After, Reply, body};
use crate::recorded::Recorded;
use crate::serve::Cut;

impl Reply {
    /// The reply, made from the usual answer (absent if the work was not done) and the task as it is now.
    pub(crate) async fn dress(&self, usual: Option<Response>, task: &Value) -> Response {
        match self {
            Self::Usual => usual.unwrap_or_default(),
            Self::Recorded { name } => Recorded::named(name).map(Recorded::response).unwrap_or_default(),
            Self::Status {
                status,
                content_type,
                body,
            } => answer(*status, content_type, body.clone().into()),
            Self::Reset => cut(Response::default(), Bytes::new(), Cut::BeforeAnswer { reset: true }),
            Self::Close => cut(Response::default(), Bytes::new(), Cut::BeforeAnswer { reset: false }),
            Self::Silence => cut(Response::default(), Bytes::new(), Cut::Silence),
            Self::ResetInBody => {
                let (response, whole) = body::with_body(usual, task).await;
                cut(response, whole, Cut::InBody { reset: true })
            }
            Self::Truncated => {
                let (response, whole) = body::with_body(usual, task).await;
                cut(response, whole, Cut::InBody { reset: false })
            }
            Self::TruncatedJson => {
                let (response, whole) = body::with_body(usual, task).await;
                response.map(|_| Body::from(body::half(&whole)))
            }
            Self::InvalidUtf8 => {
                let (response, whole) = body::with_body(usual, task).await;
                response.map(|_| Body::from(body::not_utf8(&whole)))
            }
            Self::WrongType { content_type } => {
                let (mut response, whole) = body::with_body(usual, task).await;
                set(&mut response, CONTENT_TYPE, content_type);
                response.map(|_| Body::from(whole))
            }
            Self::Empty => answer(200, "application/json", Bytes::new()),
            Self::SignInPage => Recorded::named("get-200-html")
                .map(Recorded::response)
                .unwrap_or_default(),
            Self::Huge { bytes } => answer(200, "application/json", body::huge(task, *bytes)),
            Self::Deep { levels } => answer(200, "application/json", body::deep(*levels)),
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

fn cut(mut response: Response, body: Bytes, cut: Cut) -> Response {
    response.extensions_mut().insert(cut);
    response.map(|_| Body::from(body))
}

fn retry_after(status: u16, after: &After) -> Response {
    let name = if status == 429 {
        "rate-limited-429"
    } else {
        "server-error-503"
    };
    let mut response = Recorded::named(name).map(Recorded::response).unwrap_or_default();
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or_default();
    response.headers_mut().remove(RETRY_AFTER);
    match after {
        After::Seconds(seconds) => set(&mut response, RETRY_AFTER, &seconds.to_string()),
        After::DateIn(seconds) => set(&mut response, RETRY_AFTER, &date_in(*seconds)),
        After::Text(text) => set(&mut response, RETRY_AFTER, text),
        After::Nothing => {}
    }
    response
}

fn date_in(seconds: i64) -> String {
    let distance = Duration::from_secs(seconds.unsigned_abs());
    let now = SystemTime::now();
    httpdate::fmt_http_date(if seconds < 0 { now - distance } else { now + distance })
}

fn set(response: &mut Response, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}
