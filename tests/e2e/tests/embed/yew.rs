//! `examples/yew-app`, an application that uses the Yew component.

use e2e::{Page, State, eventually};
use sandbox::case;
use serde_json::json;

use crate::hosts::{YEW, wait_for_text};

const STYLE: &str = "
    const { shadowRoot } = document.querySelector('.tallyfy-archive-task');
    return getComputedStyle(shadowRoot.querySelector('.card')).paddingTop;";

#[test]
fn a_yew_application_archives_restores_and_gets_announcements() {
    YEW.run(|ctx| {
        let plain = case("plain");
        let is_archived = || ctx.api().task(&plain.task_id).is_some_and(|task| task.is_archived());
        ctx.open(&Page::built());
        let widget = ctx.widget(".tallyfy-archive-task");
        let reaches = |state: State| {
            let card = format!(".card[data-state={state}]");
            eventually(|| widget.text_of(&card)).unwrap_or_else(|| panic!("it does not become {state}"));
        };
        widget.enter("Task ID", "a/b");
        widget.press("Find task");
        reaches(State::Refused);
        wait_for_text(
            ctx,
            "The request was not sent, because something is missing or invalid.",
        );

        widget.enter("Task ID", &plain.task_id);
        widget.press("Try again");
        reaches(State::Review);
        widget.press("Archive task");
        reaches(State::Archived);
        wait_for_text(ctx, "Plan the spring meeting is archived");
        assert!(is_archived());

        widget.press("Restore task");
        reaches(State::Restored);
        wait_for_text(ctx, "Plan the spring meeting is back");
        assert!(!is_archived());
        let padding = ctx.browser.run(STYLE, &json!([]));
        assert_ne!(padding, "0px", "it has the element's styles");
    });
}
