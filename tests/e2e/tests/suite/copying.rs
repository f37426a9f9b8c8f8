//! Buttons that copy: what is copied is what stands beside them, and each says for itself whether that worked.

use e2e::{State, play};
use sandbox::case;
use serde_json::{Value, json};

use crate::scene::find;

/// Presses one button after the other, with a clipboard that may refuse. Answers for each with its label, what the
/// clipboard got, what stands before it, and what all of them say.
const PRESS_ALL: &str = "
const [refuses] = arguments_;
let copied = null;
const writeText = async (text) => {
  if (refuses) throw new Error('not allowed');
  copied = text;
};
Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
const root = document.querySelector('tallyfy-archive-task').shadowRoot;
const pause = () => new Promise((resolve) => setTimeout(resolve, 10));
const rows = [];
root.querySelector('details').open = true;
for (const button of root.querySelectorAll('.copy button')) {
  copied = null;
  button.click();
  while (button.nextElementSibling.textContent === '') await pause();
  const said = [...root.querySelectorAll('.copy [role=status]')].map((status) => status.textContent).filter(Boolean);
  rows.push([button.textContent, copied, button.parentElement.previousElementSibling.textContent, said]);
}
return rows;";

#[test]
fn what_is_copied_is_what_is_shown() {
    play(|stage| {
        let widget = find(stage, &case("with-data"));
        widget.press("Archive task");
        widget.waits_for(State::Archived);
        let rows = stage.browser.wait_for(PRESS_ALL, &json!([false]));
        let rows = rows.as_array().expect("a row for each button");
        assert_eq!(rows.len(), 2, "{rows:?}");
        for row in rows {
            let copied = row[1].as_str().expect("something is copied");
            if row[0] == "Copy answer" {
                assert_eq!(row[1], row[2]);
                assert!(copied.contains("Order new badges"), "{copied}");
            } else {
                assert!(copied.starts_with("curl --request DELETE"), "{copied}");
            }
            assert_eq!(row[3], json!(["Copied."]), "only the one that was pressed says so");
        }
        assert_ne!(rows[0][0], rows[1][0]);
    });
}

#[test]
fn a_clipboard_that_refuses_is_told() {
    play(|stage| {
        let widget = find(stage, &case("with-data"));
        widget.press("Archive task");
        widget.waits_for(State::Archived);
        let rows = stage.browser.wait_for(PRESS_ALL, &json!([true]));
        for row in rows.as_array().expect("a row for each button") {
            assert_eq!(row[1], Value::Null);
            assert_eq!(row[3], json!(["The browser did not allow copying."]));
        }
    });
}
