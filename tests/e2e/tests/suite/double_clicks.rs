//! A double click is one click, wherever its second half lands: on another element, or on what took the place of a form.

use e2e::{Context, Key, Page, State, Widget, eventually, run_test};
use sandbox::{NewTask, ORG, TOKEN, case};
use serde_json::{Value, json};

use crate::crash;
use crate::early::HOLD_WASM;
use crate::steps::wait_for_script;

/// Clicks whatever is at a place. From the first click on, the page's clock stands still: all are at the same time.
const CLICK_AT: &str = r#"
    window.clickAt = ([x, y], init) => {
      window.time ??= performance.now();
      performance.now = () => window.time;
      let target = document.elementFromPoint(x, y);
      while (target.shadowRoot) target = target.shadowRoot.elementFromPoint(x, y);
      const usual = { bubbles: true, composed: true, cancelable: true, clientX: x, clientY: y };
      target.dispatchEvent(new PointerEvent("click", { ...usual, ...init }));
    };"#;

/// The middle of the button with this name in the first element.
const PLACE: &str = "
    const buttons = [...document.querySelector('tallyfy-archive-task').shadowRoot.querySelectorAll('button')];
    const { left, top, width, height } = buttons.find((button) => button.textContent === arguments[0]).getBoundingClientRect();
    return [Math.floor(left + width / 2), Math.floor(top + height / 2)]";

/// What browsers report for the second half of a double click.
const SECOND_HALVES: [&str; 2] = [
    r#"{ "pointerType": "touch", "detail": 1 }"#,
    r#"{ "pointerType": "mouse", "detail": 2 }"#,
];

fn place(ctx: &Context, button: &str) -> Value {
    ctx.widget("tallyfy-archive-task").wait_for_element("button", button);
    ctx.browser.run(PLACE, &json!([button]))
}

/// Clicks like the first half of a double click.
fn click(ctx: &Context, place: &Value) {
    let init = json!({ "pointerType": "touch", "detail": 1 });
    ctx.browser.run("clickAt(...arguments)", &json!([place, init]));
}

/// Clicks like the second half of a double click.
fn click_again(ctx: &Context, place: &Value, init: &str) {
    click_where_the_first_one_was(ctx, place, init, place);
}

/// The same on a button that is elsewhere, as if it had moved to the place of the first half.
fn click_where_the_first_one_was(ctx: &Context, place: &Value, init: &str, first: &Value) {
    let mut init: Value = serde_json::from_str(init).expect("it is JSON");
    init["clientX"] = first[0].clone();
    init["clientY"] = first[1].clone();
    ctx.browser.run("clickAt(...arguments)", &json!([place, init]));
}

fn let_time_pass(ctx: &Context) {
    ctx.browser.run("window.time += 1_000", &json!([]));
}

fn wait_until(ctx: &Context, what: &str, condition: &str) {
    let is_true = || ctx.browser.run(&format!("return {condition}"), &json!([])) == true;
    eventually(|| is_true().then_some(())).unwrap_or_else(|| panic!("{what}"));
}

fn archived(ctx: &Context, tasks: &[String]) -> Vec<bool> {
    let is_archived = |task: &String| ctx.api().task(task).is_some_and(|task| task.is_archived());
    tasks.iter().map(is_archived).collect()
}

/// A list of elements that archive without a review. `on_archived` is what the page does with one that has.
fn open_rows(ctx: &Context, on_archived: &str) -> Vec<String> {
    let tasks: Vec<_> = ["One", "Two", "Three"]
        .map(|title| ctx.api().add_task(NewTask::titled(title)))
        .into();
    let row = |task: &String| {
        format!(
            r#"<tallyfy-archive-task api-base="/api" org-id="{ORG}" task-id="{task}" confirm="none"></tallyfy-archive-task>"#
        )
    };
    let script = format!(
        r#"import "/tallyfy-archive.js";
        for (const row of document.querySelectorAll("tallyfy-archive-task")) row.token = "{TOKEN}";
        window.archived = 0;
        document.addEventListener("tallyfy-archived", ({{ target }}) => {{
          {on_archived}
          window.archived += 1;
        }});
        {CLICK_AT}"#
    );
    ctx.open(&Page::embedding(tasks.iter().map(row).collect::<String>(), script));
    wait_for_script(ctx, "clickAt");
    for row in 1..=tasks.len() {
        let widget = ctx.widget(&format!("tallyfy-archive-task:nth-of-type({row})"));
        assert_eq!(widget.call("cancel"), State::Idle, "it is usable");
    }
    tasks
}

/// A request of the page that comes after all that a click could have started: the click has started nothing.
fn finds_at_last(widget: &Widget) {
    assert_eq!(widget.call("cancel"), State::Idle);
    assert_eq!(widget.call("find"), State::Review);
    assert_eq!(widget.call("reset"), State::Idle);
    widget.wait_for_state(State::Idle);
}

#[test]
fn the_second_tap_on_a_row_that_is_gone_does_not_archive_the_next_one() {
    run_test(|ctx| {
        for init in SECOND_HALVES {
            let tasks = open_rows(ctx, "target.remove();");
            let place = place(ctx, "Archive task");
            click(ctx, &place);
            wait_until(ctx, "the row is removed", "archived === 1");
            click_again(ctx, &place, init);
            finds_at_last(&ctx.widget("tallyfy-archive-task"));
            assert_eq!(archived(ctx, &tasks), [true, false, false], "{init}");

            let_time_pass(ctx);
            click(ctx, &place);
            wait_until(ctx, "the next row is removed", "archived === 2");
            assert_eq!(archived(ctx, &tasks), [true, true, false]);
        }
    });
}

#[test]
fn the_second_tap_does_not_archive_the_next_task_that_the_page_gives_to_the_same_element() {
    run_test(|ctx| {
        for init in SECOND_HALVES {
            let next = "target.taskId = document.querySelector('tallyfy-archive-task:last-of-type').taskId;";
            let tasks = open_rows(ctx, next);
            let place = place(ctx, "Archive task");
            click(ctx, &place);
            wait_until(ctx, "it archives", "archived === 1");
            click_again(ctx, &place, init);
            finds_at_last(&ctx.widget("tallyfy-archive-task"));
            assert_eq!(archived(ctx, &tasks), [true, false, false], "{init}");
        }
    });
}

#[test]
fn clicks_of_scripts_and_assistive_technology_are_not_halves_of_a_double_click() {
    run_test(|ctx| {
        let tasks = open_rows(ctx, "target.remove();");
        let click = "document.querySelector('tallyfy-archive-task').shadowRoot.querySelector('button').click()";
        for count in 1..=3 {
            ctx.browser.run(click, &json!([]));
            wait_until(ctx, "the row is removed", &format!("archived === {count}"));
        }
        assert_eq!(archived(ctx, &tasks), [true, true, true]);
    });
}

#[test]
fn a_second_enter_after_the_row_is_gone_archives_nothing() {
    run_test(|ctx| {
        let tasks = open_rows(ctx, "target.remove();");
        let focus = "document.querySelector('tallyfy-archive-task').focus()";
        ctx.browser.run(focus, &json!([]));
        ctx.browser.press(Key::Enter);
        ctx.browser.press(Key::Enter);
        wait_until(ctx, "the row is removed", "archived === 1");
        ctx.browser.press(Key::Enter);
        finds_at_last(&ctx.widget("tallyfy-archive-task"));
        assert_eq!(archived(ctx, &tasks), [true, false, false]);

        // With the focus on it, the next one archives as soon as that is wanted.
        ctx.browser.run(focus, &json!([]));
        ctx.browser.press(Key::Enter);
        wait_until(ctx, "the next row is removed", "archived === 2");
    });
}

#[test]
fn a_click_of_assistive_technology_on_the_early_form_is_carried_out() {
    run_test(|ctx| {
        let task = ctx.api().add_task(NewTask::titled("Task"));
        let widget = open_early(ctx, &task, r#"confirm="none""#);
        let click = "document.querySelector('tallyfy-archive-task').shadowRoot.querySelector('button').click()";
        ctx.browser.run(click, &json!([]));
        ctx.browser.run("release()", &json!([]));
        widget.wait_for_state(State::Archived);
    });
}

/// An element whose early form is shown, with all values but the token.
fn open_early<'a>(ctx: &'a Context, task: &str, attributes: &str) -> Widget<'a> {
    let element = format!(
        r#"<tallyfy-archive-task api-base="/api" org-id="{ORG}" task-id="{task}" {attributes}></tallyfy-archive-task>"#
    );
    let widget = ctx.open(&Page::embedding(element, format!("{HOLD_WASM} {CLICK_AT}")));
    wait_for_script(ctx, "clickAt");
    widget.enter("Access token", TOKEN);
    widget
}

#[test]
fn the_second_tap_on_the_early_form_does_not_archive_what_the_widget_has_found() {
    run_test(|ctx| {
        for init in SECOND_HALVES {
            let task = ctx.api().add_task(NewTask::titled("Task"));
            let widget = open_early(ctx, &task, "");
            let early = place(ctx, "Find task");
            click(ctx, &early);
            ctx.browser.run("release()", &json!([]));
            widget.wait_for_state(State::Review);
            click_where_the_first_one_was(ctx, &place(ctx, "Archive task"), init, &early);
            assert_eq!(widget.call("cancel"), State::Review, "{init}");
            assert_eq!(widget.call("reset"), State::Idle);
            assert_eq!(widget.call("find"), State::Review);
            assert_eq!(archived(ctx, &[task]), [false]);
        }
    });
}

#[test]
fn two_enters_in_the_early_form_archive_once() {
    run_test(|ctx| {
        let task = ctx.api().add_task(NewTask::titled("Task"));
        let widget = open_early(ctx, &task, r#"confirm="none""#);
        ctx.browser.press(Key::Enter);
        ctx.browser.press(Key::Enter);
        ctx.browser.run("release()", &json!([]));
        widget.wait_for_state(State::Archived);
        ctx.browser.press(Key::Enter);
        // A request of the page that comes after all that a key could have started.
        widget.set("taskId", &json!(case("plain").task_id));
        assert_eq!(widget.call("find"), State::Review);
        let path = format!("/api/organizations/{ORG}/tasks/{task}");
        assert_eq!(ctx.api().requests("DELETE", &path).len(), 1);
    });
}

#[test]
fn the_second_tap_on_a_card_that_has_crashed_does_not_archive_with_the_restarted_one() {
    run_test(|ctx| {
        for init in SECOND_HALVES {
            crash::open(ctx);
            crash::crash(ctx, "one");
            let widget = ctx.widget("#one");
            widget.set("confirm", &json!("none"));
            ctx.browser.run(CLICK_AT, &json!([]));
            let failed = place(ctx, "Try again");
            click(ctx, &failed);
            click_where_the_first_one_was(ctx, &place(ctx, "Archive task"), init, &failed);
            finds_at_last(&widget);
        }
    });
}

#[test]
fn the_second_tap_on_a_button_of_the_page_does_not_archive_with_the_element_that_it_shows() {
    run_test(|ctx| {
        let plain = case("plain");
        for init in SECOND_HALVES {
            let body = format!(
                r#"<button id="show">Archive…</button><tallyfy-archive-task
                    hidden api-base="/api" org-id="{ORG}" task-id="{}" confirm="none"></tallyfy-archive-task>"#,
                plain.task_id
            );
            let script = format!(
                r#"import "/tallyfy-archive.js";
                const element = document.querySelector("tallyfy-archive-task");
                element.token = "{TOKEN}";
                show.onclick = () => {{
                  element.hidden = false;
                  show.remove();
                }};
                {CLICK_AT}"#
            );
            let widget = ctx.open(&Page::embedding(body, script));
            wait_for_script(ctx, "clickAt");
            assert_eq!(widget.call("cancel"), State::Idle, "it is usable");
            let middle = "const { left, top } = show.getBoundingClientRect(); return [Math.floor(left + 12), Math.floor(top + 8)]";
            let middle = ctx.browser.run(middle, &json!([]));
            click(ctx, &middle);
            click_where_the_first_one_was(ctx, &place(ctx, "Archive task"), init, &middle);
            finds_at_last(&widget);
        }
    });
}
