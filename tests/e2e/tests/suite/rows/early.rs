//! Before the WebAssembly: the row is there, in its size, and a click on it is kept.

use e2e::{Page, State, eventually, run_test, site};
use sandbox::TOKEN;
use serde_json::json;

use super::geometry::boxes;
use super::{Row, line, put_styles, table, widget};
use crate::early::HOLD_WASM;
use crate::steps::wait_for_script;

#[test]
fn the_row_of_the_script_has_the_size_of_the_widget_and_keeps_a_click() {
    run_test(|ctx| {
        let rows = [Row::new(ctx, "first"), Row::new(ctx, "second")];
        put_styles(ctx);
        let script =
            format!("{HOLD_WASM} for (const row of [first, second]) [row.apiBase, row.token] = ['/api', '{TOKEN}'];");
        ctx.open(&Page::embedding(table(&rows), script));
        wait_for_script(ctx, "release");
        let first = widget(ctx, &rows[0]);
        first.wait_for_element("button", "Archive");
        let before = boxes(ctx);
        first.press("Archive");
        eventually(|| (line(&first) == "Waiting…").then_some(())).expect("the click is answered");
        assert_eq!(boxes(ctx), before);
        ctx.browser.run("window.release()", &json!([]));
        first.wait_for_state(State::Review);
        assert_eq!(line(&first), "Archive Plan the offsite?");
        assert_eq!(widget(ctx, &rows[1]).call("find"), State::Review);
        assert_eq!(boxes(ctx), before);
    });
}

#[test]
fn a_row_that_could_not_be_loaded_says_so_in_its_line() {
    run_test(|ctx| {
        for expected in ["could not be loaded", "wasm", "404"] {
            ctx.expect_error(expected);
        }
        let row = Row::new(ctx, "row");
        ctx.page.hide_file(&format!("/{}", site::wasm()));
        super::open(ctx, std::slice::from_ref(&row));
        let widget = widget(ctx, &row);
        widget.wait_for_element("button", "Try again");
        assert!(
            line(&widget).contains("one of its files is missing"),
            "{}",
            line(&widget)
        );
        let names = "return [...document.querySelector('#row').shadowRoot.querySelectorAll('button')].map((button) => button.getAttribute('aria-label'))";
        let expected = ["Try again: Plan the offsite", "Why: Plan the offsite"];
        assert_eq!(ctx.browser.run(names, &json!([])), json!(expected));
        widget.press("Why");
        widget.wait_for_focus("problem");
        let text = widget.text_of(".popover").unwrap_or_default();
        assert!(text.contains("Nothing was sent."), "{text}");
        widget.press("Close");
        eventually(|| widget.text_of(".popover").is_none().then_some(())).expect("it closes");
        widget.wait_for_focus("button Why");
        let height = "return document.querySelector('tr').getBoundingClientRect().height";
        assert_eq!(ctx.browser.run(height, &json!([])), json!(33));
        ctx.page.restore_page();
        put_styles(ctx);
        widget.press("Try again");
        widget.wait_for_element("button", "Archive");
    });
}
