//! The built page: its list of cases in the sandbox, and the values in its URL.

use e2e::{Engine, Page, State, eventually, run_test, site};
use sandbox::{OTHER_ORG, case};
use serde_json::json;

use crate::steps::is_archived;

#[test]
fn a_click_on_a_case_fills_the_form() {
    run_test(|ctx| {
        let widget = ctx.open(&Page::built());
        for name in ["linked", "plain"] {
            let case = case(name);
            let script = "return document.querySelector(`[data-case=${arguments[0]}]`)";
            let button = eventually(|| ctx.browser.element(script, &json!([name])).ok().flatten());
            ctx.browser
                .click(&button.expect("the case is listed"))
                .expect("it can be clicked");
            eventually(|| (widget.value("Task ID") == case.task_id).then_some(())).expect("the field is filled");
            assert_eq!(widget.value("Organization ID"), case.org_id);
            assert_eq!(widget.value("Access token"), case.token);
        }
        widget.press("Find task");
        widget.wait_for_state(State::Review);
        widget.press("Archive task");
        widget.wait_for_state(State::Archived);
        assert!(is_archived(ctx, &case("plain")));
    });
}

#[test]
fn the_address_fills_the_ids_and_nothing_else() {
    run_test(|ctx| {
        let evil = "http%3A%2F%2F127.0.0.1%3A9%2Fapi";
        let query = format!(
            "?org-id={OTHER_ORG}&task-id=abc&token=from-the-address&api-base={evil}&apiBase={evil}\
             #access_token=from-the-address"
        );
        let widget = ctx.open(&Page::Built(query));
        widget.wait_for_element("button", "Find task");
        eventually(|| (widget.value("Task ID") == "abc").then_some(())).expect("the field is filled");
        assert_eq!(widget.value("Organization ID"), OTHER_ORG);
        assert_eq!(widget.value("Access token"), "");
        assert_eq!(widget.property("hasToken"), false);
        assert_eq!(widget.property("apiBase"), "/api");
    });
}

#[test]
fn preloaded_files_are_fetched_once_and_used() {
    run_test(|ctx| {
        ctx.open(&Page::built()).wait_for_element("button", "Find task");
        let fetched = |path: &str| ctx.page.requests("GET", path).len();
        for script in ["early", "tallyfy-archive", "page"] {
            let path = format!("/{}", site::hashed(script, ".js"));
            assert_eq!(fetched(&path), 1, "{path}");
        }
        assert_eq!(fetched("/tallyfy-archive.js"), 0);
        // WebKit does not use preloads for scripts, and its driver's windows have no cache.
        let most = if ctx.browser.engine() == Engine::Webkit { 2 } else { 1 };
        let wasm = fetched(&format!("/{}", site::wasm()));
        assert!((1..=most).contains(&wasm), "{wasm}");
    });
}
