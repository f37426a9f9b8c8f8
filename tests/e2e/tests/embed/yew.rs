//! The application of `examples/yew-app`, which has the widget as a component.

use e2e::{Page, State, eventually};
use sandbox::case;
use serde_json::json;

use crate::hosts::{YEW, reads};

const STYLE: &str = "
    const { shadowRoot } = document.querySelector('.tallyfy-archive-task');
    return getComputedStyle(shadowRoot.querySelector('.card')).paddingTop;";

#[test]
fn a_yew_application_archives_restores_and_is_told() {
    YEW.play(|stage| {
        let plain = case("plain");
        let is_archived = || stage.api().task(&plain.task_id).is_some_and(|task| task.is_archived());
        stage.open(&Page::built());
        let widget = stage.widget(".tallyfy-archive-task");
        let reaches = |state: State| {
            let card = format!(".card[data-state={state}]");
            eventually(|| widget.part(&card)).unwrap_or_else(|| panic!("it does not become {state}"));
        };
        widget.enter("Task ID", "a/b");
        widget.press("Find task");
        reaches(State::Refused);
        reads(
            stage,
            "The request was not sent, because something is missing or invalid.",
        );

        widget.enter("Task ID", &plain.task_id);
        widget.press("Try again");
        reaches(State::Review);
        widget.press("Archive task");
        reaches(State::Archived);
        reads(stage, "Plan the spring meeting is archived");
        assert!(is_archived());

        widget.press("Restore task");
        reaches(State::Restored);
        reads(stage, "Plan the spring meeting is back");
        assert!(!is_archived());
        let padding = stage.browser.run(STYLE, &json!([]));
        assert_ne!(padding, "0px", "it has the element's styles");
    });
}
