//! The recorded answers of `tests/answers`: what Tallyfy, and what stands before it, is known to send.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use bytes::Bytes;

include!(concat!(env!("OUT_DIR"), "/recorded.rs"));

/// One recorded answer.
#[derive(Clone, Debug)]
pub(crate) struct Recorded {
    status: StatusCode,
    headers: Vec<(HeaderName, HeaderValue)>,
    body: Bytes,
}

static ANSWERS: LazyLock<BTreeMap<&'static str, Recorded>> = LazyLock::new(|| {
    let read = |(name, file): &(&'static str, &'static [u8])| {
        let answer = Recorded::read(file).unwrap_or_else(|| panic!("tests/answers/{name}.http is no HTTP answer"));
        (*name, answer)
    };
    FILES.iter().map(read).collect()
});

impl Recorded {
    pub(crate) fn named(name: &str) -> Option<&'static Self> {
        ANSWERS.get(name)
    }

    fn read(file: &'static [u8]) -> Option<Self> {
        let end = file.windows(2).position(|pair| pair == b"\n\n")?;
        let mut head = std::str::from_utf8(&file[..end]).ok()?.lines();
        let status = head.next()?.split(' ').nth(1)?.parse().ok()?;
        let headers = head
            .map(|line| {
                let (name, value) = line.split_once(": ")?;
                Some((name.parse().ok()?, value.parse().ok()?))
            })
            .collect::<Option<_>>()?;
        Some(Self {
            status,
            headers,
            body: Bytes::from_static(&file[end + 2..]),
        })
    }

    pub(crate) fn response(&self) -> Response {
        let mut response = Response::new(Body::from(self.body.clone()));
        *response.status_mut() = self.status;
        response.headers_mut().extend(self.headers.iter().cloned());
        response
    }
}

/// The names of all recorded answers: the files of `tests/answers` without `.http`.
pub fn recorded_answers() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(name, _)| *name)
}
