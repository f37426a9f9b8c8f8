//! What may come back: every status with every kind of body, or nothing at all.

use super::dice::Dice;
use super::oracle::{Ending, Row};
use super::server::{Ask, Change, Item, Truth};
use crate::fixtures::{cut, read, with};
use tallyfy_archive::archive::Outcome;
use tallyfy_archive::tallyfy::{Head, Kind};

const LOST: [Kind; 5] = [
    Kind::Offline,
    Kind::Unreachable,
    Kind::Blocked,
    Kind::Timeout,
    Kind::Unexpected,
];
const HTML: &str = "<!doctype html><title>Sign in</title>";
const LINKED_IN_WORDS: &str = r#"{"error":{"message":"Cannot delete linked tasks."}}"#;
const API_NOT_FOUND: [&str; 2] = [
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

fn answered(status: u16, body: &str) -> Outcome {
    Outcome::Answered(with(status, body))
}

/// An item as JSON.
fn item_json(dice: &mut Dice, item: &Item, truth: Truth) -> String {
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

/// An ending of this row, where a 401 would be the first one for which a fresh token can be had, or not.
pub(super) fn ending(dice: &mut Dice, row: Row, change: Change, item: &Item, is_first_401: bool) -> (Outcome, Ending) {
    let row = match row {
        Row::First401 if !is_first_401 => Row::Refusal,
        row => row,
    };
    let requested = item_json(dice, item, change.requested());
    let old = item_json(dice, item, change.old());
    let texts = ["", "{}", "no", r#"{"message":"No."}"#, LINKED_IN_WORDS, &requested];
    let text = dice.pick(&texts).to_owned();
    let mut is_last_copy = false;
    let outcome = match row {
        Row::NothingSent | Row::Proven => match dice.below(4) {
            0 | 1 => answered(204, ""),
            _ => answered(dice.pick(&[200, 201, 202, 207]), &requested),
        },
        Row::OtherSuccess => {
            let other = r#"{"data":{"id":"0123","archived_at":"2026-11-28T10:00:00Z"}}"#;
            let list = r#"{"data":[],"meta":{"pagination":{"current_page":1,"total_pages":1}}}"#;
            let empty = [
                r#"{"error":false}"#,
                r#"{"errors":[]}"#,
                r#"{"data":{}}"#,
                "[]",
                "{}",
                "",
            ];
            let bodies = [
                dice.pick(&empty),
                "queued",
                r#"{"message":"ok"}"#,
                other,
                list,
                &old,
                &old,
            ];
            answered(dice.pick(&[200, 200, 201, 203, 206, 207]), dice.pick(&bodies))
        }
        Row::First401 => {
            is_last_copy = true;
            match dice.below(4) {
                0 => {
                    is_last_copy = false;
                    dice.pick(&[Outcome::Answered(cut(401)), answered(401, HTML)])
                }
                _ => answered(401, &text),
            }
        }
        Row::Refusal => match dice.below(6) {
            0 => {
                is_last_copy = true;
                let wait = dice.pick(&[None, Some(200.0), Some(120_000.0), Some(150_000.0), Some(3_600_000.0)]);
                let body = dice.pick(&[text.as_str(), HTML]);
                Outcome::Answered(read(
                    Head {
                        status: 429,
                        retry_after: wait,
                        ..Head::default()
                    },
                    body,
                ))
            }
            1 => {
                let words = [
                    r#"{"error":true,"message":"Cannot delete linked tasks."}"#,
                    r#"{"error":{"code":"NO"}}"#,
                    r#"{"errors":{"id":["bad"]}}"#,
                    r#"{"errors":["bad"]}"#,
                    r#"{"message":"Cannot delete linked tasks."}"#,
                ];
                is_last_copy = true;
                answered(dice.pick(&[200, 201, 202]), dice.pick(&words))
            }
            2 if !is_first_401 => {
                is_last_copy = true;
                answered(401, &text)
            }
            _ => {
                is_last_copy = true;
                let statuses = [400, 402, 403, 403, 409, 422, 423, 405, 406, 412, 418, 451];
                answered(dice.pick(&statuses), &text)
            }
        },
        Row::NotFound => {
            let bodies = [API_NOT_FOUND[0], API_NOT_FOUND[1], &text, HTML];
            let status = dice.pick(&[404, 404, 410]);
            match dice.below(5) {
                0 => Outcome::Answered(cut(status)),
                _ => answered(status, dice.pick(&bodies)),
            }
        }
        Row::Rest => rest(dice, &text, &old),
    };
    let head = match &outcome {
        Outcome::Answered(answer) => Some(&answer.head),
        _ => None,
    };
    let ending = Ending {
        row,
        is_last_copy,
        status: head.map(|head| head.status),
        retry_after: head.and_then(|head| head.retry_after),
    };
    (outcome, ending)
}

/// An ending of the last row.
fn rest(dice: &mut Dice, text: &str, old: &str) -> Outcome {
    match dice.below(8) {
        0..3 => Outcome::Lost(dice.pick(&LOST)),
        3 => answered(dice.pick(&[200, 202, 207, 400, 403, 422, 500, 502]), HTML),
        4 => Outcome::Answered(cut(dice.pick(&[200, 202, 403, 409, 500]))),
        5 => {
            let retry_after = dice.pick(&[None, Some(100.0), Some(2_000.0), Some(40_000.0), Some(600_000.0)]);
            let head = Head {
                status: 503,
                retry_after,
                ..Head::default()
            };
            Outcome::Answered(read(head, text))
        }
        6 => answered(dice.pick(&[202, 103, 301, 304]), dice.pick(&["", "{}", old])),
        _ => {
            let failed = r#"{"message":"Failed to detach linked task after archiving"}"#;
            let statuses = [408, 421, 425, 499, 500, 500, 502, 504, 522, 524];
            answered(dice.pick(&statuses), dice.pick(&[text, failed]))
        }
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
        (Outcome::Answered(read(head, "")), Heard::Busy(retry_after))
    };
    match (dice.below(9), ask) {
        (0, _) => (answered(401, r#"{"message":"Unauthenticated."}"#), Heard::Unauthorized),
        (1, _) => busy(dice),
        (2 | 3, _) => (Outcome::Lost(dice.pick(&LOST)), Heard::NoAnswer),
        (4, _) => (answered(dice.pick(&[200, 500, 502]), HTML), Heard::Useless),
        (5, _) => (Outcome::Answered(cut(200)), Heard::Useless),
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
