//! An ordinary Yew component in the build of the widget: everything in it must work.

use std::fs;

use e2e::{Browser, Context, Element, Page, eventually, run_test, site};
use serde_json::{Value, json};

use crate::steps::wait_for_script;

/// Mounts the component like the widget: into an element inside a shadow root.
const MOUNT: &str = r#"import init, { mountSampler } from "/sampler.js";
    await init({ module_or_path: "/sampler.wasm" });
    const root = document.createElement("div");
    host.attachShadow({ mode: "open" }).append(root);
    mountSampler(root);
    window.mounted = root;"#;

fn open(ctx: &Context) -> &Browser {
    for (name, media_type) in [
        ("tallyfy_archive.js", "text/javascript"),
        ("tallyfy_archive_bg.wasm", "application/wasm"),
    ] {
        let content = fs::read(site::sampler().join(name)).expect("the sampler is built");
        let extension = name.rsplit('.').next().unwrap_or_default();
        ctx.page.put_file(&format!("/sampler.{extension}"), media_type, content);
    }
    ctx.open(&Page::embedding(r#"<div id="host"></div>"#, MOUNT));
    wait_for_script(ctx, "mounted");
    &ctx.browser
}

fn found(browser: &Browser, selector: &str) -> Element {
    let script = "return mounted.querySelector(arguments[0])";
    let element = eventually(|| browser.element(script, &json!([selector])).ok().flatten());
    element.unwrap_or_else(|| panic!("there is no {selector}"))
}

fn wait_for_value(browser: &Browser, script: &str, expected: &Value) {
    let is_so = || browser.run(script, &json!([])) == *expected;
    eventually(|| is_so().then_some(())).unwrap_or_else(|| {
        panic!("{script}: {} and not {expected}", browser.run(script, &json!([])));
    });
}

/// The texts of the rows of the list.
const ROWS: &str = "return [...mounted.querySelectorAll('li')].map((row) => row.textContent)";

#[test]
fn an_ordinary_component_works_in_the_release_build() {
    run_test(|ctx| {
        let browser = open(ctx);
        let click = |selector: &str| browser.click(&found(browser, selector)).expect("it can be clicked");
        wait_for_value(browser, ROWS, &json!(["one: 0", "two: 0", "three: 0"]));

        // A listener of a nested component, whose state moves with it when the keyed list is reordered.
        click("li button");
        wait_for_value(browser, ROWS, &json!(["one: 1", "two: 0", "three: 0"]));
        browser.run("window.one = mounted.querySelector('li')", &json!([]));
        click(".reverse");
        wait_for_value(browser, ROWS, &json!(["three: 0", "two: 0", "one: 1"]));
        let is_moved = "return mounted.querySelector('li:last-child') === one";
        assert_eq!(browser.run(is_moved, &json!([])), true, "the row was made again");

        let circle = "const { width, height } = mounted.querySelector('circle').getBoundingClientRect();
            return [width > 0, height > 0]";
        assert_eq!(
            browser.run(circle, &json!([])),
            json!([true, true]),
            "the svg has a size"
        );

        click("textarea");
        browser.type_text("typed");
        wait_for_value(
            browser,
            "return mounted.querySelector('output').textContent",
            &json!("TYPED"),
        );
        let typed = browser.run("return mounted.querySelector('textarea').value", &json!([]));
        assert_eq!(typed, "typed");
    });
}
