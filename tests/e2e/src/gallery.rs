//! Every state there is to see, and how it comes about.

use std::time::Duration;

use sandbox::{After, Case, Config, Cors, Fault, Operation, Reply, case};
use serde_json::json;

use crate::page::Page;
use crate::patience::eventually;
use crate::stage::{Stage, play_across_on};
use crate::state::State;
use crate::widget::Widget;

/// A state worth looking at: its name, and how it is reached.
type Scene = (&'static str, for<'a> fn(&'a Stage) -> Widget<'a>);

const SCENES: [Scene; 32] = [
    ("idle", |stage| {
        let widget = stage.open(&Page::built());
        widget.shows("button", "Find task");
        widget
    }),
    ("idle-with-field-errors", |stage| {
        let widget = stage.open(&Page::built());
        widget.press("Find task");
        reached(widget, State::Refused)
    }),
    ("finding", |stage| {
        stage.api().set_fault("*", Operation::Get, Fault::reply(Reply::Silence));
        found(stage, "plain", State::Finding)
    }),
    ("review", |stage| found(stage, "plain", State::Review)),
    ("review-long-title", |stage| found(stage, "long-title", State::Review)),
    ("review-many-owners", |stage| found(stage, "many-owners", State::Review)),
    ("review-hostile-title", |stage| {
        found(stage, "hostile-title", State::Review)
    }),
    ("review-right-to-left-title", |stage| {
        found(stage, "right-to-left", State::Review)
    }),
    ("review-only-an-id", |stage| found(stage, "only-an-id", State::Review)),
    ("archiving", |stage| {
        stage
            .api()
            .set_fault("*", Operation::Archive, Fault::reply(Reply::Silence));
        with_time(archived(stage, "plain", State::Archiving))
    }),
    ("waiting", |stage| {
        let after = After::Seconds(100);
        let wait = Fault::reply(Reply::RetryAfter { status: 429, after });
        stage.api().set_fault("*", Operation::Archive, wait);
        with_time(archived(stage, "plain", State::Archiving))
    }),
    ("archived", |stage| archived(stage, "with-data", State::Archived)),
    ("already-archived", |stage| found(stage, "archived", State::Archived)),
    ("restoring", |stage| {
        stage
            .api()
            .set_fault("*", Operation::Restore, Fault::reply(Reply::Silence));
        restored(stage, "archived", State::Restoring)
    }),
    ("restored", |stage| restored(stage, "archived", State::Restored)),
    ("refused-linked", |stage| found(stage, "linked", State::Refused)),
    ("refused-token", |stage| found(stage, "wrong-token", State::Refused)),
    ("refused-forbidden", |stage| {
        found(stage, "no-permission", State::Refused)
    }),
    ("refused-not-found", |stage| {
        found(stage, "no-such-task", State::Refused)
    }),
    ("refused-unreadable", |stage| {
        found(stage, "sign-in-page", State::Refused)
    }),
    ("refused-invalid", |stage| archived(stage, "validation", State::Refused)),
    ("refused-rate-limited", |stage| {
        archived(stage, "rate-limited-long", State::Refused)
    }),
    ("refused-server-error", |stage| {
        settled(stage, archived(stage, "error-before", State::Unknown))
    }),
    ("refused-perhaps-blocked", |stage| {
        settled(stage, archived(stage, "dropped-before", State::Unknown))
    }),
    ("refused-blocked", |stage| {
        stage.api().set_cors(Cors::off());
        found(stage, "plain", State::Refused)
    }),
    ("refused-to-restore", |stage| {
        settled(stage, restored(stage, "restore-fails", State::Unknown))
    }),
    ("unknown", |stage| archived(stage, "cannot-tell", State::Unknown)),
    ("left-behind", |stage| {
        let widget = archived(stage, "cannot-tell", State::Unknown);
        widget.press("Start over");
        widget.waits_for(State::Idle);
        let line = || widget.part(".background").filter(|text| !text.is_empty());
        eventually(line).expect("it is shown in a line");
        widget
    }),
    ("response", |stage| {
        let widget = archived(stage, "with-data", State::Archived);
        widget.press("Response");
        eventually(|| widget.part(".response pre").filter(|body| !body.is_empty())).expect("the response is unfolded");
        widget
    }),
    ("compact", |stage| {
        let widget = given(stage, "plain");
        widget.shows("button", "Find task");
        widget
    }),
    ("compact-review", |stage| {
        let widget = given(stage, "plain");
        widget.press("Find task");
        reached(widget, State::Review)
    }),
    // The last one: what the page complains of then is expected.
    ("not-loaded", |stage| {
        for expected in ["wasm", "WebAssembly", "unsafe-eval"] {
            stage.expect(expected);
        }
        stage.page.set_policy("script-src 'self'");
        let widget = stage.open(&Page::built());
        widget.shows("button", "Try again");
        stage.page.restore_page();
        widget
    }),
];

/// Shows every state to `look`, with its name.
///
/// # Panics
/// If one is not reached, or `look` panics.
pub fn tour(mut look: impl FnMut(&Stage, &str)) {
    let config = Config {
        cases: false,
        ..Config::default()
    };
    play_across_on(config, |stage| {
        stage.set_clock();
        for (name, enter) in SCENES {
            stage.api().reset();
            enter(stage);
            look(stage, name);
        }
    });
}

/// Waits until it is shown how long it takes already, or still.
fn with_time(widget: Widget<'_>) -> Widget<'_> {
    let time = || widget.part(".progress .hint").filter(|text| !text.is_empty());
    eventually(time).expect("a time is shown");
    widget
}

fn reached(widget: Widget<'_>, state: State) -> Widget<'_> {
    widget.waits_for(state);
    widget
}

/// Lets the time pass in which a copy of the request may still be executed, so that what did not happen is known.
fn settled<'a>(stage: &Stage, widget: Widget<'a>) -> Widget<'a> {
    stage.skip(Duration::from_secs(31));
    reached(widget, State::Refused)
}

fn filled<'a>(stage: &'a Stage, case: &Case) -> Widget<'a> {
    let widget = stage.open(&Page::built());
    let values = json!({ "orgId": case.org_id, "taskId": case.task_id, "token": case.token });
    widget.fill(&values);
    widget
}

fn found<'a>(stage: &'a Stage, name: &str, end: State) -> Widget<'a> {
    let widget = filled(stage, &case(name));
    widget.press("Find task");
    reached(widget, end)
}

fn archived<'a>(stage: &'a Stage, name: &str, end: State) -> Widget<'a> {
    let widget = found(stage, name, State::Review);
    widget.press("Archive task");
    reached(widget, end)
}

fn restored<'a>(stage: &'a Stage, name: &str, end: State) -> Widget<'a> {
    let widget = found(stage, name, State::Archived);
    widget.press("Restore task");
    reached(widget, end)
}

/// The element on a page that knows the task and has the token.
fn given<'a>(stage: &'a Stage, name: &str) -> Widget<'a> {
    let case = case(name);
    let widget = stage.open(&Page::built());
    widget.set("orgId", &json!(case.org_id));
    widget.set("taskId", &json!(case.task_id));
    widget.set("token", &json!(case.token));
    eventually(|| widget.names("field").is_empty().then_some(())).expect("the fields go away");
    widget
}
