//! `configure({ wasmUrl })`: the page says where the files are that its bundler has lost.

use std::fs;

use e2e::site::{dist, wasm};
use e2e::{Context, Page, State, run_test};
use sandbox::case;
use serde_json::json;

use crate::steps::wait_for_script;

const SCRIPT: &str = r#"import { configure } from "/tallyfy-archive.js";
    window.add = (orgId, taskId, token) => {
      const element = document.createElement("tallyfy-archive-task");
      document.body.append(Object.assign(element, { orgId, taskId, token, apiBase: "/api" }));
    };
    window.configure = configure;"#;

/// Moves the WebAssembly and the German texts from where the script expects them to `/files/`.
fn move_files(ctx: &Context) {
    let messages = fs::read_dir(dist().join("messages")).expect("the site has languages");
    let names = messages.map(|file| file.expect("it is readable").file_name().to_string_lossy().into_owned());
    let german = names
        .into_iter()
        .find(|name| name.strip_suffix(".json").is_some_and(|name| name.starts_with("de-")));
    let german = format!("messages/{}", german.expect("there is German"));
    for (name, media_type) in [(wasm(), "application/wasm"), (german, "application/json")] {
        let contents = fs::read(dist().join(&name)).expect("the file is readable");
        ctx.page.hide_file(&format!("/{name}"));
        ctx.page.put_file(&format!("/files/{name}"), media_type, contents);
    }
}

fn set_url(ctx: &Context) {
    let url = format!("/files/{}", wasm());
    ctx.browser.run("configure({ wasmUrl: arguments[0] })", &json!([url]));
}

/// Adds an element with the plain case.
fn add(ctx: &Context) {
    let plain = case("plain");
    let values = json!([plain.org_id, plain.task_id, plain.token]);
    ctx.browser.run("add(...arguments)", &values);
}

#[test]
fn the_page_says_where_the_files_are_before_there_is_an_element() {
    run_test(|ctx| {
        move_files(ctx);
        ctx.open(&Page::embedding("", SCRIPT));
        wait_for_script(ctx, "configure");
        set_url(ctx);
        add(ctx);
        let widget = ctx.widget("tallyfy-archive-task");
        assert_eq!(widget.call("archive"), State::Archived);
        widget.set("lang", &json!("de"));
        widget.wait_for_element("button", "Von vorn beginnen");
    });
}

#[test]
fn elements_that_could_not_be_loaded_load_once_the_page_says_where_the_files_are() {
    run_test(|ctx| {
        ctx.expect_error("one of its files is missing on the server");
        move_files(ctx);
        let widget = ctx.open(&Page::embedding("", SCRIPT));
        wait_for_script(ctx, "configure");
        add(ctx);
        widget.set("lang", &json!("de"));
        // The German texts are as lost as the rest.
        widget.wait_for_element("button", "Try again");
        set_url(ctx);
        widget.wait_for_element("button", "Aufgabe suchen");
        assert_eq!(widget.call("archive"), State::Archived);
    });
}

#[test]
fn a_second_call_without_the_url_keeps_it_and_null_takes_it_back() {
    run_test(|ctx| {
        move_files(ctx);
        ctx.open(&Page::embedding("", SCRIPT));
        wait_for_script(ctx, "configure");
        set_url(ctx);
        ctx.browser.run("configure({})", &json!([]));
        add(ctx);
        let widget = ctx.widget("tallyfy-archive-task");
        assert_eq!(widget.call("find"), State::Review);
        ctx.browser.run("configure({ wasmUrl: null })", &json!([]));
        widget.set("lang", &json!("de"));
        assert_eq!(widget.call("archive"), State::Archived);
        widget.wait_for_element("button", "Start over");
    });
}
