//! HTMX, which swaps the element in and out.

use e2e::{Page, eventually};
use serde_json::json;

use crate::hosts::{HTMX, archive_and_restore};

#[test]
fn htmx_swaps_the_element_in_and_out_and_it_archives_each_time() {
    HTMX.run(|ctx| {
        let widget = ctx.open(&Page::built());
        let press = |name: &str| {
            let script = "[...document.querySelectorAll('button')].find((button) => button.textContent === arguments[0]).click()";
            ctx.browser.run(script, &json!([name]));
        };
        let wait_until = |condition: &str| {
            let script = format!("return {condition}");
            let holds = || (ctx.browser.run(&script, &json!([])) == true).then_some(());
            eventually(holds).unwrap_or_else(|| panic!("never: {condition}"));
        };
        wait_until("Boolean(window.htmx && customElements.get('tallyfy-archive-task'))");
        for _ in 0..2 {
            press("Show");
            wait_until("document.querySelector('tallyfy-archive-task') !== null");
            archive_and_restore(ctx, &widget);
            press("Hide");
            wait_until("document.querySelector('tallyfy-archive-task') === null");
        }
    });
}
