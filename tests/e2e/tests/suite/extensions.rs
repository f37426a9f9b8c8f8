//! Extensions put nodes and styles of their own into the shadow root, and libraries morph the element.

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
    parent.firstElementChild.setAttribute?.("data-darkreader-inline-bgcolor", "");
  }
  shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, new CSSStyleSheet()];
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

#[test]
fn foreign_nodes_in_a_row_leave_its_buttons_usable() {
    run_test(|ctx| {
        let plain = case("plain");
        let body = format!(
            r#"<tallyfy-archive-task id="first" layout="row" api-base="/api" org-id="{ORG}" task-id="{}"></tallyfy-archive-task>"#,
            plain.task_id
        );
        ctx.page.set_policy("connect-src *");
        let script = format!(r#"{INSERT} {HOLD_WASM} first.token = "{TOKEN}"; window.ready = true;"#);
        ctx.open(&Page::embedding(body, script));
        wait_for_script(ctx, "ready");
        ctx.browser.run("release()", &json!([]));
        let widget = ctx.widget("#first");
        widget.wait_for_element("button", "Archive");
        for (state, next) in [
            (State::Idle, "Archive"),
            (State::Review, "No"),
            (State::Idle, "Archive"),
            (State::Review, "Yes"),
            (State::Archived, "Undo"),
            (State::Restored, "OK"),
            (State::Idle, "Archive"),
        ] {
            widget.wait_for_state(state);
            ctx.browser.run("insert()", &json!([]));
            widget.press(next);
        }
        widget.wait_for_state(State::Review);
        assert!(!is_archived(ctx, &plain));
    });
}

/// What Turbo and idiomorph do to an element that is on the next page as well: they set attributes that it has, remove those
/// that only scripts have set, and put its children in order, which for them include the template of a shadow root.
const MORPH: &str = r#"
for (const { name, value } of [...first.attributes]) first.setAttribute(name, value);
first.setAttribute("class", "next");
first.removeAttribute("class");
const template = Object.assign(document.createElement("template"), { innerHTML: "<p>The form of the next page</p>" });
first.replaceChildren(template, "text");
first.replaceChildren();
const next = document.createElement("main");
first.before(next);
next.append(first);"#;

#[test]
fn morphing_keeps_the_review_of_the_same_task_and_ends_that_of_another() {
    run_test(|ctx| {
        let (plain, other) = (case("plain"), case("long-title"));
        let body = format!(
            r#"<tallyfy-archive-task id="first" api-base="/api" org-id="{ORG}" task-id="{}"></tallyfy-archive-task>"#,
            plain.task_id
        );
        // The page's own forbids `innerHTML`.
        ctx.page.set_policy("connect-src *");
        let script = format!(r#"import "/tallyfy-archive.js"; first.token = "{TOKEN}"; window.ready = true;"#);
        let widget = ctx.open(&Page::embedding(body, script));
        wait_for_script(ctx, "ready");
        assert_eq!(widget.call("find"), State::Review);
        ctx.browser.run(MORPH, &json!([]));
        assert_eq!(widget.call("cancel"), State::Review);
        let set = "first.setAttribute('task-id', arguments[0])";
        ctx.browser.run(set, &json!([other.task_id]));
        widget.wait_for_state(State::Idle);
        ctx.browser.run(set, &json!([plain.task_id]));
        ctx.browser.run(MORPH, &json!([]));
        assert_eq!(widget.call("find"), State::Review);
        widget.press("Archive task");
        widget.wait_for_state(State::Archived);
        assert!(is_archived(ctx, &plain) && !is_archived(ctx, &other));
    });
}

#[test]
fn a_page_that_is_kept_for_going_back_keeps_what_it_awaits() {
    run_test(|ctx| {
        let plain = case("plain");
        let body = format!(
            r#"<tallyfy-archive-task id="first" api-base="/api" org-id="{ORG}" task-id="{}"></tallyfy-archive-task>"#,
            plain.task_id
        );
        let script = format!(r#"import "/tallyfy-archive.js"; first.token = "{TOKEN}"; window.ready = true;"#);
        ctx.open(&Page::embedding(body, script));
        wait_for_script(ctx, "ready");
        let states = "const found = first.find();
            for (const type of ['pagehide', 'pageshow']) dispatchEvent(new PageTransitionEvent(type, { persisted: true }));
            return [await found, await first.archive()]";
        assert_eq!(ctx.browser.run_async(states, &json!([])), json!(["review", "archived"]));
    });
}
