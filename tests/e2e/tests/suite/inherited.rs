//! What the element inherits from its page leaves it readable and in its place.

use e2e::{Context, Page, State, run_test};
use sandbox::{NewTask, ORG, TOKEN};
use serde_json::{Value, json};

use crate::steps::wait_for_script;

/// Text properties, on a wrapper and on everything.
const HOSTILE: &str = "
.hostile, .hostile * {
  white-space: nowrap; text-transform: uppercase; letter-spacing: 0.5em; word-spacing: 1em; text-align: right;
  text-indent: 5em; word-break: break-all; overflow-wrap: normal; hyphens: auto; line-height: 0.8; tab-size: 1;
  font: italic small-caps 900 9px/0.8 monospace; text-shadow: 0 0 5px red; text-wrap: nowrap; cursor: none;
  list-style: square; quotes: none; -webkit-text-fill-color: transparent; color: transparent; user-select: none;
}
.flex { display: flex; inline-size: 20rem; }
.flex > b { flex: none; inline-size: 8rem; }
.grid { display: grid; grid-template-columns: 1fr auto; inline-size: 20rem; }
.plain { inline-size: 20rem; }
.small { font-size: 10px; }";

/// The computed styles of everything in an element, and what is wrong with its place and size.
const LOOK: &str = r#"
const element = document.querySelector(arguments[0]);
const card = element.shadowRoot.querySelector(".card");
const wrong = [];
const box = element.parentElement.getBoundingClientRect();
for (const part of [element, card, ...card.querySelectorAll("*")]) {
  const { left, right, width } = part.getBoundingClientRect();
  if (width && (left < box.left - 1 || right > box.right + 1)) wrong.push(`${part.localName}.${part.className} sticks out`);
  const { fontSize } = getComputedStyle(part);
  if (part !== element && Number.parseFloat(fontSize) < 12) wrong.push(`${part.localName}.${part.className} has ${fontSize}`);
}
const properties = [
  "color", "cursor", "font-size", "font-style", "font-variant-caps", "font-weight", "hyphens", "letter-spacing", "line-height",
  "list-style-type", "overflow-wrap", "quotes", "row-gap", "tab-size", "text-align", "text-indent", "text-shadow",
  "text-transform", "visibility", "white-space", "word-break", "word-spacing", "-webkit-text-fill-color",
];
const styles = [card, ...card.querySelectorAll("*")].map((part) => {
  const style = getComputedStyle(part);
  return [`${part.localName}.${part.className}`, ...properties.map((name) => `${name}: ${style.getPropertyValue(name)}`)];
});
return { wrong, styles, size: getComputedStyle(card).fontSize };"#;

/// Opens a page with elements in wrappers of these classes, all in review.
fn open(ctx: &Context, root: &str, classes: &[&str]) {
    let task = ctx.api().add_task(NewTask::titled(
        "A title of some words that has to wrap in a narrow column",
    ));
    let element = |class: &&str| {
        format!(
            r#"<div class="{class}"><b></b><tallyfy-archive-task api-base="/api" org-id="{ORG}" task-id="{task}"></tallyfy-archive-task></div>
            <div class="{class}"><b></b><tallyfy-archive-task api-base="/api"></tallyfy-archive-task></div>"#
        )
    };
    let body: String = classes.iter().map(element).collect();
    ctx.page.put_file("/hostile.css", "text/css", [HOSTILE, root].concat());
    let script = format!(
        r#"import "/tallyfy-archive.js";
        const elements = [...document.querySelectorAll("tallyfy-archive-task")];
        for (const element of elements) if (element.taskId) element.token = "{TOKEN}";
        Promise.all(elements.map((element) => element.find())).then((states) => (window.states = states));"#
    );
    ctx.open(&Page::embedding(
        format!(r#"<link rel="stylesheet" href="/hostile.css">{body}"#),
        script,
    ));
    wait_for_script(ctx, "states");
    for (index, _) in classes.iter().enumerate() {
        for (number, state) in [(1, State::Review), (2, State::Refused)] {
            let widget = format!("div:nth-of-type({}) > tallyfy-archive-task", 2 * index + number);
            ctx.widget(&widget).wait_for_state(state);
        }
    }
}

fn look(ctx: &Context, number: usize) -> Value {
    ctx.browser.run(
        LOOK,
        &json!([format!("div:nth-of-type({number}) > tallyfy-archive-task")]),
    )
}

#[test]
fn text_properties_of_the_page_and_a_small_root_change_nothing() {
    run_test(|ctx| {
        let wrappers = ["plain", "plain hostile", "plain small", "flex hostile", "grid hostile"];
        let mut usual = Vec::new();
        for root in ["", "html { font-size: 10px; } "] {
            open(ctx, root, &wrappers);
            for (index, wrapper) in wrappers.iter().enumerate() {
                for number in [1, 2] {
                    let seen = look(ctx, 2 * index + number);
                    assert_eq!(seen["wrong"], json!([]), "{wrapper}, {root}");
                    if usual.len() < 2 {
                        assert_eq!(seen["size"], "16px");
                        usual.push(seen["styles"].clone());
                    }
                    let usual = usual[number - 1].as_array().expect("there are elements");
                    for (index, part) in usual.iter().enumerate() {
                        assert_eq!(seen["styles"][index], *part, "{wrapper}, {root}");
                    }
                }
            }
        }
    });
}

/// The styles of a row that are neither colour nor font, and the parts that stick out of it.
const LOOK_OF_ROW: &str = r#"
const element = document.querySelector(arguments[0]);
const parts = [...element.shadowRoot.querySelectorAll(".row, .row *")];
const properties = [
  "cursor", "hyphens", "letter-spacing", "overflow-wrap", "quotes", "tab-size", "text-align", "text-indent", "text-shadow",
  "text-transform", "white-space", "word-break", "word-spacing",
];
const { left, right } = element.getBoundingClientRect();
const boxes = [...element.shadowRoot.querySelectorAll(".line > *")].map((part) => part.getBoundingClientRect());
const styles = parts.map((part) => {
  const style = getComputedStyle(part);
  const isFilled = style.webkitTextFillColor === style.color;
  return [`${part.localName}.${part.className}`, isFilled, ...properties.map((name) => `${name}: ${style.getPropertyValue(name)}`)];
});
return [boxes.filter((box) => box.left < left - 1 || box.right > right + 1).length, styles];"#;

#[test]
fn a_row_inherits_color_and_font_and_nothing_else() {
    run_test(|ctx| {
        let task = ctx.api().add_task(NewTask::titled("A title of some words"));
        let row = |class: &str| {
            format!(
                r#"<div class="{class}"><tallyfy-archive-task layout="row" label="A title of some words" api-base="/api"
                org-id="{ORG}" task-id="{task}"></tallyfy-archive-task></div>"#
            )
        };
        let body = ["plain", "plain hostile"].map(row).concat();
        ctx.page.put_file("/hostile.css", "text/css", HOSTILE);
        let script = format!(
            r#"import {{ configure }} from "/tallyfy-archive.js"; configure({{ getToken: () => "{TOKEN}" }});"#
        );
        ctx.open(&Page::embedding(
            format!(r#"<link rel="stylesheet" href="/hostile.css">{body}"#),
            script,
        ));
        let looks = [1, 2].map(|number| {
            let selector = format!("div:nth-of-type({number}) > tallyfy-archive-task");
            let widget = ctx.widget(&selector);
            assert_eq!(widget.call("find"), State::Review);
            widget.wait_for_state(State::Review);
            widget.wait_for_element("button", "Yes");
            ctx.browser.run(LOOK_OF_ROW, &json!([selector]))
        });
        assert_eq!(looks[0][0], 0);
        assert_eq!(looks[1], looks[0]);
    });
}

#[test]
fn a_hidden_wrapper_hides_the_element() {
    run_test(|ctx| {
        open(ctx, ".plain { visibility: hidden; color-scheme: dark; }", &["plain"]);
        let script = "const card = document.querySelector('tallyfy-archive-task').shadowRoot.querySelector('.card');
            const { visibility, colorScheme } = getComputedStyle(card);
            return [visibility, colorScheme]";
        assert_eq!(ctx.browser.run(script, &json!([])), json!(["hidden", "dark"]));
    });
}
