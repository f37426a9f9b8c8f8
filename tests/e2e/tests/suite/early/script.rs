//! Before the element is defined: the early script alone shows the form, and what is done to it counts.

use e2e::{Page, Stage, State, Widget, eventually, play, site};
use sandbox::{TOKEN, case};
use serde_json::json;

use super::{BLANK, HELD, PROPERTIES, SHAPE, becomes_widgets, every_form, finds, mark, markup, waits_for_takeover};
use crate::scene::{deletes, loads, wait_for_script};

/// Runs the early script in the place of the whole one, and notes what is fetched.
fn script(before: &str) -> String {
    let early = HELD.replace("/tallyfy-archive.js", &format!("/{}", site::hashed("early", ".js")));
    format!("{before} {early} release(); window.ready = true;")
}

/// Opens a page with this in its body, and with the early script alone.
fn open<'a>(stage: &'a Stage, body: &str, before: &str) -> Widget<'a> {
    let widget = stage.open(&Page::embedding(body, script(before)));
    wait_for_script(stage, "ready");
    assert!(!is_defined(stage));
    mark(stage);
    widget
}

fn is_defined(stage: &Stage) -> bool {
    let script = "return customElements.get('tallyfy-archive-task') !== undefined";
    stage.browser.run(script, &json!([])) == true
}

/// Has the script come that defines the element.
fn define(stage: &Stage) {
    let script = format!("/{}", site::hashed("tallyfy-archive", ".js"));
    stage.browser.run("witness.load(arguments[0])", &json!([script]));
    eventually(|| is_defined(stage).then_some(())).expect("the element is defined");
}

#[test]
fn the_form_is_the_same_before_the_element_is_defined_and_ever_after() {
    play(|stage| {
        open(stage, &every_form(), PROPERTIES);
        let early = stage.browser.run(SHAPE, &json!([]));
        assert!(early.to_string().contains("Go <b>on</b>"), "{early}");
        assert_eq!(early.as_array().map(Vec::len), Some(12));
        define(stage);
        becomes_widgets(stage, &early);
        assert_eq!(loads(stage), 1);
    });
}

#[test]
fn what_was_typed_and_clicked_counts_once() {
    play(|stage| {
        let plain = case("plain");
        let widget = open(stage, &markup(&plain, ""), "");
        widget.enter("Access token", TOKEN);
        widget.press("Find task");
        widget.double_click("Find task");
        define(stage);
        widget.waits_for(State::Review);
        assert_eq!(finds(stage, &plain), 1);

        let widget = open(stage, &markup(&plain, r#"confirm="none""#), "");
        widget.enter("Access token", TOKEN);
        define(stage);
        waits_for_takeover(stage);
        assert_eq!(widget.value("Access token"), TOKEN);
        // What was asked for would be under way before this.
        assert_eq!(widget.call("cancel"), State::Idle);
        assert_eq!(deletes(stage, &plain).len(), 0);
    });
}

#[test]
fn a_click_counts_for_properties_that_were_set_before_it_and_not_for_later_ones() {
    play(|stage| {
        let (plain, linked) = (case("plain"), case("linked"));
        let page = r#"<tallyfy-archive-task id="one" confirm="none"></tallyfy-archive-task>"#;
        let set = format!(
            "Object.assign(one, {{ apiBase: '/api', orgId: '{}', taskId: '{}', timeout: 20 }});",
            plain.org_id, plain.task_id
        );
        for changed in [true, false] {
            let widget = open(stage, page, &set);
            widget.enter("Access token", TOKEN);
            widget.press("Archive task");
            if changed {
                stage.browser.run("one.taskId = arguments[0]", &json!([linked.task_id]));
            }
            define(stage);
            if changed {
                waits_for_takeover(stage);
                assert_eq!(widget.call("cancel"), State::Idle);
                assert_eq!((finds(stage, &plain), finds(stage, &linked)), (0, 0));
            } else {
                widget.waits_for(State::Archived);
            }
        }
        assert_eq!(deletes(stage, &plain).len(), 1);
    });
}

#[test]
fn nothing_is_fetched_for_a_form_that_is_out_of_view() {
    play(|stage| {
        let far = format!(r#"<div id="far"></div>{BLANK}"#);
        open(stage, &far, "far.style.height = '9000px';");
        assert_eq!(loads(stage), 0);
        open(
            stage,
            BLANK,
            "document.querySelector('tallyfy-archive-task').hidden = true;",
        );
        assert_eq!(loads(stage), 0);
        open(stage, BLANK, "");
        assert_eq!(loads(stage), 1);
    });
}

#[test]
fn a_form_that_no_script_will_ever_hear_says_so() {
    play(|stage| {
        let tag = |name: &str| format!(r#"<script type="module" src="/{name}"></script>"#);
        let scripts = [site::hashed("early", ".js").as_str(), "tallyfy-archive-00000000.js"].map(tag);
        let widget = stage.open(&Page::embedding(format!("{BLANK}{}", scripts.concat()), ""));
        let said = || {
            widget
                .part(".status")
                .unwrap_or_default()
                .contains("could not be loaded")
        };
        eventually(|| said().then_some(())).expect("it says so");
        assert_eq!(widget.names("button"), Vec::<String>::new());

        // It was only late, after all.
        define(stage);
        widget.shows("button", "Find task");
    });
}

#[test]
fn the_other_script_says_which_one_is_missing() {
    play(|stage| {
        let [early, script] = ["early", "tallyfy-archive"].map(|name| site::hashed(name, ".js"));
        let said = format!("{early} has to run first");
        stage.expect(&said);
        let tag = format!(r#"<script type="module" src="/{script}"></script>"#);
        stage.open(&Page::embedding(format!("{BLANK}{tag}"), ""));
        let console = || stage.browser.run("return witness.console", &json!([])).to_string();
        eventually(|| console().contains(&said).then_some(())).expect("it is in the console");
        assert!(!is_defined(stage));
    });
}
