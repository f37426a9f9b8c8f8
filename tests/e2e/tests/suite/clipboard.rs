//! Copy buttons: they copy the text next to them, and report success or failure.

use e2e::{Context, State, run_test};
use sandbox::case;
use serde_json::{Value, json};

use crate::steps::find;

/// Presses all buttons in turn, with a clipboard of this kind. Returns for each its label, the copied text, the text
/// before it, and all labels.
const PRESS_ALL: &str = "
const [kind] = arguments_;
let copied = null;
const write = (text) => void (copied = text);
const fail = (error) => {
  throw error;
};
const { writeText } = {
  copies: { writeText: async (text) => write(text) },
  copiesAtOnce: { writeText: write },
  rejects: { writeText: async () => fail(new Error('not allowed')) },
  throws: { writeText: () => fail(undefined) },
  isMissing: {},
}[kind];
Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
const root = document.querySelector('tallyfy-archive-task').shadowRoot;
const pause = () => new Promise((resolve) => setTimeout(resolve, 10));
const rows = [];
root.querySelector('details').open = true;
for (const button of root.querySelectorAll('.copy button')) {
  copied = null;
  button.click();
  while (button.nextElementSibling.textContent === '') await pause();
  const statuses = [...root.querySelectorAll('.copy [role=status]')].map((status) => status.textContent).filter(Boolean);
  rows.push([button.textContent, copied, button.parentElement.previousElementSibling.textContent, statuses]);
}
return rows;";

/// Archives a task, and presses the button that copies the response.
fn press_copy(ctx: &Context, kind: &str) -> Value {
    let widget = find(ctx, &case("with-data"));
    widget.press("Archive task");
    widget.wait_for_state(State::Archived);
    let rows = ctx.browser.run_async(PRESS_ALL, &json!([kind]));
    let [response] = serde_json::from_value::<[Value; 1]>(rows).expect("there is one button");
    assert_eq!(response[0], json!("Copy response"));
    response
}

#[test]
fn the_copied_text_is_the_shown_one() {
    run_test(|ctx| {
        let response = press_copy(ctx, "copies");
        assert_eq!(response[1], response[2]);
        let copied = response[1].as_str().expect("something is copied");
        assert!(copied.contains("Order new badges"), "{copied}");
        assert_eq!(response[3], json!(["Copied."]));
    });
}

#[test]
fn a_clipboard_error_is_reported() {
    for kind in ["rejects", "throws", "isMissing"] {
        run_test(|ctx| {
            let response = press_copy(ctx, kind);
            assert_eq!(response[1], Value::Null, "{kind}");
            assert_eq!(response[3], json!(["The browser did not allow copying."]), "{kind}");
        });
    }
}

#[test]
fn a_replaced_clipboard_may_return_no_promise() {
    run_test(|ctx| {
        let response = press_copy(ctx, "copiesAtOnce");
        assert_eq!(response[1], response[2]);
        assert_eq!(response[3], json!(["Copied."]));
    });
}
