//! Translators replace text nodes in the shadow root.

use std::time::Duration;

use e2e::{Context, Page, State, Widget, eventually, run_test};
use sandbox::{Fault, NewTask, ORG, Operation, Reply, TOKEN, case};
use serde_json::json;

use crate::steps::wait_for_script;

const TRANSLATORS: &str = include_str!("translators.js");

/// The texts that are not alone in their element.
const SHARED: &str = "
const walker = document.createTreeWalker(left.shadowRoot, NodeFilter.SHOW_TEXT);
const shared = [];
while (walker.nextNode()) if (walker.currentNode.parentNode.childNodes.length > 1) shared.push(walker.currentNode.data);
return shared";

/// Two elements for tasks with the same title, one of which is translated.
struct Pair<'a> {
    ctx: &'a Context,
    tasks: [String; 2],
    widgets: [Widget<'a>; 2],
}

impl<'a> Pair<'a> {
    fn open(ctx: &'a Context, way: &str) -> Self {
        Self::open_with(ctx, way, "")
    }

    /// The same with more attributes of both.
    fn open_with(ctx: &'a Context, way: &str, attributes: &str) -> Self {
        let tasks = [(); 2].map(|()| ctx.api().add_task(NewTask::titled("Plan the offsite")));
        // Side by side, so that neither moves under the pointer when the other one grows.
        let cells = ["left", "translated"].map(|id| {
            format!(
                r#"<td width="50%"><tallyfy-archive-task id="{id}" org-id="{ORG}" api-base="/api" {attributes}></tallyfy-archive-task></td>"#
            )
        });
        let body = format!(
            r#"<table width="100%"><tr valign="top">{}</tr></table>"#,
            cells.concat()
        );
        let script = format!(
            r#"import "/tallyfy-archive.js"; {TRANSLATORS} translate(translated.shadowRoot, "{way}"); window.ready = true;"#
        );
        ctx.use_fake_clock();
        ctx.open(&Page::embedding(body, script));
        wait_for_script(ctx, "ready");
        let widgets = ["#left", "#translated"].map(|selector| ctx.widget(selector));
        Self { ctx, tasks, widgets }
    }

    fn fault(&self, operation: Operation, fault: impl Fn() -> Fault) {
        for task in &self.tasks {
            self.ctx.api().set_fault(task, operation, fault());
        }
    }

    fn press(&self, button: &str) {
        for widget in &self.widgets {
            widget.press(button);
        }
    }

    /// Waits until both are in this state and show the same texts.
    #[track_caller]
    fn shows(&self, state: State, text: &str) {
        // Numbers and dates differ from task to task.
        let without_numbers = |text: String| {
            let parts = text.split(|c: char| c.is_ascii_digit()).filter(|part| !part.is_empty());
            parts.collect::<Vec<_>>().join("0")
        };
        let text_of = |index: usize| {
            let widget = &self.widgets[index];
            let text = widget.text_of(".line").unwrap_or_else(|| widget.text());
            text.replace(&self.tasks[index], "ID")
        };
        let texts = || [text_of(0), text_of(1)];
        for widget in &self.widgets {
            widget.wait_for_state(state);
        }
        let is_same = || {
            let [left, translated] = texts();
            let is_it = left.contains(text);
            (is_it && without_numbers(left) == without_numbers(translated)).then_some(())
        };
        assert!(eventually(is_same).is_some(), "{text:?} in {:#?}", texts());
        let shared = self.ctx.browser.run(SHARED, &json!([]));
        assert_eq!(shared, json!([]), "texts that share their element, {state}");
    }

    fn set_language(&self, language: &str) {
        for selector in ["#left", "#translated"] {
            let script = "document.querySelector(arguments[0]).lang = arguments[1]";
            self.ctx.browser.run(script, &json!([selector, language]));
        }
    }
}

#[test]
fn a_translator_that_replaces_text_nodes_makes_no_text_stale_and_no_button_dead() {
    for way in ["wrap", "merge"] {
        run_test(|ctx| {
            let pair = Pair::open(ctx, way);
            pair.press("Find task");
            pair.shows(State::Refused, "Enter an access token.");
            pair.set_language("de");
            pair.shows(State::Refused, "Geben Sie");
            pair.set_language("en");
            pair.shows(State::Refused, "Enter an access token.");

            for (widget, task) in pair.widgets.iter().zip(&pair.tasks) {
                widget.fill(&json!({ "taskId": task, "token": TOKEN }));
            }
            pair.press("Try again");
            pair.shows(State::Review, "Plan the offsite");

            pair.fault(Operation::Archive, || Fault::reply(Reply::Silence));
            pair.fault(Operation::Get, || Fault::fixture("server-error-500"));
            pair.press("Archive task");
            pair.shows(State::Archiving, "Archiving");
            pair.press("Cancel");
            pair.shows(State::Unknown, "Canceling does not undo");
            pair.press("Start over");
            pair.shows(State::Idle, "Plan the offsite");
            ctx.api().clear_faults();
            ctx.advance_clock(Duration::from_secs(31));
            pair.shows(State::Idle, "was not archived");

            pair.press("Find task");
            pair.shows(State::Review, "Plan the offsite");
            pair.press("Archive task");
            pair.shows(State::Archived, "is archived");
            pair.press("Response");
            pair.shows(State::Archived, "204");
            pair.press("Restore task");
            pair.shows(State::Restored, "is restored");
        });
    }
}

#[test]
fn a_card_whose_text_nodes_were_replaced_can_be_rendered_in_every_order() {
    run_test(|ctx| {
        let pair = Pair::open(ctx, "wrap");
        let linked = case("linked");
        for widget in &pair.widgets {
            widget.fill(&json!({ "taskId": linked.task_id, "token": TOKEN }));
        }
        pair.press("Find task");
        pair.shows(State::Refused, "process");
        pair.press("Start over");
        pair.shows(State::Idle, "Task ID");
        for (widget, task) in pair.widgets.iter().zip(&pair.tasks) {
            widget.fill(&json!({ "taskId": task }));
        }
        for (answer, status) in [
            ("forbidden-403", "403"),
            ("invalid-422-fields", "422"),
            ("forbidden-403", "403"),
        ] {
            pair.press("Find task");
            pair.shows(State::Review, "Plan the offsite");
            ctx.api().clear_faults();
            pair.fault(Operation::Archive, || Fault::fixture(answer));
            pair.press("Archive task");
            pair.shows(State::Refused, status);
            pair.press("Start over");
            pair.shows(State::Idle, "Task ID");
        }
    });
}

#[test]
fn a_row_whose_text_nodes_are_replaced_goes_through_its_states() {
    for way in ["wrap", "merge"] {
        run_test(|ctx| {
            let pair = Pair::open_with(ctx, way, r#"layout="row" label="Plan the offsite""#);
            for (widget, task) in pair.widgets.iter().zip(&pair.tasks) {
                widget.set("taskId", &json!(task));
                widget.set("token", &json!(TOKEN));
            }
            pair.press("Archive");
            pair.shows(State::Review, "Plan the offsite");
            pair.press("No");
            pair.shows(State::Idle, "Archive");
            pair.set_language("de");
            pair.shows(State::Idle, "Archivieren");
            pair.press("Archivieren");
            pair.shows(State::Review, "archivieren?");
            pair.set_language("en");
            pair.shows(State::Review, "Plan the offsite");

            pair.fault(Operation::Archive, || Fault::fixture("forbidden-403"));
            pair.press("Yes");
            pair.shows(State::Refused, "Not archived");
            ctx.api().clear_faults();
            for widget in &pair.widgets {
                widget.call("reset");
            }
            pair.shows(State::Idle, "Archive");
            for (button, state, text) in [
                ("Archive", State::Review, "Plan the offsite"),
                ("Yes", State::Archived, "Archived"),
                ("Undo", State::Restored, "Restored"),
                ("OK", State::Idle, "Archive"),
            ] {
                pair.press(button);
                pair.shows(state, text);
            }
        });
    }
}
