//! Rendering: the widget shows no more than needed, and does not flicker.

use e2e::{Context, Page, State, Widget, eventually, run_test};
use sandbox::{Case, Fault, Operation, Reply, case};
use serde_json::json;

/// The visible styles of the card around the button.
const CHROME: &str = "
const card = getComputedStyle(document.querySelector('tallyfy-archive-task').shadowRoot.querySelector('.card'));
return [card.borderTopWidth, card.paddingTop, card.backgroundColor].some((value) => !['0px', 'rgba(0, 0, 0, 0)'].includes(value))";

/// The delay from `find()` to the first rendered change, and whether it is the progress.
const FIRST_CHANGE: &str = "
const element = document.querySelector('tallyfy-archive-task');
const card = element.shadowRoot.querySelector('.card');
const began = new Promise((tell) => element.addEventListener('tallyfy-state', () => tell(performance.now()), { once: true }));
const changed = new Promise((tell) => {
  new MutationObserver((_, observer) => {
    observer.disconnect();
    tell([performance.now(), card.querySelector('.progress') !== null, card.querySelector('form') === null]);
  }).observe(card, { childList: true, subtree: true });
});
element.find();
const [at, ...shows] = await changed;
return [at - (await began), ...shows];";

fn configured<'a>(ctx: &'a Context, case: &Case) -> Widget<'a> {
    let widget = ctx.open(&Page::built());
    for (property, value) in [("orgId", case.org_id), ("taskId", &case.task_id), ("token", case.token)] {
        widget.set(property, &json!(value));
    }
    // A click at the old position of the button, above fields that disappear, would be lost.
    eventually(|| widget.names("field").is_empty().then_some(())).expect("the fields go away");
    widget
}

#[test]
fn if_the_page_sets_everything_only_a_button_is_shown() {
    run_test(|ctx| {
        let has_chrome = |expected| {
            let is = || ctx.browser.run(CHROME, &json!([])) == expected;
            eventually(|| is().then_some(())).is_some()
        };
        ctx.open(&Page::built()).wait_for_element("button", "Find task");
        assert!(has_chrome(true), "with fields");

        let widget = configured(ctx, &case("plain"));
        assert_eq!(widget.text(), "Find task");
        assert!(has_chrome(false), "with a button");
        widget.press("Find task");
        widget.wait_for_state(State::Review);
        assert!(has_chrome(true), "with a task");
        widget.press("Start over");
        widget.wait_for_state(State::Idle);
        assert!(has_chrome(false), "with a button");
    });
}

#[test]
fn progress_is_shown_after_a_short_delay() {
    run_test(|ctx| {
        let plain = case("plain");
        let widget = configured(ctx, &plain);
        // By then the widget has replaced the early form.
        widget.press("Find task");
        widget.wait_for_state(State::Review);
        widget.press("Start over");
        widget.wait_for_state(State::Idle);
        let silence = Fault::reply(Reply::Silence);
        ctx.api().set_fault(&plain.task_id, Operation::Get, silence);
        let first = ctx.browser.run_async(FIRST_CHANGE, &json!([]));
        let after = first[0].as_f64().unwrap_or_default();
        // A timer may be early by the resolution of the clock.
        assert!(after > 295.0, "after {after} ms");
        assert_eq!(first[1], true, "it is the progress");
        assert_eq!(first[2], true, "in the place of the form");
    });
}

/// Starts a search that does not end.
fn wait_for_the_spinner(ctx: &Context) {
    let plain = case("plain");
    let silence = Fault::reply(Reply::Silence);
    ctx.api().set_fault(&plain.task_id, Operation::Get, silence);
    let widget = configured(ctx, &plain);
    widget.press("Find task");
    widget.wait_for_state(State::Finding);
}

fn wait_for_animation(ctx: &Context, name: &str) {
    let script = "
        const { shadowRoot } = document.querySelector('tallyfy-archive-task');
        return getComputedStyle(shadowRoot.querySelector('.spinner')).animationName";
    eventually(|| (ctx.browser.run(script, &json!([])) == name).then_some(())).expect(name);
}

#[test]
fn the_spinner_turns() {
    run_test(|ctx| {
        wait_for_the_spinner(ctx);
        wait_for_animation(ctx, "turn");
    });
}

#[test]
fn nothing_is_animated_with_reduced_motion() {
    run_test(|ctx| {
        wait_for_the_spinner(ctx);
        wait_for_animation(ctx, "turn");
        // WebKit uses the setting of the operating system, which its driver cannot emulate.
        assert!(ctx.browser.reduce_motion(), "the driver can emulate it");
        wait_for_animation(ctx, "none");
    });
}

#[test]
fn a_button_of_the_previous_screen_does_not_abandon_an_operation() {
    run_test(|ctx| {
        let plain = case("plain");
        let silence = Fault::reply(Reply::Silence).after_work();
        ctx.api().set_fault(&plain.task_id, Operation::Archive, silence);
        let widget = configured(ctx, &plain);
        widget.press("Find task");
        widget.wait_for_state(State::Review);
        ctx.browser.run(
            "const { shadowRoot } = document.querySelector('tallyfy-archive-task');
             const buttons = [...shadowRoot.querySelectorAll('.actions button')];
             for (const name of ['Archive task', 'Start over']) buttons.find((button) => button.textContent === name).click()",
            &json!([]),
        );
        widget.wait_for_state(State::Archiving);
    });
}
