//! Subresource Integrity: the browser does not run scripts that were changed in transit.

use std::fs;

use e2e::{Context, Page, eventually, run_test, site};
use serde_json::json;

/// The snippet of `cargo xtask build`, with absolute paths.
fn snippet() -> String {
    let page = fs::read_to_string(site::dist().join("index.html")).expect("the page is built");
    let tags: String = page
        .split_inclusive("</script>")
        .filter_map(|text| text.find("<script ").map(|start| &text[start..]))
        .filter(|tag| tag.contains("early-") || tag.contains("tallyfy-archive-"))
        .collect();
    assert_eq!(tags.matches("integrity=").count(), 2, "{tags}");
    format!("{tags}<tallyfy-archive-task></tallyfy-archive-task>")
}

/// Whether the changed script ran, and whether the element is defined.
const RAN: &str = "return ['changed' in globalThis, customElements.get('tallyfy-archive-task') !== undefined]";

/// Changes a script so that it would record that it ran.
fn change(ctx: &Context, script: &str) {
    let name = site::hashed(script, ".js");
    let text = fs::read_to_string(site::dist().join(&name)).expect("it is there");
    let changed = format!("globalThis.changed = true;{text}");
    ctx.page.put_file(&format!("/{name}"), "text/javascript", changed);
}

fn wait_until_loaded(ctx: &Context) {
    let is_complete = || ctx.browser.run("return document.readyState", &json!([])) == "complete";
    eventually(|| is_complete().then_some(())).expect("the page is complete");
}

#[test]
fn a_modified_script_and_its_dependents_do_not_run() {
    for changed in [None, Some("early"), Some("tallyfy-archive")] {
        for page in [Page::built(), Page::embedding(snippet(), "")] {
            // Each in a browser of its own: hashed files are cached.
            run_test(|ctx| {
                if let Some(script) = changed {
                    change(ctx, script);
                }
                if changed == Some("early") {
                    ctx.expect_error("has to run first");
                    ctx.expect_error("its first script is missing, was changed");
                }
                if changed == Some("tallyfy-archive") {
                    ctx.expect_error("tallyfy-archive: This widget could not be loaded");
                }
                let widget = ctx.open(&page);
                wait_until_loaded(ctx);
                let ran = ctx.browser.run(RAN, &json!([]));
                assert_eq!(ran, json!([false, changed.is_none()]), "{changed:?}, {page:?}");
                if changed == Some("tallyfy-archive") {
                    let text = || widget.text_of(".status").unwrap_or_default().contains("was changed");
                    eventually(|| text().then_some(())).expect("the early script reports it");
                    let console = ctx.browser.run("return recorder.console", &json!([])).to_string();
                    assert!(
                        console.contains(&site::hashed(changed.unwrap_or_default(), ".js")),
                        "{console}"
                    );
                }
                if changed == Some("early") && matches!(page, Page::Built(_)) {
                    let text = || widget.text_of(".status").unwrap_or_default();
                    let is_told = || text().contains("its first script is missing, was changed");
                    eventually(|| is_told().then_some(())).expect("the page reports it");
                    assert_eq!(widget.names("button"), [""; 0]);
                }
            });
        }
    }
}
