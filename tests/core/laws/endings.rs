//! Generates the endings of changes: any status with any kind of body, or no response.

use super::oracle::{Ending, Row};
use super::replies::{API_NOT_FOUND, HTML, LOST, answered, item_json};
use super::rng::Rng;
use super::server::{Change, Item};
use crate::archive::Outcome;
use crate::core_tests::fixtures::{cut, read};
use crate::tallyfy::Head;

const LINKED_IN_WORDS: &str = r#"{"error":{"message":"Cannot delete linked tasks."}}"#;

/// An ending of this row. `is_first_401`: whether a 401 would be the first one, and the token can be refreshed.
pub(super) fn ending(rng: &mut Rng, row: Row, change: Change, item: &Item, is_first_401: bool) -> (Outcome, Ending) {
    let row = match row {
        Row::First401 if !is_first_401 => Row::Refusal,
        row => row,
    };
    let requested = item_json(rng, item, change.requested());
    let old = item_json(rng, item, change.old());
    let texts = ["", "{}", "no", r#"{"message":"No."}"#, LINKED_IN_WORDS, &requested];
    let text = rng.pick(&texts).to_owned();
    let mut is_last_copy = false;
    let outcome = match row {
        Row::NothingSent | Row::Proven => match rng.below(4) {
            0 | 1 => answered(204, ""),
            _ => answered(rng.pick(&[200, 201, 202, 207]), &requested),
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
                rng.pick(&empty),
                "queued",
                r#"{"message":"ok"}"#,
                other,
                list,
                &old,
                &old,
            ];
            answered(rng.pick(&[200, 200, 201, 203, 206, 207]), rng.pick(&bodies))
        }
        Row::First401 => {
            is_last_copy = true;
            match rng.below(4) {
                0 => {
                    is_last_copy = false;
                    rng.pick(&[Outcome::Response(cut(401)), answered(401, HTML)])
                }
                _ => answered(401, &text),
            }
        }
        Row::Refusal => {
            is_last_copy = true;
            refusal(rng, &text, is_first_401)
        }
        Row::NotFound => {
            let bodies = [API_NOT_FOUND[0], API_NOT_FOUND[1], &text, HTML];
            let status = rng.pick(&[404, 404, 410]);
            match rng.below(5) {
                0 => Outcome::Response(cut(status)),
                _ => answered(status, rng.pick(&bodies)),
            }
        }
        Row::Rest => rest(rng, &text, &old),
    };
    let head = match &outcome {
        Outcome::Response(answer) => Some(&answer.head),
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
fn rest(rng: &mut Rng, text: &str, old: &str) -> Outcome {
    match rng.below(8) {
        0..3 => Outcome::NoResponse(rng.pick(&LOST)),
        3 => answered(rng.pick(&[200, 202, 207, 400, 403, 422, 500, 502]), HTML),
        4 => Outcome::Response(cut(rng.pick(&[200, 202, 403, 409, 500]))),
        5 => {
            let retry_after = rng.pick(&[None, Some(100.0), Some(2_000.0), Some(40_000.0), Some(600_000.0)]);
            let head = Head {
                status: 503,
                retry_after,
                ..Head::default()
            };
            Outcome::Response(read(head, text))
        }
        6 => answered(rng.pick(&[202, 103, 301, 304]), rng.pick(&["", "{}", old])),
        _ => {
            let failed = r#"{"message":"Failed to detach linked task after archiving"}"#;
            let statuses = [408, 421, 425, 499, 500, 500, 502, 504, 522, 524];
            answered(rng.pick(&statuses), rng.pick(&[text, failed]))
        }
    }
}

/// A refusal, after which no other copy of the request is trusted to follow.
fn refusal(rng: &mut Rng, text: &str, is_first_401: bool) -> Outcome {
    match rng.below(6) {
        0 => {
            let retries = [None, Some(200.0), Some(120_000.0), Some(150_000.0), Some(3_600_000.0)];
            let head = Head {
                status: 429,
                retry_after: rng.pick(&retries),
                ..Head::default()
            };
            Outcome::Response(read(head, rng.pick(&[text, HTML])))
        }
        1 => {
            let words = [
                r#"{"error":true,"message":"Cannot delete linked tasks."}"#,
                r#"{"error":{"code":"NO"}}"#,
                r#"{"errors":{"id":["bad"]}}"#,
                r#"{"errors":["bad"]}"#,
                r#"{"message":"Cannot delete linked tasks."}"#,
            ];
            answered(rng.pick(&[200, 201, 202]), rng.pick(&words))
        }
        2 if !is_first_401 => answered(401, text),
        _ => {
            let statuses = [400, 402, 403, 403, 409, 422, 423, 405, 406, 412, 418, 451];
            answered(rng.pick(&statuses), text)
        }
    }
}
