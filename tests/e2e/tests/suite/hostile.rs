//! Texts of the server are rendered as text, and stay in their box.

use e2e::{Context, Page, State, Widget, run_test};
use sandbox::{Fault, NewTask, ORG, Operation, TOKEN};
use serde_json::{Value, json};

/// Markup, script, bidirectional overrides, invisible characters, and no line break opportunity.
const HOSTILE: &str = "<img src=x onerror=\"window.owned=1\"><script>window.owned=1</script></p></div>\u{202e}gpj.exe\u{2066}\u{200b}\u{0}{title}";

/// The effects that must not occur; empty if there are none.
const LOOK: &str = r#"
const shadow = first.shadowRoot;
const wrong = [];
if (window.owned) wrong.push("script ran");
for (const bad of shadow.querySelectorAll("img, script, iframe, object, [onerror], a[href^='javascript']")) wrong.push(bad.outerHTML);
const page = document.scrollingElement;
if (page.scrollWidth > page.clientWidth) wrong.push(`the page is ${page.scrollWidth} wide, and its window ${page.clientWidth}`);
const card = shadow.querySelector(".card").getBoundingClientRect();
const scrolls = (element) => element && (getComputedStyle(element).overflowX !== "visible" || scrolls(element.parentElement));
for (const element of shadow.querySelectorAll(".card *")) {
  const { left, right, width } = element.getBoundingClientRect();
  if (width > 1 && !scrolls(element.parentElement) && (left < card.left - 1 || right > card.right + 1)) wrong.push(`${element.localName}.${element.className} leaves the card`);
}
const walker = document.createTreeWalker(shadow, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const { data, parentElement } = walker.currentNode;
  if (!/[\u202a-\u202e\u2066-\u2069]/.test(data)) continue;
  // Isolated, it cannot reorder other text.
  const isolates = (element) => { const { unicodeBidi, display } = getComputedStyle(element); return display !== "inline" || /isolate|plaintext/.test(unicodeBidi); };
  let around = parentElement;
  while (!isolates(around)) around = around.parentElement;
  const words = (text) => text.replace(/[\s\u0022\u201c\u201d]/g, "");
  if (words(around.textContent) !== words(data)) wrong.push(`${around.localName}.${around.className} lets directions out: ${around.textContent.slice(0, 60)}`);
}
return wrong;"#;

fn open<'a>(ctx: &'a Context, task: &str) -> Widget<'a> {
    let body = format!(
        r#"<tallyfy-archive-task id="first" api-base="/api" org-id="{ORG}" task-id="{task}"></tallyfy-archive-task>"#
    );
    let script = format!(r#"import "/tallyfy-archive.js"; first.token = "{TOKEN}";"#);
    let widget = ctx.open(&Page::embedding(body, script));
    widget.wait_for_element("button", "Find task");
    widget
}

#[track_caller]
fn assert_harmless(ctx: &Context, when: &str) {
    for width in [320, 1200] {
        ctx.browser
            .post("window/rect", &json!({ "width": width, "height": 900 }))
            .expect("the window can be resized");
        let wrong = ctx.browser.run(LOOK, &json!([]));
        assert_eq!(wrong, json!([]), "{when}, {width} wide");
    }
}

#[test]
fn a_title_of_a_megabyte_with_markup_stays_text_within_its_box() {
    run_test(|ctx| {
        let title = [HOSTILE, &"W".repeat(1_000_000)].concat();
        let task = ctx.api().add_task(NewTask::titled(title));
        let widget = open(ctx, &task);
        assert_eq!(widget.call("find"), State::Review);
        assert!(widget.text().contains("<img src=x"), "it is shown as text");
        assert_harmless(ctx, "in review");
        assert_eq!(widget.call("archive"), State::Archived);
        widget.press("Response");
        assert_harmless(ctx, "archived, with the exchange");
        let length = "return first.shadowRoot.textContent.length";
        let length = ctx.browser.run(length, &json!([])).as_u64().unwrap_or(u64::MAX);
        assert!(length < 200_000, "{length} characters are shown");
    });
}

#[test]
fn every_text_of_the_server_stays_text() {
    run_test(|ctx| {
        let id = ctx.api().add_task(NewTask::titled("Plain"));
        let long = [HOSTILE, &"W".repeat(20_000)].concat();
        let user = json!({ "id": long, "full_name": long });
        let owners = json!({ "users": vec![user; 250], "guests": [long], "groups": [long] });
        let found = json!({ "data": {
            "id": id, "increment_id": long, "title": long, "status": long, "run_id": null, "owners": owners,
            "deadline": long, "created_at": long, "archived_at": null,
        }});
        let refused =
            json!({ "error": true, "message": long, "code": long, "errors": { "title": [long], long.clone(): long } });
        let api = ctx.api();
        api.set_fault(&id, Operation::Get, Fault::status(200, found.to_string()));
        api.set_fault(&id, Operation::Archive, Fault::status(403, refused.to_string()));
        let widget = open(ctx, &id);
        assert_eq!(widget.call("find"), State::Review);
        assert_harmless(ctx, "in review");
        assert_eq!(widget.call("archive"), State::Refused);
        assert_ne!(widget.problem()["message"], Value::Null);
        widget.press("Response");
        assert_harmless(ctx, "refused");
    });
}
