//! The report of a failed test.

use std::path::Path;

use sandbox::{Area, LoggedRequest, Sandbox};
use serde_json::json;

use crate::context::{Context, test_name};

/// How many of the last requests are printed: a long test has thousands.
const LAST: usize = 40;

/// State, problem and text of every element on the page.
const ELEMENTS: &str = r#"
return [...document.querySelectorAll("tallyfy-archive-task")].slice(0, 4).map((element) => [
  `<${element.localName}${element.id && `#${element.id}`}> is ${element.state}`,
  `  problem: ${JSON.stringify(element.problem)}`,
  `  text: ${JSON.stringify(element.shadowRoot?.querySelector(".card")?.innerText ?? null)}`,
].join("\n"))"#;

pub(crate) fn print(ctx: &Context) {
    eprintln!("--- {}, in {}", test_name(), ctx.browser.engine().as_str());
    match ctx.browser.try_run(ELEMENTS, &json!([])) {
        Ok(elements) => {
            for element in elements.as_array().into_iter().flatten() {
                eprintln!("{}", element.as_str().unwrap_or_default());
            }
        }
        Err(error) => eprintln!("the browser does not respond: {error}"),
    }
    for error in ctx.page_errors() {
        eprintln!("{error}");
    }
    if let Ok(events) = ctx.browser.try_run(
        "return window.recorder.events.slice(-12).map((event) => JSON.stringify(event))",
        &json!([]),
    ) {
        for event in events.as_array().into_iter().flatten() {
            eprintln!("event: {}", event.as_str().unwrap_or_default());
        }
    }
    log("page", &ctx.page);
    if !std::ptr::eq(ctx.api(), &raw const ctx.page) {
        log("API", ctx.api());
    }
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/e2e");
    let place = place.join(format!("{}.png", test_name()));
    if ctx.browser.screenshot(&place).is_some() {
        eprintln!("screenshot: {}", place.canonicalize().unwrap_or(place).display());
    }
}

fn log(name: &str, sandbox: &Sandbox) {
    eprintln!("the sandbox with the {name} at {} logged", sandbox.url());
    let is_relevant = |request: &&LoggedRequest| request.area == Area::Api || request.status != Some(200);
    let requests = sandbox.log();
    let logged: Vec<_> = requests.iter().filter(is_relevant).collect();
    for request in &logged[logged.len().saturating_sub(LAST)..] {
        let LoggedRequest {
            number,
            method,
            path,
            query,
            status,
            ending,
            changed,
            token,
            ..
        } = request;
        let status = status.map_or_else(|| "-".to_owned(), |status| status.to_string());
        let changed = if *changed { ", changed" } else { "" };
        eprintln!("  {number} {method} {path}?{query} -> {status} ({ending:?}{changed}, token {token:?})");
    }
}
