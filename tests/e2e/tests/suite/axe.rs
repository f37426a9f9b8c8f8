//! Accessibility in every state, checked with axe.

use e2e::{Page, for_each_state, run_test};
use serde_json::json;

#[test]
fn axe_finds_no_violation_in_any_state_in_light_and_dark() {
    let mut all = Vec::new();
    for_each_state(|ctx, name| {
        for (scheme, direction) in [("light", "ltr"), ("dark", "rtl")] {
            ctx.browser.run(
                "document.documentElement.style.colorScheme = arguments[0]; document.documentElement.dir = arguments[1]",
                &json!([scheme, direction]),
            );
            let axe_violations = ctx.browser.axe_violations();
            all.extend(
                axe_violations
                    .iter()
                    .map(|barrier| format!("{name}, {scheme}: {barrier}")),
            );
        }
    });
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn axe_finds_no_violation_on_the_page_of_cases() {
    run_test(|ctx| {
        let widget = ctx.open(&Page::built());
        widget.wait_for_element("button", "Find task");
        ctx.browser.run_async(
            "while (!document.querySelector('.sandbox .cases button')) await new Promise(requestAnimationFrame);",
            &json!([]),
        );
        let axe_violations = ctx.browser.axe_violations();
        assert!(axe_violations.is_empty(), "{}", axe_violations.join("\n"));

        // axe does check the shadow root.
        let remove_label = "document.querySelector('tallyfy-archive-task').shadowRoot.querySelector('label').remove()";
        ctx.browser.run(remove_label, &json!([]));
        assert!(
            !ctx.browser.axe_violations().is_empty(),
            "a field without a label is found"
        );
    });
}
