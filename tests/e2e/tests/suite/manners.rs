//! How the widget behaves on the screen: it shows no more than there is to show, and does not flicker.

use e2e::{Page, Stage, State, Widget, eventually, play};
use sandbox::{Case, Fault, Operation, Reply, case};
use serde_json::json;

/// Whether there is a card around the button: what can be seen of it.
const CHROME: &str = "
const card = getComputedStyle(document.querySelector('tallyfy-archive-task').shadowRoot.querySelector('.card'));
return [card.borderTopWidth, card.paddingTop, card.backgroundColor].some((value) => !['0px', 'rgba(0, 0, 0, 0)'].includes(value))";

/// How long after the beginning of `find()` the first change on the screen comes, and whether it is the progress.
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

fn given<'a>(stage: &'a Stage, case: &Case) -> Widget<'a> {
    let widget = stage.open(&Page::built());
    for (property, value) in [("orgId", case.org_id), ("taskId", &case.task_id), ("token", case.token)] {
        widget.set(property, &json!(value));
    }
    // A click at the place where the button was, above fields that go away, would be lost.
    eventually(|| widget.names("field").is_empty().then_some(())).expect("the fields go away");
    widget
}

#[test]
fn where_the_page_gives_everything_there_is_only_a_button_until_there_is_something_to_show() {
    play(|stage| {
        let has_chrome = |expected| {
            let is = || stage.browser.run(CHROME, &json!([])) == expected;
            eventually(|| is().then_some(())).is_some()
        };
        stage.open(&Page::built()).shows("button", "Find task");
        assert!(has_chrome(true), "with fields");

        let widget = given(stage, &case("plain"));
        assert_eq!(widget.text(), "Find task");
        assert!(has_chrome(false), "with a button");
        widget.press("Find task");
        widget.waits_for(State::Review);
        assert!(has_chrome(true), "with a task");
        widget.press("Start over");
        widget.waits_for(State::Idle);
        assert!(has_chrome(false), "with a button");
    });
}

#[test]
fn the_screen_stays_as_it_is_for_a_moment_before_progress_shows() {
    play(|stage| {
        let plain = case("plain");
        let widget = given(stage, &plain);
        // The form of before the WebAssembly is there has given way to the widget's own by then.
        widget.press("Find task");
        widget.waits_for(State::Review);
        widget.press("Start over");
        widget.waits_for(State::Idle);
        let silence = Fault::reply(Reply::Silence);
        stage.api().set_fault(&plain.task_id, Operation::Get, silence);
        let first = stage.browser.wait_for(FIRST_CHANGE, &json!([]));
        let after = first[0].as_f64().unwrap_or_default();
        // A timer may be early by what the clock is rounded to.
        assert!(after > 295.0, "after {after} ms");
        assert_eq!(first[1], true, "it is the progress");
        assert_eq!(first[2], true, "in the place of the form");
    });
}

#[test]
fn nothing_turns_for_readers_who_want_no_motion() {
    play(|stage| {
        let plain = case("plain");
        let silence = Fault::reply(Reply::Silence);
        stage.api().set_fault(&plain.task_id, Operation::Get, silence);
        let widget = given(stage, &plain);
        widget.press("Find task");
        widget.waits_for(State::Finding);
        let turns = |name: &str| {
            let script = "
                const { shadowRoot } = document.querySelector('tallyfy-archive-task');
                return getComputedStyle(shadowRoot.querySelector('.spinner')).animationName";
            eventually(|| (stage.browser.run(script, &json!([])) == name).then_some(())).is_some()
        };
        assert!(turns("turn"), "for everybody else");
        // WebKit asks the operating system, which its driver cannot speak for.
        if !stage.browser.reduce_motion() {
            return stage.lacks("a reader who wants no motion");
        }
        assert!(turns("none"));
    });
}

#[test]
fn a_button_of_the_screen_before_does_not_leave_an_operation_alone() {
    play(|stage| {
        let plain = case("plain");
        let silence = Fault::reply(Reply::Silence).after_work();
        stage.api().set_fault(&plain.task_id, Operation::Archive, silence);
        let widget = given(stage, &plain);
        widget.press("Find task");
        widget.waits_for(State::Review);
        stage.browser.run(
            "const { shadowRoot } = document.querySelector('tallyfy-archive-task');
             const buttons = [...shadowRoot.querySelectorAll('.actions button')];
             for (const name of ['Archive task', 'Start over']) buttons.find((button) => button.textContent === name).click()",
            &json!([]),
        );
        widget.waits_for(State::Archiving);
    });
}
