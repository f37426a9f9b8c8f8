//! Extensions put nodes and styles of their own into the shadow root.

use e2e::{Page, State, run_test};
use sandbox::{ORG, TOKEN, case};
use serde_json::json;

use crate::early::HOLD_WASM;
use crate::steps::{is_archived, wait_for_script};

/// Puts nodes before, between and after the children of every element in the shadow root that has some.
const INSERT: &str = r#"
window.insert = () => {
  const shadow = first.shadowRoot;
  const node = (name) => Object.assign(document.createElement(name), { className: "foreign" });
  for (const parent of [shadow, ...shadow.querySelectorAll(":not(.foreign)")]) {
    if (!parent.firstElementChild) continue;
    parent.prepend(node("style"), node("div"));
    parent.firstElementChild.after(node("span"));
    parent.append(node("div"), node("style"));
  }
};
const shadow = first.attachShadow({ mode: "open" });
window.early = shadow.appendChild(document.createElement("div"));
window.sheet = new CSSStyleSheet();
shadow.adoptedStyleSheets = [sheet];
"#;

#[test]
fn foreign_nodes_and_style_sheets_may_be_there_before_and_come_at_any_time() {
    run_test(|ctx| {
        let plain = case("plain");
        let body =
            format!(r#"<tallyfy-archive-task id="first" api-base="/api" org-id="{ORG}"></tallyfy-archive-task>"#);
        // The page's own forbids inline styles.
        ctx.page.set_policy("connect-src *");
        ctx.open(&Page::embedding(
            body,
            format!("{INSERT} {HOLD_WASM} window.ready = true;"),
        ));
        wait_for_script(ctx, "ready");
        let widget = ctx.widget("#first");
        let insert = || ctx.browser.run("insert()", &json!([]));
        insert();
        widget.fill(&json!({ "taskId": plain.task_id, "token": TOKEN }));
        widget.press("Find task");
        ctx.browser.run("release()", &json!([]));
        for (state, next) in [
            (State::Review, "Start over"),
            (State::Idle, "Find task"),
            (State::Review, "Archive task"),
            (State::Archived, "Restore task"),
            (State::Restored, "Start over"),
        ] {
            widget.wait_for_state(state);
            insert();
            widget.press(next);
        }
        widget.wait_for_state(State::Idle);
        assert!(!is_archived(ctx, &plain));
        let kept = "const shadow = first.shadowRoot;
            const { display, backgroundColor } = getComputedStyle(shadow.querySelector('.card form'));
            return [early.isConnected, shadow.adoptedStyleSheets.includes(sheet), display]";
        assert_eq!(ctx.browser.run(kept, &json!([])), json!([true, true, "flex"]));
    });
}
