//! What an element costs that nobody sees or uses: nothing but the script.

use e2e::{Page, Stage, State, eventually, play};
use sandbox::{ORG, TOKEN, case};
use serde_json::json;

use crate::early::HELD;
use crate::scene::{loads, wait_for_script};

/// Opens a page with this in its body, far down unless `first` shows it there.
fn open(stage: &Stage, body: &str) {
    let script = format!("far.style.height = '9000px'; {HELD} release(); window.ready = true;");
    let body = format!(r#"<div id="far"></div>{body}<div id="end"></div>"#);
    stage.open(&Page::embedding(body, script));
    wait_for_script(stage, "ready");
    // Two frames, so that what is in view would have been noticed.
    let frames = "for (const _ of [1, 2, 3]) await new Promise((resolve) => requestAnimationFrame(resolve))";
    stage.browser.wait_for(frames, &json!([]));
}

fn waits_for_load(stage: &Stage) {
    eventually(|| (loads(stage) == 1).then_some(())).expect("the WebAssembly is fetched");
}

fn element(id: &str) -> String {
    let task = case("plain").task_id;
    format!(
        r#"<tallyfy-archive-task id="{id}" api-base="/api" org-id="{ORG}" task-id="{task}"></tallyfy-archive-task>"#
    )
}

#[test]
fn an_element_out_of_view_is_painted_and_loads_nothing() {
    play(|stage| {
        open(stage, &element("first"));
        let widget = stage.widget("#first");
        assert_eq!(widget.names("button"), ["Find task"]);
        assert_eq!(loads(stage), 0);
        stage.browser.run("end.scrollIntoView()", &json!([]));
        waits_for_load(stage);
    });
}

#[test]
fn a_hidden_element_loads_when_it_is_shown() {
    play(|stage| {
        open(stage, &element("first"));
        stage
            .browser
            .run("first.hidden = true; end.scrollIntoView()", &json!([]));
        let frames = "for (const _ of [1, 2, 3]) await new Promise((resolve) => requestAnimationFrame(resolve))";
        stage.browser.wait_for(frames, &json!([]));
        assert_eq!(loads(stage), 0);
        stage.browser.run("first.hidden = false", &json!([]));
        waits_for_load(stage);
    });
}

#[test]
fn an_element_loads_when_it_gets_the_focus_or_a_call() {
    play(|stage| {
        open(stage, &element("first"));
        stage.browser.run("first.focus({ preventScroll: true })", &json!([]));
        waits_for_load(stage);

        open(stage, &element("first"));
        let widget = stage.widget("#first");
        widget.set("token", &json!(TOKEN));
        assert_eq!(widget.call("find"), State::Review);
        assert_eq!(loads(stage), 1);
    });
}

#[test]
fn many_elements_share_what_is_loaded() {
    play(|stage| {
        let body: String = (0..100).map(|number| element(&format!("number{number}"))).collect();
        open(stage, &body);
        let all = "return (await Promise.all([...document.querySelectorAll('tallyfy-archive-task')]
            .map((element) => element.reset()))).length";
        assert_eq!(stage.browser.wait_for(all, &json!([])), 100);
        assert_eq!(loads(stage), 1);
    });
}

#[test]
fn an_element_that_is_gone_before_it_is_loaded_is_not_mounted() {
    play(|stage| {
        let body = element("first");
        stage.open(&Page::embedding(body, HELD));
        wait_for_script(stage, "release");
        waits_for_load(stage);
        let script = "const element = first;
            element.shadowRoot.querySelector('.card').marked = true;
            element.remove();
            window.release();
            const other = document.createElement('tallyfy-archive-task');
            await other.reset();
            window.kept = element;
            return element.shadowRoot.querySelector('.card').marked";
        assert_eq!(stage.browser.wait_for(script, &json!([])), true, "it is as it was");
        let back = "document.body.append(window.kept)";
        stage.browser.run(back, &json!([]));
        let taken = "return first.shadowRoot.querySelector('.card').marked ?? null";
        eventually(|| stage.browser.run(taken, &json!([])).is_null().then_some(())).expect("it is mounted after all");
        assert_eq!(loads(stage), 1);
    });
}
