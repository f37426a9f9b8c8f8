//! Every visible state of the element, and how to reach it.

use std::time::Duration;

use sandbox::{After, Case, Config, Cors, Fault, Operation, Reply, case};
use serde_json::json;

use crate::context::Context;
use crate::page::Page;
use crate::runner::run_cross_origin_test_with;
use crate::state::State;
use crate::wait::eventually;
use crate::widget::Widget;

/// The name of a state, and how to reach it.
type Setup = (&'static str, for<'a> fn(&'a Context) -> Widget<'a>);

const SETUPS: [Setup; 32] = [
    ("idle", |ctx| {
        let widget = ctx.open(&Page::built());
        widget.wait_for_element("button", "Find task");
        widget
    }),
    ("idle-with-field-errors", |ctx| {
        let widget = ctx.open(&Page::built());
        widget.press("Find task");
        reached(widget, State::Refused)
    }),
    ("finding", |ctx| {
        ctx.api().set_fault("*", Operation::Get, Fault::reply(Reply::Silence));
        found(ctx, "plain", State::Finding)
    }),
    ("review", |ctx| found(ctx, "plain", State::Review)),
    ("review-long-title", |ctx| found(ctx, "long-title", State::Review)),
    ("review-many-owners", |ctx| found(ctx, "many-owners", State::Review)),
    ("review-hostile-title", |ctx| found(ctx, "hostile-title", State::Review)),
    ("review-right-to-left-title", |ctx| {
        found(ctx, "right-to-left", State::Review)
    }),
    ("review-only-an-id", |ctx| found(ctx, "only-an-id", State::Review)),
    ("archiving", |ctx| {
        ctx.api()
            .set_fault("*", Operation::Archive, Fault::reply(Reply::Silence));
        with_time(archived(ctx, "plain", State::Archiving))
    }),
    ("waiting", |ctx| {
        let after = After::Seconds(100);
        let wait = Fault::reply(Reply::RetryAfter { status: 429, after });
        ctx.api().set_fault("*", Operation::Archive, wait);
        with_time(archived(ctx, "plain", State::Archiving))
    }),
    ("archived", |ctx| archived(ctx, "with-data", State::Archived)),
    ("already-archived", |ctx| found(ctx, "archived", State::Archived)),
    ("restoring", |ctx| {
        ctx.api()
            .set_fault("*", Operation::Restore, Fault::reply(Reply::Silence));
        restored(ctx, "archived", State::Restoring)
    }),
    ("restored", |ctx| restored(ctx, "archived", State::Restored)),
    ("refused-linked", |ctx| found(ctx, "linked", State::Refused)),
    ("refused-token", |ctx| found(ctx, "wrong-token", State::Refused)),
    ("refused-forbidden", |ctx| found(ctx, "no-permission", State::Refused)),
    ("refused-not-found", |ctx| found(ctx, "no-such-task", State::Refused)),
    ("refused-unreadable", |ctx| found(ctx, "sign-in-page", State::Refused)),
    ("refused-invalid", |ctx| archived(ctx, "validation", State::Refused)),
    ("refused-rate-limited", |ctx| {
        archived(ctx, "rate-limited-long", State::Refused)
    }),
    ("refused-server-error", |ctx| {
        settled(ctx, archived(ctx, "error-before", State::Unknown))
    }),
    ("refused-perhaps-blocked", |ctx| {
        settled(ctx, archived(ctx, "dropped-before", State::Unknown))
    }),
    ("refused-blocked", |ctx| {
        ctx.api().set_cors(Cors::off());
        found(ctx, "plain", State::Refused)
    }),
    ("refused-to-restore", |ctx| {
        settled(ctx, restored(ctx, "restore-fails", State::Unknown))
    }),
    ("unknown", |ctx| archived(ctx, "cannot-tell", State::Unknown)),
    ("left-behind", |ctx| {
        let widget = archived(ctx, "cannot-tell", State::Unknown);
        widget.press("Start over");
        widget.wait_for_state(State::Idle);
        let line = || widget.text_of(".background").filter(|text| !text.is_empty());
        eventually(line).expect("it is shown in a line");
        widget
    }),
    ("response", |ctx| {
        let widget = archived(ctx, "with-data", State::Archived);
        widget.press("Response");
        eventually(|| widget.text_of(".response pre").filter(|body| !body.is_empty()))
            .expect("the response is unfolded");
        widget
    }),
    ("compact", |ctx| {
        let widget = configured(ctx, "plain");
        widget.wait_for_element("button", "Find task");
        widget
    }),
    ("compact-review", |ctx| {
        let widget = configured(ctx, "plain");
        widget.press("Find task");
        reached(widget, State::Review)
    }),
    // The last one, since it allows errors on the page.
    ("not-loaded", |ctx| {
        for expected in ["wasm", "WebAssembly", "unsafe-eval"] {
            ctx.expect_error(expected);
        }
        ctx.page.set_policy("script-src 'self'");
        let widget = ctx.open(&Page::built());
        widget.wait_for_element("button", "Try again");
        ctx.page.restore_page();
        widget
    }),
];

/// Calls `look` in every state, with its name.
///
/// # Panics
/// If one is not reached, or `look` panics.
pub fn for_each_state(mut look: impl FnMut(&Context, &str)) {
    let config = Config {
        cases: false,
        ..Config::default()
    };
    run_cross_origin_test_with(config, |ctx| {
        ctx.use_fake_clock();
        for (name, enter) in SETUPS {
            // A widget that goes on checking would get the answer that is meant for the next one.
            ctx.open(&Page::embedding("", ""));
            ctx.api().reset();
            enter(ctx);
            look(ctx, name);
        }
    });
}

/// Waits until an elapsed or remaining time is shown.
fn with_time(widget: Widget<'_>) -> Widget<'_> {
    let time = || widget.text_of(".progress .hint").filter(|text| !text.is_empty());
    eventually(time).expect("a time is shown");
    widget
}

fn reached(widget: Widget<'_>, state: State) -> Widget<'_> {
    widget.wait_for_state(state);
    widget
}

/// Waits for the end of the in-doubt window, so that the outcome is known.
fn settled<'a>(ctx: &Context, widget: Widget<'a>) -> Widget<'a> {
    ctx.advance_clock(Duration::from_secs(31));
    reached(widget, State::Refused)
}

fn filled<'a>(ctx: &'a Context, case: &Case) -> Widget<'a> {
    let widget = ctx.open(&Page::built());
    let values = json!({ "orgId": case.org_id, "taskId": case.task_id, "token": case.token });
    widget.fill(&values);
    widget
}

fn found<'a>(ctx: &'a Context, name: &str, end: State) -> Widget<'a> {
    let widget = filled(ctx, &case(name));
    widget.press("Find task");
    reached(widget, end)
}

fn archived<'a>(ctx: &'a Context, name: &str, end: State) -> Widget<'a> {
    let widget = found(ctx, name, State::Review);
    widget.press("Archive task");
    reached(widget, end)
}

fn restored<'a>(ctx: &'a Context, name: &str, end: State) -> Widget<'a> {
    let widget = found(ctx, name, State::Archived);
    widget.press("Restore task");
    reached(widget, end)
}

/// The element on a page that sets the task and the token.
fn configured<'a>(ctx: &'a Context, name: &str) -> Widget<'a> {
    let case = case(name);
    let widget = ctx.open(&Page::built());
    widget.set("orgId", &json!(case.org_id));
    widget.set("taskId", &json!(case.task_id));
    widget.set("token", &json!(case.token));
    eventually(|| widget.names("field").is_empty().then_some(())).expect("the fields go away");
    widget
}
