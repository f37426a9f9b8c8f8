//! Every status with every shape of body. All shapes of a status are tried at once, each by an element of its own.

use e2e::{Page, Stage, eventually, play_across};
use sandbox::{Fault, NewTask, ORG, Reply, TOKEN};
use serde_json::{Value, json};

use crate::document;
use crate::matrix::{COLUMNS, Column, LIE, conclude, fits};
use crate::scene::{leave_archiving_open, told, wait_for_script};

/// The statuses that Tallyfy is known or likely to give, and one of each other sort.
const STATUSES: [u16; 18] = [
    300, 400, 401, 402, 403, 404, 405, 408, 409, 410, 418, 422, 423, 500, 501, 502, 504, 599,
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

const ELEMENTS: &str = r#"
import "/tallyfy-archive.js";
window.enter = (apiBase, orgId, tasks, token) => {
  const make = (taskId) => Object.assign(document.createElement("tallyfy-archive-task"), { apiBase, orgId, taskId, token });
  document.body.replaceChildren(...tasks.map(make));
};
window.all = (method) => Promise.all([...document.body.children].map(async (element) => {
  const state = await element[method]();
  return [state, element.problem?.kind ?? null];
}));"#;

#[test]
fn no_status_with_any_body_is_a_lie() {
    play_across(|stage| {
        stage.open(&Page::embedding("", ELEMENTS));
        wait_for_script(stage, "all");
        let line = |status: u16| (status.to_string(), COLUMNS.map(|column| cell(stage, status, column)));
        conclude(stage, document::STATUSES, &STATUSES.map(line));
    });
}

/// What all shapes came to, or what there was.
fn cell(stage: &Stage, status: u16, column: Column) -> String {
    let api = stage.api();
    let before = column == Column::Restore;
    let tasks = SHAPES.map(|_| {
        api.add_task(NewTask {
            archived: before,
            ..NewTask::titled(format!("{} under {status}", column.as_str()))
        })
    });
    stage
        .browser
        .run("enter(...arguments)", &json!([api.api(), ORG, tasks, TOKEN]));
    prepare(stage, column, &tasks);
    for (task, (content_type, body)) in tasks.iter().zip(SHAPES) {
        let reply = Reply::Status {
            status,
            content_type: content_type.to_owned(),
            body: body.to_owned(),
        };
        api.set_fault(task, column.request(), Fault::reply(reply));
    }
    let first = all(stage, column.as_str());
    api.clear_faults();
    let judged = |outcomes: &[(String, String)]| {
        let judge = |((state, _), task): (&(String, String), &String)| {
            let now = api.task(task).is_some_and(|task| task.is_archived());
            fits(column, state, before, now)
        };
        outcomes.iter().zip(&tasks).all(judge)
    };
    let mut told: Vec<_> = first.iter().map(|(_, told)| told.clone()).collect();
    if !judged(&first) {
        told.insert(0, LIE.to_owned());
    } else if first.iter().any(|(state, _)| state == "unknown") {
        // What a gateway gave up may still be done for a while.
        let settled = |outcomes: &Vec<(String, String)>| outcomes.iter().all(|(state, _)| state != "unknown");
        let second = eventually(|| Some(all(stage, "check")).filter(settled)).unwrap_or_default();
        told.extend(second.iter().map(|(state, _)| format!("→ {state}")));
        if second.is_empty() || !judged(&second) {
            told.insert(0, LIE.to_owned());
        }
    }
    told.dedup();
    told.join(" ")
}

fn prepare(stage: &Stage, column: Column, tasks: &[String]) {
    if column == Column::Find {
        return;
    }
    all(stage, "find");
    if column == Column::Check {
        for task in tasks {
            leave_archiving_open(stage, task);
        }
        let states = all(stage, "archive");
        assert!(states.iter().all(|(state, _)| state == "unknown"), "{states:?}");
        stage.api().clear_faults();
    }
}

/// Has all elements do something; the state each reached, alone and with the problem's kind.
fn all(stage: &Stage, method: &str) -> Vec<(String, String)> {
    let outcomes = stage.browser.wait_for("return all(...arguments_)", &json!([method]));
    let outcome = |outcome: &Value| {
        let reached = outcome[0].as_str().unwrap_or_default();
        (reached.to_owned(), told(reached, outcome[1].as_str()))
    };
    outcomes.as_array().into_iter().flatten().map(outcome).collect()
}
