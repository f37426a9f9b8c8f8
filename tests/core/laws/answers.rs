//! What may come back from a read: what is true, or nothing that helps.

use super::dice::Dice;
use super::server::{Ask, Item, Truth};
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

/// What an answer to a read shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Heard {
    Item(Truth),
    /// The API's own 404.
    ApiNotFound,
    /// Somebody else's 404, or a 410.
    OtherNotFound,
    Unauthorized,
    /// A 429 or 503, and the wait it asks for.
    Busy(Option<f64>),
    NoAnswer,
    /// Somebody cancelled the read.
    Cancelled,
    Useless,
    /// The archived list has the item.
    Listed,
    /// It is not on this page, and there are more.
    MorePages,
    /// It is not on this page, the last one.
    ListEnds,
}

pub(super) fn answered(status: u16, body: &str) -> Outcome {
    Outcome::Response(with(status, body))
}

/// An item as JSON.
pub(super) fn item_json(dice: &mut Dice, item: &Item, truth: Truth) -> String {
    let id = item.target.task.as_str();
    let moment = match truth {
        Truth::Archived => dice.pick(&[
            r#""archived_at":"2026-11-28T10:00:00Z""#,
            r#""archived_at":null,"deleted_at":"2026-11-28T10:00:00Z""#,
        ]),
        Truth::Active | Truth::Absent => dice.pick(&[r#""archived_at":null"#, r#""title":"Plan""#]),
    };
    let run = if item.is_linked { r#","run_id":"99aa""# } else { "" };
    let bare = format!(r#"{{"id":"{id}",{moment}{run}}}"#);
    if dice.percent(50) {
        format!(r#"{{"data":{bare}}}"#)
    } else {
        bare
    }
}

/// An answer to a read that shows the item in this state.
pub(super) fn showing(dice: &mut Dice, ask: Ask, item: &Item, truth: Truth, pages: u32) -> (Outcome, Heard) {
    if let Ask::List(page) = ask {
        let is_here = truth == Truth::Archived && item.is_listed && item.page == page;
        let heard = match (is_here, page < pages) {
            (true, _) => Heard::Listed,
            (false, true) => Heard::MorePages,
            (false, false) => Heard::ListEnds,
        };
        let entry = is_here.then(|| format!(r#",{{"id":"{}","archived_at":"x"}}"#, item.target.task.as_str()));
        let entry = entry.unwrap_or_default();
        let body = format!(
            r#"{{"data":[{{"id":"0123","archived_at":"x"}}{entry}],"meta":{{"pagination":{{"current_page":{page},"total_pages":{pages}}}}}}}"#
        );
        return (answered(200, &body), heard);
    }
    if truth == Truth::Absent || (truth == Truth::Archived && item.is_hidden) {
        let body = dice.pick(&API_NOT_FOUND);
        return (answered(404, body), Heard::ApiNotFound);
    }
    (answered(200, &item_json(dice, item, truth)), Heard::Item(truth))
}

/// An answer to a read that helps nobody.
pub(super) fn useless(dice: &mut Dice, ask: Ask) -> (Outcome, Heard) {
    let busy = |dice: &mut Dice| {
        let retry_after = dice.pick(&[None, Some(500.0), Some(600_000.0)]);
        let head = Head {
            status: dice.pick(&[429, 503]),
            retry_after,
            ..Head::default()
        };
        (Outcome::Response(read(head, "")), Heard::Busy(retry_after))
    };
    match (dice.below(9), ask) {
        (0, _) => (answered(401, r#"{"message":"Unauthenticated."}"#), Heard::Unauthorized),
        (1, _) => busy(dice),
        (2 | 3, _) => (Outcome::NoResponse(dice.pick(&LOST)), Heard::NoAnswer),
        (4, _) => (answered(dice.pick(&[200, 500, 502]), HTML), Heard::Useless),
        (5, _) => (Outcome::Response(cut(200)), Heard::Useless),
        (6, Ask::List(page)) => {
            let entry = dice.pick(&[r#"{"id":"0123","archived_at":null}"#, "{}", "7"]);
            let page = page + u32::from(dice.percent(20));
            let body =
                format!(r#"{{"data":[{entry}],"meta":{{"pagination":{{"current_page":{page},"total_pages":1}}}}}}"#);
            (answered(200, &body), Heard::Useless)
        }
        (7, Ask::List(page)) => {
            let body = format!(
                r#"{{"data":[],"meta":{{"pagination":{{"current_page":{},"total_pages":9}}}}}}"#,
                page + 1
            );
            let bodies = [r#"{"data":[]}"#, "{}", "[]", &body];
            (answered(200, dice.pick(&bodies)), Heard::Useless)
        }
        (6, _) => {
            let elsewhere = [
                (404, HTML),
                (404, "no such page"),
                (404, "{}"),
                (410, r#"{"message":"Gone"}"#),
            ];
            let (status, body) = dice.pick(&elsewhere);
            (answered(status, body), Heard::OtherNotFound)
        }
        (7, _) => {
            let bodies = ["", "{}", r#"{"id":"0123"}"#, r#"{"error":true}"#, "later"];
            (answered(200, dice.pick(&bodies)), Heard::Useless)
        }
        _ => (answered(dice.pick(&[403, 500, 302]), "{}"), Heard::Useless),
    }
}
