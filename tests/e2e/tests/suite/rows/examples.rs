//! The recipes of README.md, on the page of examples.

use e2e::{Page, State, eventually, run_test};
use serde_json::json;

#[test]
fn rows_and_one_dialog_for_all_rows_archive_their_tasks() {
    run_test(|ctx| {
        ctx.open(&Page::Examples);
        let is_ready = || ctx.browser.run("return 'ready' in document.body.dataset", &json!([])) == true;
        eventually(|| is_ready().then_some(())).expect("the examples are set up");

        // The last one that gets a token.
        let has_token = || ctx.widget("#dialog tallyfy-archive-task").property("hasToken") == true;
        eventually(|| has_token().then_some(())).expect("the elements have a token");

        let row = ctx.widget("#rows tallyfy-archive-task");
        row.press("Archive");
        row.wait_for_state(State::Review);
        row.press("Yes");
        row.wait_for_state(State::Archived);
        assert_eq!(row.task()["title"], "Book the large room");

        let dialog = ctx.widget("#dialog tallyfy-archive-task");
        for (number, title) in ["Check the projector", "Change the locks"].iter().enumerate() {
            let script = "document.querySelectorAll('button[data-task]')[arguments[0]].click()";
            ctx.browser.run(script, &json!([number]));
            eventually(|| (dialog.task()["title"] == **title).then_some(())).expect("it shows the task of the row");
            dialog.wait_for_state(State::Review);
            if number == 0 {
                dialog.press("Archive task");
                dialog.wait_for_state(State::Archived);
            }
            ctx.browser.run("document.querySelector('dialog').close()", &json!([]));
        }
    });
}
