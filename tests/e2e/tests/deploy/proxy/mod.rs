//! The proxy: it forwards the widget's requests to Tallyfy, with as few headers as possible, and nothing else.

mod credentials;
mod logs;
mod requests;
mod responses;
mod retries;

use sandbox::{ORG, TOKEN};

use crate::http::Response;
use crate::nginx::Deployment;

const LIST: &str = "is_oneoff=true&archived=only";
const PAGE: &str = "page=1&per_page=100&sort=newest";

/// The other headers of a browser.
const BROWSER: [(&str, &str); 8] = [
    ("Accept", "application/json"),
    ("Accept-Language", "de"),
    ("Cookie", "session=secret"),
    ("Origin", "http://127.0.0.1"),
    ("Sec-Fetch-Site", "same-origin"),
    ("User-Agent", "Browser/1"),
    ("X-Forwarded-For", "192.0.2.1"),
    ("X-Tallyfy-Client", "APIClient"),
];

fn call(deployment: &Deployment, method: &str, path: &str) -> Response {
    let authorization = format!("Bearer {TOKEN}");
    let mut headers = BROWSER.to_vec();
    headers.push(("Authorization", &authorization));
    deployment.request(method, path, &headers)
}

/// An allowed request of every kind.
fn calls() -> [(&'static str, String); 4] {
    let tasks = format!("/api/organizations/{ORG}/tasks");
    [
        ("GET", format!("{tasks}/t")),
        ("DELETE", format!("{tasks}/t")),
        ("PUT", format!("{tasks}/t/restore")),
        ("GET", format!("{tasks}?{LIST}&{PAGE}")),
    ]
}

fn answer(status: &str, headers: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status}\r\nContent-Length: 2\r\n{headers}\r\n{{}}").into_bytes()
}
