//! Clicks before the WebAssembly is there: each is carried out once, unless it would mean something else by then.

use e2e::{Engine, Key, Page, State, eventually, play};
use sandbox::{TOKEN, case};
use serde_json::{Value, json};

use super::{finds, held, hide_scripts, is_early, mark, markup, release, waits_for_takeover};
use crate::scene::deletes;

#[test]
fn a_click_before_any_script_is_there_is_kept_and_the_focus_of_a_key_is_no_click() {
    play(|stage| {
        hide_scripts(stage);
        let plain = case("plain");
        // WebKit gives a button that was clicked no focus, so that nothing is left of the click.
        let is_left = stage.browser.engine() != Engine::Webkit;
        if !is_left {
            stage.lacks("focus for a button that is clicked");
        }
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
