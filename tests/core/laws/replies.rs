//! Generates the responses to reads: the true state, or something useless.

use super::rng::Rng;
use super::server::{Item, RequestKind, Truth};
use crate::archive::Outcome;
use crate::core_tests::fixtures::{cut, read, with};
use crate::tallyfy::{Head, ProblemKind};

pub(super) const LOST: [ProblemKind; 6] = [
    ProblemKind::Offline,
    ProblemKind::Unreachable,
    ProblemKind::Blocked,
    ProblemKind::Timeout,
    ProblemKind::Cancelled,
    ProblemKind::Unexpected,
];
pub(super) const HTML: &str = "<!doctype html><title>Sign in</title>";
pub(super) const API_NOT_FOUND: [&str; 2] = [
    r#"{"code":"RESOURCE_NOT_FOUND","message":"Nothing here"}"#,
    r#"{"message":"Resource not found."}"#,
];

/// What a response to a read means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Reply {
    Item(Truth),
    /// The API's own 404.
    ApiNotFound,
    /// Another 404, or a 410.
    OtherNotFound,
    Unauthorized,
    /// A 429 or 503, and its `Retry-After`.
    RetryLater(Option<f64>),
    NoAnswer,
    /// The read was cancelled.
    Cancelled,
    Useless,
    /// The archived list contains the item.
    Listed,
    /// It is not on this page, and there are more.
    MorePages,
    /// It is not on this page, which is the last one.
    ListEnds,
}

pub(super) fn answered(status: u16, body: &str) -> Outcome {
    Outcome::Response(with(status, body))
}

/// An item as JSON.
pub(super) fn item_json(rng: &mut Rng, item: &Item, truth: Truth) -> String {
    let id = item.target.task.as_str();
    let moment = match truth {
        Truth::Archived => rng.pick(&[
            r#""archived_at":"2026-11-28T10:00:00Z""#,
            r#""archived_at":null,"deleted_at":"2026-11-28T10:00:00Z""#,
        ]),
        Truth::Active | Truth::Absent => rng.pick(&[r#""archived_at":null"#, r#""title":"Plan""#]),
    };
    let run = if item.is_linked { r#","run_id":"99aa""# } else { "" };
    let bare = format!(r#"{{"id":"{id}",{moment}{run}}}"#);
    if rng.percent(50) {
        format!(r#"{{"data":{bare}}}"#)
    } else {
        bare
    }
}

/// A response that shows the item in this state.
pub(super) fn showing(rng: &mut Rng, kind: RequestKind, item: &Item, truth: Truth, pages: u32) -> (Outcome, Reply) {
    if let RequestKind::List(page) = kind {
        let is_here = truth == Truth::Archived && item.is_listed && item.page == page;
        let reply = match (is_here, page < pages) {
            (true, _) => Reply::Listed,
            (false, true) => Reply::MorePages,
            (false, false) => Reply::ListEnds,
        };
        let entry = is_here.then(|| format!(r#",{{"id":"{}","archived_at":"x"}}"#, item.target.task.as_str()));
        let entry = entry.unwrap_or_default();
        let body = format!(
            r#"{{"data":[{{"id":"0123","archived_at":"x"}}{entry}],"meta":{{"pagination":{{"current_page":{page},"total_pages":{pages}}}}}}}"#
        );
        return (answered(200, &body), reply);
    }
    if truth == Truth::Absent || (truth == Truth::Archived && item.is_hidden) {
        let body = rng.pick(&API_NOT_FOUND);
        return (answered(404, body), Reply::ApiNotFound);
    }
    (answered(200, &item_json(rng, item, truth)), Reply::Item(truth))
}

/// A response that proves nothing.
pub(super) fn useless(rng: &mut Rng, kind: RequestKind) -> (Outcome, Reply) {
    let busy = |rng: &mut Rng| {
        let retry_after = rng.pick(&[None, Some(500.0), Some(600_000.0)]);
        let head = Head {
            status: rng.pick(&[429, 503]),
            retry_after,
            ..Head::default()
        };
        (Outcome::Response(read(head, "")), Reply::RetryLater(retry_after))
    };
    match (rng.below(9), kind) {
        (0, _) => (answered(401, r#"{"message":"Unauthenticated."}"#), Reply::Unauthorized),
        (1, _) => busy(rng),
        (2 | 3, _) => (Outcome::NoResponse(rng.pick(&LOST)), Reply::NoAnswer),
        (4, _) => (answered(rng.pick(&[200, 500, 502]), HTML), Reply::Useless),
        (5, _) => (Outcome::Response(cut(200)), Reply::Useless),
        (6, RequestKind::List(page)) => {
            let entry = rng.pick(&[r#"{"id":"0123","archived_at":null}"#, "{}", "7"]);
            let page = page + u32::from(rng.percent(20));
            let body =
                format!(r#"{{"data":[{entry}],"meta":{{"pagination":{{"current_page":{page},"total_pages":1}}}}}}"#);
            (answered(200, &body), Reply::Useless)
        }
        (7, RequestKind::List(page)) => {
            let body = format!(
                r#"{{"data":[],"meta":{{"pagination":{{"current_page":{},"total_pages":9}}}}}}"#,
                page + 1
            );
            let bodies = [r#"{"data":[]}"#, "{}", "[]", &body];
            (answered(200, rng.pick(&bodies)), Reply::Useless)
        }
        (6, _) => {
            let elsewhere = [
                (404, HTML),
                (404, "no such page"),
                (404, "{}"),
                (410, r#"{"message":"Gone"}"#),
            ];
            let (status, body) = rng.pick(&elsewhere);
            (answered(status, body), Reply::OtherNotFound)
        }
        (7, _) => {
            let bodies = ["", "{}", r#"{"id":"0123"}"#, r#"{"error":true}"#, "later"];
            (answered(200, rng.pick(&bodies)), Reply::Useless)
        }
        _ => (answered(rng.pick(&[403, 500, 302]), "{}"), Reply::Useless),
    }
}
