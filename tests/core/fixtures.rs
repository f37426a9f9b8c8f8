//! The fixtures of `tests/answers`, parsed as responses.

use crate::core_tests::json::Observation;
use crate::core_tests::retry_after::date;
use crate::tallyfy::{ApiResponse, Body, Head, retry_after};
use std::fs;
use std::path::PathBuf;

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/answers"))
}

/// The names of all fixtures, without `.http`, sorted.
pub(crate) fn names() -> Vec<String> {
    let files = fs::read_dir(folder()).expect("tests/answers");
    let mut names: Vec<String> = files
        .filter_map(|file| {
            let name = file.expect("a file").file_name().into_string().expect("a name");
            name.strip_suffix(".http").map(ToOwned::to_owned)
        })
        .collect();
    names.sort();
    names
}

/// The fixture of this name, received at `now`.
pub(crate) fn answer_at(name: &str, now: f64) -> ApiResponse {
    let text = fs::read_to_string(folder().join([name, ".http"].concat())).expect(name);
    let mut headers = [httparse::EMPTY_HEADER; 16];
    let mut response = httparse::Response::new(&mut headers);
    let length = response.parse(text.as_bytes()).expect(name).unwrap();
    let mut head = Head {
        status: response.code.expect(name),
        ..Head::default()
    };
    for header in response.headers {
        let value = str::from_utf8(header.value).expect(name);
        match header.name.to_ascii_lowercase().as_str() {
            "x-request-id" => head.request_id = Some(value.to_owned()),
            "retry-after" => head.retry_after = retry_after(value, now, date),
            _ => {}
        }
    }
    read(head, &text[length..])
}

/// The fixture of this name, received in 1970.
pub(crate) fn answer(name: &str) -> ApiResponse {
    answer_at(name, 0.0)
}

/// A response with this body, parsed as JSON if it is.
pub(crate) fn read(head: Head, body: &str) -> ApiResponse {
    match serde_json::from_str(body) {
        Ok(json) => ApiResponse::parse(head, Body::Json(Observation(&json))),
        Err(_) => ApiResponse::parse::<Observation>(head, Body::Text(body)),
    }
}

/// A response with this status and body.
pub(crate) fn with(status: u16, body: &str) -> ApiResponse {
    read(
        Head {
            status,
            ..Head::default()
        },
        body,
    )
}

/// A response with this status and a truncated body.
pub(crate) fn cut(status: u16) -> ApiResponse {
    let head = Head {
        status,
        ..Head::default()
    };
    ApiResponse::parse::<Observation>(head, Body::Truncated)
}
