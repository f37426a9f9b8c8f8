//! The four requests and their three headers.

use crate::core_tests::{ORG, TASK, base, bases, org, read_address, task};
use crate::tallyfy::{ApiBase, Method, OrgId, Request, TaskId, Token};
use proptest::prelude::*;
use url::Url;

#[test]
fn the_four_requests_have_their_urls() {
    let base = base(ApiBase::DEFAULT);
    let (org, task) = (org(ORG), task(TASK));
    let tasks = ["https://go.tallyfy.com/api/organizations/", ORG, "/tasks"].concat();
    for (request, method, rest) in [
        (Request::find(&base, &org, &task), Method::Get, ["/", TASK].concat()),
        (
            Request::archive(&base, &org, &task),
            Method::Delete,
            ["/", TASK].concat(),
        ),
        (
            Request::restore(&base, &org, &task),
            Method::Put,
            ["/", TASK, "/restore"].concat(),
        ),
        (
            Request::archived(&base, &org, 3),
            Method::Get,
            "?is_oneoff=true&archived=only&page=3&per_page=100&sort=newest".to_owned(),
        ),
    ] {
        assert_eq!(
            (request.method, request.url),
            (method, [tasks.as_str(), &rest].concat())
        );
    }
}

#[test]
fn methods_have_their_http_names() {
    let names = [Method::Get, Method::Delete, Method::Put].map(Method::as_str);
    assert_eq!(names, ["GET", "DELETE", "PUT"]);
}

#[test]
fn requests_have_three_headers() {
    let token = Token::parse("c4nary").expect("a token");
    let headers: Vec<_> = Request::headers(Some(&token)).collect();
    let expected = [
        ("Accept", "application/json"),
        ("X-Tallyfy-Client", "APIClient"),
        ("Authorization", "Bearer c4nary"),
    ];
    assert_eq!(
        headers,
        expected.map(|(name, value)| (name, value.to_owned())),
        "what lets them through knows their names: src/client/diagnosis.rs, deploy/nginx.conf, sandbox/src/upstream"
    );
    let headers: Vec<_> = Request::headers(None).collect();
    assert_eq!(
        headers,
        expected[..2]
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned()))
            .collect::<Vec<_>>()
    );
}

proptest! {
    #[test]
    fn accepted_input_addresses_the_intended_resource(base in bases::texts(), org in ids(), task in ids()) {
        let (Ok(base), Ok(org), Ok(task)) = (ApiBase::parse(&base, "https://admin.example", read_address), OrgId::parse(&org), TaskId::parse(&task))
        else {
            return Ok(());
        };
        let before = segments(base.as_str());
        for (request, rest) in [
            (Request::find(&base, &org, &task), vec![task.as_str()]),
            (Request::archive(&base, &org, &task), vec![task.as_str()]),
            (Request::restore(&base, &org, &task), vec![task.as_str(), "restore"]),
            (Request::archived(&base, &org, 1), vec![]),
        ] {
            let mut meant = before.clone();
            meant.extend(["organizations", org.as_str(), "tasks"].map(ToOwned::to_owned));
            meant.extend(rest.into_iter().map(ToOwned::to_owned));
            prop_assert_eq!(segments(&request.url), meant);
            let (sent, expected) = (Url::parse(&request.url).expect("a URL"), Url::parse(base.as_str()).expect("a URL"));
            prop_assert_eq!(sent.origin(), expected.origin());
        }
    }
}

/// Texts, most of them IDs.
fn ids() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-f0-9]{32}",
        "[a-zA-Z0-9_-]{1,255}",
        "[a-z./%?#\\\\ -]{0,4}",
        "\\.{0,3}",
        "\\PC{0,6}"
    ]
}

fn segments(url: &str) -> Vec<String> {
    let url = Url::parse(url).expect("a URL");
    let segments = url
        .path_segments()
        .expect("a path")
        .filter(|segment| !segment.is_empty());
    segments.map(ToOwned::to_owned).collect()
}
