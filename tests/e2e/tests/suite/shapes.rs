//! Every status with every shape of body, as rows of the fault matrix.

use sandbox::{Fault, Reply};

use crate::faults::{Row, Trouble, row};

/// The statuses that Tallyfy is known or likely to give, and one of each other sort.
const STATUSES: [(u16, &str); 18] = [
    (300, "300"),
    (400, "400"),
    (401, "401"),
    (402, "402"),
    (403, "403"),
    (404, "404"),
    (405, "405"),
    (408, "408"),
    (409, "409"),
    (410, "410"),
    (418, "418"),
    (422, "422"),
    (423, "423"),
    (500, "500"),
    (501, "501"),
    (502, "502"),
    (504, "504"),
    (599, "599"),
];

/// The shapes of error bodies: `message` may be missing; `error` may be `true`, a text or an object; `code` is optional;
/// `errors` maps a field to a text, a list of texts or a list of objects.
const SHAPES: [(&str, &str); 12] = [
    ("application/json", r#"{"message":"It did not work."}"#),
    (
        "application/json",
        r#"{"error":true,"message":"It did not work.","code":"NOT_SO"}"#,
    ),
    ("application/json", r#"{"error":"It did not work."}"#),
    (
        "application/json",
        r#"{"error":{"code":"NOT_SO","message":"It did not work."}}"#,
    ),
    ("application/json", r#"{"error":true,"errors":{"title":"is missing"}}"#),
    (
        "application/json",
        r#"{"error":true,"errors":{"title":["is missing","is too short"]}}"#,
    ),
    (
        "application/json",
        r#"{"error":true,"errors":{"title":[{"message":"is missing"}]}}"#,
    ),
    (
        "application/problem+json",
        r#"{"type":"about:blank","title":"It did not work","detail":"Not from here."}"#,
    ),
    ("application/json", r#"["It did not work."]"#),
    ("text/plain", "It did not work."),
    (
        "text/html",
        "<!doctype html><title>Error</title><h1>It did not work</h1>",
    ),
    ("text/plain", ""),
];

/// A row for each status. In its cells all shapes agree, or the cell says where not.
pub(crate) fn rows() -> Vec<Vec<Row>> {
    let of_status = |(status, name): (u16, &'static str)| {
        let shape = |(content_type, body): (&str, &str)| {
            let reply = Reply::Status {
                status,
                content_type: content_type.to_owned(),
                body: body.to_owned(),
            };
            row(name, Trouble::Fault(Fault::reply(reply)))
        };
        SHAPES.map(shape).into()
    };
    STATUSES.into_iter().map(of_status).collect()
}
