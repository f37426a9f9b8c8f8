//! Changed IDs: an item in review is not archived, and a request in flight is not lost.

use std::time::Duration;

use e2e::{Context, State, Widget};
use sandbox::{Fault, ORG, Operation};
use serde_json::json;

use super::{
    LONG_DELAY, a, advance, arm, b, element, is_archived, outcomes_of, resolution, set_token, start_call, test_a,
    test_page, wait_for_deletes, wait_for_resolution,
};
use crate::steps::deletes;

/// A way to change the IDs to those in `task` and `org`. Without IDs from the page, they are entered.
type Change = (&'static str, &'static str);

/// With IDs from the page.
const BY_PAGE: [Change; 4] = [
    ("an attribute", "first.setAttribute('task-id', task)"),
    ("a property", "first.taskId = task"),
    (
        "a re-render",
        "Object.assign(first, { apiBase: '/api', orgId: org, taskId: task, confirm: 'review' })",
    ),
    (
        "a re-render that moves it",
        "const element = first; element.remove(); element.taskId = task; document.body.append(element)",
    ),
];

/// With entered IDs.
const BY_USER: [Change; 2] = [
    ("fill()", "first.fill({ taskId: task })"),
    (
        "a pasted link",
        "first.fill({ taskId: `https://go.tallyfy.com/${org}/tasks/${task}` })",
    ),
];

/// A page with one element for each way, with task A.
fn each(test: impl Fn(&Context, &Widget<'_>, &dyn Fn(&str), &str)) {
    for (ways, is_named) in [(&BY_PAGE[..], true), (&BY_USER[..], false)] {
        let task = is_named.then(|| a().task_id);
        test_page("", |ctx| {
            for (name, way) in ways {
                ctx.api().reset();
                // A new element without any state.
                let make = "document.querySelector('#first')?.remove();
                    const element = document.createElement('tallyfy-archive-task');
                    element.id = 'first';
                    element.apiBase = '/api';
                    const [org, task] = arguments;
                    element.orgId = org;
                    if (task) element.taskId = task;
                    recorder.events.length = 0;
                    delete window.onApproval;
                    document.body.append(element);";
                ctx.browser.run(make, &json!([ORG, task]));
                set_token(ctx, "first");
                let change = |to: &str| {
                    let script = format!("const [task, org] = arguments; {way}");
                    ctx.browser.run(&script, &json!([to, ORG]));
                };
                if !is_named {
                    change(&a().task_id);
                }
                let widget = ctx.widget("#first");
                assert_eq!(widget.call("find"), State::Review, "{name}");
                test(ctx, &widget, &change, name);
                // Right after a change, the item is not read.
                ctx.advance_clock(Duration::from_mins(1));
            }
        });
    }
}

#[test]
fn ids_changed_in_review_are_found_and_reviewed_before_anything_is_sent() {
    each(|ctx, widget, change, name| {
        change(&b().task_id);
        widget.wait_for_state(State::Idle);
        widget.wait_for_element("button", "Find task");
        assert!(!widget.names("button").contains(&"Archive task".to_owned()), "{name}");
        assert!(!widget.text().contains("Plan the spring meeting"), "{name}");
        widget.press("Find task");
        widget.wait_for_state(State::Review);
        assert_eq!(widget.task()["id"], b().task_id, "{name}");
        for case in [a(), b()] {
            assert!(deletes(ctx, &case).is_empty(), "{name}");
        }
    });
}

#[test]
fn ids_changed_during_the_approval_cancel_it() {
    each(|ctx, widget, change, name| {
        let script = "window.onApproval = (event) => event.detail.waitUntil(new Promise((resolve) => (window.answer = resolve)))";
        ctx.browser.run(script, &json!([]));
        start_call(ctx, "first", "archive");
        widget.wait_for_element("button", "Cancel");
        change(&b().task_id);
        wait_for_resolution(ctx, "archive", State::Idle);
        ctx.browser.run("answer(true)", &json!([]));
        advance(ctx, Duration::from_secs(5));
        assert_eq!(widget.state(), State::Idle, "{name}");
        for case in [a(), b()] {
            assert!(deletes(ctx, &case).is_empty(), "{name}");
        }
        // Nor is approval requested for the item that comes back.
        change(&a().task_id);
        assert_eq!(widget.call("find"), State::Review, "{name}");
        assert!(deletes(ctx, &a()).is_empty(), "{name}");
    });
}

#[test]
fn ids_changed_during_the_delete_let_it_settle_and_show_it_when_changed_back() {
    each(|ctx, widget, change, name| {
        let slow = Fault::usual().delayed_after_work(LONG_DELAY);
        arm(ctx, &a(), Operation::Archive, slow);
        start_call(ctx, "first", "archive");
        wait_for_deletes(ctx, &a(), 1);
        change(&b().task_id);
        widget.wait_for_state(State::Idle);
        e2e::eventually(|| {
            widget
                .text_of(".background")?
                .contains("Plan the spring meeting")
                .then_some(())
        })
        .unwrap_or_else(|| panic!("{name}: {}", widget.text()));
        assert_eq!(resolution(ctx, "archive"), None, "{name}");

        change(&a().task_id);
        widget.wait_for_state(State::Archiving);
        assert_eq!(widget.text_of(".background"), None, "{name}");
        start_call(ctx, "first", "archive");
        ctx.api().skip_delays();
        wait_for_resolution(ctx, "archive", State::Archived);
        assert_eq!(outcomes_of(ctx, Some(&a().task_id)), ["archived"], "{name}");
        assert_eq!(deletes(ctx, &a()).len(), 1, "{name}");
        assert!(deletes(ctx, &b()).is_empty(), "{name}");
    });
}

#[test]
fn a_job_in_the_background_has_a_line_before_and_after_it_settles() {
    test_a(|ctx, widget| {
        let slow = Fault::usual().delayed_after_work(LONG_DELAY);
        arm(ctx, &a(), Operation::Archive, slow);
        assert_eq!(widget.call("find"), State::Review);
        start_call(ctx, "first", "archive");
        wait_for_deletes(ctx, &a(), 1);
        widget.set("taskId", &json!(b().task_id));
        let line = || widget.text_of(".background").unwrap_or_default();
        e2e::eventually(|| line().contains("Archiving").then_some(())).unwrap_or_else(|| panic!("{}", line()));
        ctx.api().skip_delays();
        wait_for_resolution(ctx, "archive", State::Archived);
        e2e::eventually(|| line().contains("The task is archived.").then_some(()))
            .unwrap_or_else(|| panic!("{}", line()));
        assert!(line().contains("Plan the spring meeting"), "{}", line());

        // The item that is found in the meantime is a different one.
        assert_eq!(widget.call("find"), State::Review);
        assert_eq!(widget.task()["id"], b().task_id);
        assert!(!is_archived(ctx, &b().task_id));

        widget.set("taskId", &json!(a().task_id));
        widget.wait_for_state(State::Archived);
        assert_eq!(deletes(ctx, &a()).len(), 1);
    });
}

#[test]
fn an_unknown_outcome_in_the_background_is_still_checked() {
    test_a(|ctx, widget| {
        ctx.api().set_combination(
            &a().task_id,
            Operation::Archive,
            sandbox::combination("reset/later").late_by(LONG_DELAY),
        );
        assert_eq!(widget.call("find"), State::Review);
        start_call(ctx, "first", "archive");
        widget.wait_for_state(State::Unknown);
        widget.set("taskId", &json!(b().task_id));
        widget.wait_for_state(State::Idle);
        super::run_late_work(ctx);
        advance(ctx, super::AFTER_WINDOW);
        wait_for_resolution(ctx, "archive", State::Archived);
        let outcomes = outcomes_of(ctx, Some(&a().task_id));
        assert_eq!(outcomes.last().map(String::as_str), Some("archived"), "{outcomes:?}");
        assert_eq!(widget.state(), State::Idle);
    });
}

#[test]
fn an_element_removed_during_the_delete_announces_the_outcome_on_its_document() {
    test_a(|ctx, widget| {
        let slow = Fault::usual().delayed_after_work(LONG_DELAY);
        arm(ctx, &a(), Operation::Archive, slow);
        assert_eq!(widget.call("find"), State::Review);
        let script = "window.kept = first;
            window.received = [];
            kept.addEventListener('tallyfy-archived', ({ detail }) => received.push(detail.taskId));
            call('first', 'archive')";
        super::run(ctx, script);
        wait_for_deletes(ctx, &a(), 1);
        super::run(ctx, "kept.remove()");
        ctx.api().skip_delays();
        wait_for_resolution(ctx, "archive", State::Archived);
        assert_eq!(super::run(ctx, "return received"), json!([a().task_id]));
        assert_eq!(
            outcomes_of(ctx, Some(&a().task_id)),
            ["archived"],
            "the recorder listens on the document"
        );

        super::run(ctx, "document.body.append(kept)");
        widget.wait_for_state(State::Archived);
        assert_eq!(deletes(ctx, &a()).len(), 1);
    });
}

#[test]
fn a_reset_during_the_delete_and_the_same_ids_send_no_second_delete() {
    test_page(&element("first", Some(&a().task_id)), |ctx| {
        set_token(ctx, "first");
        let widget = ctx.widget("#first");
        let slow = Fault::usual().delayed_after_work(LONG_DELAY);
        arm(ctx, &a(), Operation::Archive, slow);
        assert_eq!(widget.call("find"), State::Review);
        start_call(ctx, "first", "archive");
        wait_for_deletes(ctx, &a(), 1);
        assert_eq!(widget.call("reset"), State::Idle);
        start_call(ctx, "first", "archive");
        widget.wait_for_state(State::Archiving);
        ctx.api().skip_delays();
        wait_for_resolution(ctx, "archive", State::Archived);
        assert_eq!(deletes(ctx, &a()).len(), 1);
        assert_eq!(outcomes_of(ctx, Some(&a().task_id)), ["archived"]);
    });
}
