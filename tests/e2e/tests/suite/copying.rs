//! Buttons that copy: what is copied is what stands beside them, and each says for itself whether that worked.

use e2e::{Stage, State, play};
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

/// Archives a task and presses what copies: the answer and the command, in this order.
fn press_all(stage: &Stage, refuses: bool) -> [Value; 2] {
    let widget = find(stage, &case("with-data"));
    widget.press("Archive task");
    widget.waits_for(State::Archived);
    let rows = stage.browser.wait_for(PRESS_ALL, &json!([refuses]));
    let [answer, curl] = serde_json::from_value::<[Value; 2]>(rows).expect("there are two buttons");
    assert_eq!((&answer[0], &curl[0]), (&json!("Copy answer"), &json!("Copy as curl")));
    [answer, curl]
}

#[test]
fn what_is_copied_is_what_is_shown() {
    play(|stage| {
        let rows = press_all(stage, false);
        let copied = |row: &Value| row[1].as_str().expect("something is copied").to_owned();
        let [answer, curl] = &rows;
        assert_eq!(answer[1], answer[2]);
        assert!(copied(answer).contains("Order new badges"), "{answer}");
        assert!(copied(curl).starts_with("curl --request DELETE"), "{curl}");
        for row in &rows {
            assert_eq!(row[3], json!(["Copied."]), "only the one that was pressed says so");
        }
    });
}

#[test]
fn a_clipboard_that_refuses_is_told() {
    play(|stage| {
        for row in press_all(stage, true) {
            assert_eq!(row[1], Value::Null);
            assert_eq!(row[3], json!(["The browser did not allow copying."]));
        }
    });
}
