//! Nothing keeps anybody out, in any state.

use e2e::{Page, play, tour};
use serde_json::json;

#[test]
fn axe_finds_nothing_in_any_state_by_day_and_by_night() {
    let mut all = Vec::new();
    tour(|stage, name| {
        for (scheme, direction) in [("light", "ltr"), ("dark", "rtl")] {
            stage.browser.run(
                "document.documentElement.style.colorScheme = arguments[0]; document.documentElement.dir = arguments[1]",
                &json!([scheme, direction]),
            );
            let barriers = stage.browser.barriers();
            all.extend(barriers.iter().map(|barrier| format!("{name}, {scheme}: {barrier}")));
        }
    });
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn axe_finds_nothing_on_the_page_with_the_list_of_cases() {
    play(|stage| {
        let widget = stage.open(&Page::built());
        widget.shows("button", "Find task");
        stage.browser.wait_for(
            "while (!document.querySelector('.sandbox .cases button')) await new Promise(requestAnimationFrame);",
            &json!([]),
        );
        let barriers = stage.browser.barriers();
        assert!(barriers.is_empty(), "{}", barriers.join("\n"));

        // It does look into the element.
        let spoil = "document.querySelector('tallyfy-archive-task').shadowRoot.querySelector('label').remove()";
        stage.browser.run(spoil, &json!([]));
        assert!(!stage.browser.barriers().is_empty(), "a field without a label is found");
    });
}
