//! The fixtures of `tests/answers`: responses that Tallyfy, or a proxy in front of it, is known to send.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use bytes::Bytes;

include!(concat!(env!("OUT_DIR"), "/fixtures.rs"));

/// A response, read from its file.
#[derive(Clone, Debug)]
pub(crate) struct Fixture {
    status: StatusCode,
    headers: Vec<(HeaderName, HeaderValue)>,
    body: Bytes,
}

static FIXTURES: LazyLock<BTreeMap<&'static str, Fixture>> = LazyLock::new(|| {
    let parse = |(name, file): &(&'static str, &'static [u8])| {
        let answer =
            Fixture::parse(file).unwrap_or_else(|| panic!("tests/answers/{name}.http is not an HTTP response"));
        (*name, answer)
    };
    FILES.iter().map(parse).collect()
});

impl Fixture {
    pub(crate) fn named(name: &str) -> Option<&'static Self> {
        FIXTURES.get(name)
    }

    fn parse(file: &'static [u8]) -> Option<Self> {
        let mut headers = [httparse::EMPTY_HEADER; 16];
        let mut head = httparse::Response::new(&mut headers);
        let length = head.parse(file).ok().filter(httparse::Status::is_complete)?.unwrap();
        let headers = head.headers.iter().map(|header| {
            let value = HeaderValue::from_bytes(header.value).ok()?;
            Some((header.name.parse().ok()?, value))
        });
        Some(Self {
            status: StatusCode::from_u16(head.code?).ok()?,
            headers: headers.collect::<Option<_>>()?,
            body: Bytes::from_static(&file[length..]),
        })
    }

    pub(crate) fn response(&self) -> Response {
        let mut response = Response::new(Body::from(self.body.clone()));
        *response.status_mut() = self.status;
        response.headers_mut().extend(self.headers.iter().cloned());
        response
    }
}

/// The names of all fixtures: the files of `tests/answers` without `.http`.
pub fn fixture_names() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(name, _)| *name)
}
