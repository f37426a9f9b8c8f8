//! Before the WebAssembly is there: the form is, and nothing that is done to it gets lost.

use e2e::{Engine, Key, Page, Stage, State, Widget, eventually, play, site};
use sandbox::{Case, ORG, TOKEN, case};
use serde_json::{Value, json};

use crate::scene::{deletes, path_of, wait_for_script};

/// What is in the shadow roots.
const SHAPE: &str = include_str!("shape.js");
/// Loads the element, and holds back what it fetches.
pub(crate) const HELD: &str = include_str!("held.js");

/// Opens a page with this in its body, whose WebAssembly is held back.
fn held<'a>(stage: &'a Stage, body: &str) -> Widget<'a> {
    let widget = stage.open(&Page::embedding(body, HELD));
    wait_for_script(stage, "release");
    mark(stage);
    widget
}

/// Marks what is shown, so that it can be told from what takes its place.
fn mark(stage: &Stage) {
    let mark = "for (const element of document.querySelectorAll('tallyfy-archive-task'))
        element.shadowRoot.querySelector('.card').marked = true";
    stage.browser.run(mark, &json!([]));
}

fn is_early(stage: &Stage) -> bool {
    let script = "return [...document.querySelectorAll('tallyfy-archive-task')].some(
        (element) => element.shadowRoot.querySelector('.card').marked)";
    stage.browser.run(script, &json!([])) == true
}

fn release(stage: &Stage) {
    stage.browser.run("window.release()", &json!([]));
}

fn waits_for_takeover(stage: &Stage) {
    eventually(|| (!is_early(stage)).then_some(())).expect("the widget takes over");
}

/// The field that has the focus, and what is selected in it.
fn selection(stage: &Stage) -> Value {
    let script = "const field = document.querySelector('tallyfy-archive-task').shadowRoot.activeElement;
        return field && [field.id, field.value, field.selectionStart, field.selectionEnd, field.selectionDirection]";
    stage.browser.run(script, &json!([]))
}

fn finds(stage: &Stage, case: &Case) -> usize {
    stage.api().requests("GET", &path_of(case)).len()
}

fn markup(case: &Case, more: &str) -> String {
    let Case { org_id, task_id, .. } = case;
    format!(
        r#"<tallyfy-archive-task api-base="/api" org-id="{org_id}" task-id="{task_id}" {more}></tallyfy-archive-task>"#
    )
}

#[test]
fn the_early_form_is_what_the_widget_renders() {
    play(|stage| {
        let body = [
            "",
            r#"org-id="abc""#,
            r#"task-id="abc""#,
            r#"org-id=" " task-id="""#,
            r#"org-id="abc" task-id="abc""#,
            r#"credentials="include""#,
            r#"credentials="same-origin""#,
            r#"credentials="something""#,
            r#"confirm="none""#,
            r#"id="token" confirm="none" org-id="abc""#,
            r#"id="getToken""#,
            r#"id="messages""#,
        ]
        .map(|attributes| format!("<tallyfy-archive-task {attributes}></tallyfy-archive-task>"))
        .concat();
        stage.open(&Page::embedding(body, HELD));
        wait_for_script(stage, "release");
        let set = "token.token = 'a'; getToken.getToken = () => 'a';
            messages.messages = { orgId: 'Firm', taskHint: 'None', find: 'Go <b>on</b>' }";
        stage.browser.run(set, &json!([]));
        let early = stage.browser.run(SHAPE, &json!([]));
        assert!(early.to_string().contains("Go <b>on</b>"), "{early}");
        assert_eq!(early.as_array().map(Vec::len), Some(12));
        mark(stage);
        release(stage);
        let mount =
            "await Promise.all([...document.querySelectorAll('tallyfy-archive-task')].map((one) => one.cancel()))";
        stage.browser.wait_for(mount, &json!([]));
        waits_for_takeover(stage);
        eventually(|| (stage.browser.run(SHAPE, &json!([])) == early).then_some(())).unwrap_or_else(|| {
            let late = stage.browser.run(SHAPE, &json!([]));
            panic!("it was\n{early}\nand is\n{late}")
        });
    });
}

#[test]
fn the_page_itself_shows_that_form_and_keeps_what_is_typed_there() {
    play(|stage| {
        let script = format!("/{}", site::hashed("tallyfy-archive", ".js"));
        stage.page.hide_file(&script);
        let widget = stage.open(&Page::built());
        let painted = stage.browser.run(SHAPE, &json!([]));
        mark(stage);
        let plain = case("plain");
        widget.enter("Organization ID", plain.org_id);
        widget.enter("Access token", plain.token);
        widget.enter("Task ID", &plain.task_id);
        let before = selection(stage);
        assert_eq!(before[1], plain.task_id);
        assert_eq!(
            stage
                .browser
                .run("return customElements.get('tallyfy-archive-task') ?? null", &json!([])),
            Value::Null
        );

        stage.browser.run("witness.load('/tallyfy-archive.js')", &json!([]));
        waits_for_takeover(stage);
        assert_eq!(selection(stage), before);
        eventually(|| (stage.browser.run(SHAPE, &json!([])) == painted).then_some(())).expect("nothing moves");
        stage.browser.press(Key::Enter);
        widget.waits_for(State::Review);
    });
}

#[test]
fn a_click_before_the_script_is_there_is_kept_and_the_focus_of_a_key_is_no_click() {
    play(|stage| {
        let script = format!("/{}", site::hashed("tallyfy-archive", ".js"));
        stage.page.hide_file(&script);
        let plain = case("plain");
        // WebKit gives a button that was clicked no focus, so that nothing is left of the click.
        let is_left = stage.browser.engine() != Engine::Webkit;
        for is_clicked in [false, true].into_iter().filter(|is_clicked| !is_clicked || is_left) {
            let widget = stage.open(&Page::built());
            mark(stage);
            widget.enter("Organization ID", plain.org_id);
            widget.enter("Task ID", &plain.task_id);
            widget.enter("Access token", plain.token);
            if is_clicked {
                widget.press("Find task");
            } else {
                stage.browser.press(Key::Tab);
            }
            stage.browser.run("witness.load('/tallyfy-archive.js')", &json!([]));
            waits_for_takeover(stage);
            if is_clicked {
                widget.waits_for(State::Review);
            }
            assert_eq!(finds(stage, &plain), usize::from(is_clicked));
        }
    });
}

#[test]
fn text_selection_and_focus_are_kept() {
    play(|stage| {
        for backward in [false, true] {
            let widget = held(
                stage,
                r#"<tallyfy-archive-task api-base="/api"></tallyfy-archive-task>"#,
            );
            widget.enter("Organization ID", "an organization");
            widget.enter("Access token", "secret");
            widget.enter("Task ID", "half a ta");
            let direction = if backward { "backward" } else { "forward" };
            let select = "document.querySelector('tallyfy-archive-task').shadowRoot.activeElement.setSelectionRange(2, 5, arguments[0])";
            stage.browser.run(select, &json!([direction]));
            let before = selection(stage);
            assert_eq!(before, json!(["taskId", "half a ta", 2, 5, direction]));
            assert!(is_early(stage));
            release(stage);
            waits_for_takeover(stage);
            assert_eq!(selection(stage), before);
            stage.browser.type_text("x");
            assert_eq!(widget.value("Task ID"), "haxa ta");
            assert_eq!(widget.value("Organization ID"), "an organization");
            assert_eq!(widget.value("Access token"), "secret");
        }
    });
}

#[test]
fn a_link_pasted_early_fills_both_ids() {
    play(|stage| {
        let plain = case("plain");
        let widget = held(
            stage,
            r#"<tallyfy-archive-task api-base="/api"></tallyfy-archive-task>"#,
        );
        widget.enter(
            "Task ID",
            &format!("https://go.tallyfy.com/{ORG}/tasks/{}", plain.task_id),
        );
        release(stage);
        waits_for_takeover(stage);
        eventually(|| (widget.value("Task ID") == plain.task_id).then_some(())).expect("the id is picked out");
        assert_eq!(widget.value("Organization ID"), ORG);
    });
}

#[test]
fn a_click_is_carried_out_once() {
    play(|stage| {
        let plain = case("plain");
        let widget = held(stage, &markup(&plain, ""));
        widget.enter("Access token", TOKEN);
        widget.press("Find task");
        widget.double_click("Find task");
        let said = || widget.part(".status") == Some("Looking for the task…".to_owned());
        eventually(|| said().then_some(())).expect("it says that something is going on");
        assert_eq!(widget.state(), State::Idle);
        release(stage);
        widget.waits_for(State::Review);
        widget.focuses("status");
        assert_eq!(finds(stage, &plain), 1);

        // Enter in a field is such a click, too, and here it archives.
        let widget = held(stage, &markup(&plain, r#"confirm="none""#));
        widget.enter("Access token", TOKEN);
        stage.browser.press(Key::Enter);
        release(stage);
        widget.waits_for(State::Archived);
        assert_eq!(deletes(stage, &plain).len(), 1);
    });
}

#[test]
fn a_click_that_would_mean_something_else_by_now_is_not_carried_out() {
    play(|stage| {
        let (plain, linked) = (case("plain"), case("linked"));
        let widget = held(stage, &markup(&plain, r#"confirm="none""#));
        widget.enter("Access token", TOKEN);
        widget.press("Archive task");
        widget.set("taskId", &json!(linked.task_id));
        release(stage);
        waits_for_takeover(stage);
        // What was asked for would be under way before this.
        assert_eq!(widget.call("cancel"), State::Idle);
        widget.press("Archive task");
        widget.waits_for(State::Refused);
        assert_eq!((finds(stage, &plain), finds(stage, &linked)), (0, 1));
    });
}

#[test]
fn a_character_that_is_being_composed_is_not_disturbed() {
    play(|stage| {
        let widget = held(
            stage,
            r#"<tallyfy-archive-task api-base="/api"></tallyfy-archive-task>"#,
        );
        widget.enter("Task ID", "ni");
        let compose = "document.querySelector('tallyfy-archive-task').shadowRoot.activeElement
            .dispatchEvent(new CompositionEvent(arguments[0], { bubbles: true, composed: true }))";
        stage.browser.run(compose, &json!(["compositionstart"]));
        release(stage);
        // The widget works already, but stays in the background.
        assert_eq!(widget.call("find"), State::Refused);
        assert!(is_early(stage));
        widget.call("reset");
        stage.browser.run(compose, &json!(["compositionend"]));
        waits_for_takeover(stage);
        assert_eq!(selection(stage), json!(["taskId", "ni", 2, 2, selection(stage)[4]]));
    });
}

#[test]
fn a_press_that_is_half_done_is_not_disturbed() {
    play(|stage| {
        let plain = case("plain");
        let widget = held(stage, &markup(&plain, ""));
        widget.enter("Access token", TOKEN);
        let middle = "const { left, top, width, height } =
            document.querySelector('tallyfy-archive-task').shadowRoot.querySelector('button').getBoundingClientRect();
            return [Math.floor(left + width / 2), Math.floor(top + height / 2)]";
        let middle = stage.browser.run(middle, &json!([]));
        let mouse = |steps: Value| {
            let pointer = json!({ "pointerType": "mouse" });
            let mouse = json!({ "type": "pointer", "id": "mouse", "parameters": pointer, "actions": steps });
            stage
                .browser
                .post("actions", &json!({ "actions": [mouse] }))
                .expect("the mouse moves");
        };
        mouse(json!([
            { "type": "pointerMove", "x": middle[0], "y": middle[1], "origin": "viewport" },
            { "type": "pointerDown", "button": 0 },
        ]));
        release(stage);
        assert_eq!(widget.call("cancel"), State::Idle);
        assert!(is_early(stage));
        mouse(json!([{ "type": "pointerUp", "button": 0 }]));
        widget.waits_for(State::Review);
        assert_eq!(finds(stage, &plain), 1);
    });
}

#[test]
fn what_was_typed_survives_a_failure_to_load() {
    play(|stage| {
        stage.expect("wasm");
        stage.page.hide_file(&format!("/{}", site::wasm()));
        let plain = case("plain");
        let widget = held(
            stage,
            r#"<tallyfy-archive-task api-base="/api"></tallyfy-archive-task>"#,
        );
        widget.enter("Organization ID", plain.org_id);
        widget.enter("Access token", plain.token);
        widget.enter("Task ID", &plain.task_id);
        stage.browser.press(Key::Enter);
        release(stage);
        widget.focuses("button Try again");
        stage.page.restore_page();
        stage.browser.press(Key::Enter);
        // It said that nothing was sent, and nothing is.
        widget.focuses("button Find task");
        assert_eq!(widget.value("Task ID"), plain.task_id);
        assert_eq!(finds(stage, &plain), 0);
        widget.press("Find task");
        widget.waits_for(State::Review);
    });
}
