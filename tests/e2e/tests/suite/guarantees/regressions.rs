//! Regression tests: each reproduces a violation of a guarantee in Chromium.

use std::time::Duration;

use e2e::{Context, State, Widget, run_test};
use sandbox::{ArchivedList, Fault, Operation, Reads, Reply, TOKEN, case, combination};
use serde_json::json;

use super::{
    AFTER_WINDOW, FIRST_CHECK, LONG_DELAY, a, advance, arm, b, deletes_of, element, is_archived, outcomes, outcomes_of,
    review_under, run, run_late_work, set_token, start_call, test_a, test_page, wait_for_deletes, wait_for_resolution,
};
use crate::matrix::{POLICY_FOR_WORKERS, WORKER};
use crate::steps::{deletes, find};

#[test]
fn another_task_and_token_after_a_401_are_reviewed_before_a_delete() {
    run_test(|ctx| {
        let widget = find(ctx, &a());
        arm(ctx, &a(), Operation::Archive, Fault::fixture("unauthenticated-401"));
        widget.press("Archive task");
        widget.wait_for_state(State::Refused);
        widget.enter("Task ID", &b().task_id);
        widget.enter("Access token", TOKEN);
        widget.press("Try again");
        widget.wait_for_state(State::Review);
        assert_eq!(widget.task()["id"], b().task_id);
        assert!(deletes(ctx, &b()).is_empty());
        widget.press("Archive task");
        widget.wait_for_state(State::Archived);
        assert!(is_archived(ctx, &b().task_id));
        assert!(!is_archived(ctx, &a().task_id));
    });
}

#[test]
fn the_button_in_review_does_not_delete_a_task_that_was_filled_in_later() {
    test_page(&element("first", None), |ctx| {
        set_token(ctx, "first");
        let widget = ctx.widget("#first");
        let fill = "first.fill({ taskId: arguments[0] })";
        ctx.browser.run(fill, &json!([a().task_id]));
        assert_eq!(widget.call("find"), State::Review);
        widget.wait_for_element("button", "Archive task");
        // Before the next rendering.
        let script = "const buttons = [...first.shadowRoot.querySelectorAll('button')];
            const button = buttons.find((button) => button.textContent.trim() === 'Archive task');
            first.fill({ taskId: arguments[0] });
            button.click();";
        ctx.browser.run(script, &json!([b().task_id]));
        assert_eq!(widget.state(), State::Idle);
        widget.wait_for_element("button", "Find task");
        advance(ctx, Duration::from_secs(5));
        assert!(deletes(ctx, &a()).is_empty());
        assert!(deletes(ctx, &b()).is_empty());
        assert_eq!(widget.call("archive"), State::Archived, "the page itself names it now");
        assert!(is_archived(ctx, &b().task_id));
    });
}

/// Archives under each combination with late work: unknown until a check finds it archived.
fn assert_archived_late(names: &[&str]) {
    test_a(|ctx, widget| {
        for name in names {
            let task = review_under(ctx, &widget, &combination(name));
            start_call(ctx, "first", "archive");
            widget.wait_for_state(State::Unknown);
            advance(ctx, FIRST_CHECK);
            run_late_work(ctx);
            advance(ctx, AFTER_WINDOW);
            wait_for_resolution(ctx, "archive", State::Archived);
            let outcomes = outcomes_of(ctx, Some(&task));
            assert_eq!(outcomes.len(), 2, "{name}: {outcomes:?}");
            assert!(outcomes[0].starts_with("unknown"), "{name}: {outcomes:?}");
            assert!(outcomes[0].ends_with("checking"), "{name}: {outcomes:?}");
            assert_eq!(outcomes[1], "archived", "{name}");
            assert!(is_archived(ctx, &task), "{name}");
        }
    });
}

#[test]
fn a_reset_connection_with_late_execution_is_not_refused() {
    assert_archived_late(&["reset/later"]);
}

#[test]
fn a_502_522_or_524_that_is_executed_later_is_not_refused() {
    assert_archived_late(&["502/later", "522/later", "524/later"]);
}

/// Archives under each combination with work before the response: the first read finds it archived.
fn assert_archived_at_once(names: &[&str]) {
    test_a(|ctx, widget| {
        for name in names {
            let task = review_under(ctx, &widget, &combination(name));
            assert_eq!(archive_with_waits(ctx, &widget), "archived", "{name}");
            assert_eq!(outcomes_of(ctx, Some(&task)), ["archived"], "{name}");
        }
    });
}

/// Archives, and advances the clock by each `Retry-After`.
fn archive_with_waits(ctx: &Context, widget: &Widget<'_>) -> String {
    start_call(ctx, "first", "archive");
    let settled = e2e::eventually(|| {
        if widget.state() == State::Archiving {
            advance(ctx, Duration::from_secs(5));
        }
        super::resolution(ctx, "archive")
    });
    settled.expect("it settles")
}

#[test]
fn a_503_after_execution_with_a_long_retry_after_is_not_refused() {
    assert_archived_at_once(&["503-long/before"]);
}

#[test]
fn a_503_after_execution_with_no_retries_left_is_not_refused() {
    test_a(|ctx, widget| {
        let not_done = || {
            Fault::reply(Reply::RetryAfter {
                status: 503,
                after: sandbox::After::Seconds(1),
            })
        };
        let faults = [not_done(), not_done(), not_done(), not_done().after_work()];
        ctx.api().set_faults(&a().task_id, Operation::Archive, faults);
        assert_eq!(widget.call("find"), State::Review);
        assert_eq!(archive_with_waits(ctx, &widget), "archived");
        assert_eq!(deletes(ctx, &a()).len(), 4);
        assert_eq!(outcomes(ctx), ["archived"]);
    });
}

#[test]
fn a_503_after_execution_is_not_retried() {
    test_a(|ctx, widget| {
        let task = review_under(ctx, &widget, &combination("503-short/before"));
        assert_eq!(archive_with_waits(ctx, &widget), "archived");
        assert_eq!(deletes_of(ctx, &task), 1);
    });
}

#[test]
fn a_503_after_execution_that_is_cancelled_during_the_backoff_is_not_refused() {
    test_a(|ctx, widget| {
        let wait = Reply::RetryAfter {
            status: 503,
            after: sandbox::After::Seconds(60),
        };
        arm(ctx, &a(), Operation::Archive, Fault::reply(wait).after_work());
        assert_eq!(widget.call("find"), State::Review);
        start_call(ctx, "first", "archive");
        wait_for_deletes(ctx, &a(), 1);
        widget.press("Cancel");
        wait_for_resolution(ctx, "archive", State::Archived);
        assert_eq!(outcomes(ctx), ["archived"]);
        assert_eq!(deletes(ctx, &a()).len(), 1);
    });
}

#[test]
fn a_refused_retry_by_the_browser_after_execution_is_not_refused() {
    test_a(|ctx, widget| {
        for name in [
            "repeat/401",
            "repeat/402",
            "repeat/403",
            "repeat/423",
            "repeat/429",
            "repeat/429-long",
        ] {
            let task = review_under(ctx, &widget, &combination(name));
            assert_eq!(archive_with_waits(ctx, &widget), "archived", "{name}");
            assert_eq!(outcomes_of(ctx, Some(&task)), ["archived"], "{name}");
            // Every engine retries a DELETE by itself if its connection is reset.
            assert!(deletes_of(ctx, &task) > 1, "{name}: the retry was refused");
            // Until the gate opens again.
            ctx.advance_clock(Duration::from_mins(2));
        }
    });
}

#[test]
fn a_500_about_detaching_a_linked_task_is_not_a_linked_refusal() {
    assert_archived_at_once(&["500-detach/before"]);
    assert_archived_late(&["500-detach/later"]);
}

/// Archives under each combination without work: `archived` is never announced, and at the end it is refused.
fn assert_never_archived(ctx: &Context, widget: &Widget<'_>, names: &[&str]) {
    for name in names {
        let task = review_under(ctx, widget, &combination(name));
        start_call(ctx, "first", "archive");
        // After an explicit refusal nothing is in doubt.
        e2e::eventually(|| (widget.state() != State::Archiving).then_some(())).expect("it settles");
        if widget.state() == State::Unknown {
            advance(ctx, FIRST_CHECK);
            assert_eq!(widget.state(), State::Unknown, "{name}");
            advance(ctx, AFTER_WINDOW);
        }
        wait_for_resolution(ctx, "archive", State::Refused);
        let outcomes = outcomes_of(ctx, Some(&task));
        assert!(!outcomes.contains(&"archived".to_owned()), "{name}: {outcomes:?}");
        assert!(
            outcomes.last().is_some_and(|last| last.starts_with("refused")),
            "{name}: {outcomes:?}"
        );
        assert!(!is_archived(ctx, &task), "{name}");
    }
}

#[test]
fn a_200_that_shows_the_task_not_archived_is_not_archived() {
    test_a(|ctx, widget| assert_never_archived(ctx, &widget, &["200-task-unchanged/never"]));
}

#[test]
fn a_202_or_207_after_which_nothing_happened_is_not_archived() {
    test_a(|ctx, widget| assert_never_archived(ctx, &widget, &["202/never", "202-empty/never", "207/never"]));
}

#[test]
fn a_200_whose_body_refuses_is_not_archived() {
    test_a(|ctx, widget| assert_never_archived(ctx, &widget, &["200-error/never", "200-error-object/never"]));
}

#[test]
fn a_200_with_unrelated_text_or_nothing_is_not_archived() {
    test_a(|ctx, widget| {
        assert_never_archived(
            ctx,
            &widget,
            &["200-text/never", "200-unrelated/never", "200-empty/never"],
        );
    });
}

#[test]
fn a_200_from_a_service_worker_for_an_unreachable_server_is_not_archived() {
    run_test(|ctx| {
        ctx.use_fake_clock();
        ctx.page.put_file("/worker.js", "text/javascript", WORKER);
        ctx.page.set_policy(POLICY_FOR_WORKERS);
        let page = format!("{}{}", super::SCRIPT, include_str!("../matrix/start_worker.js"));
        ctx.open(&e2e::Page::embedding(element("first", Some(&a().task_id)), page));
        crate::steps::wait_for_script(ctx, "startWorker");
        set_token(ctx, "first");
        let widget = ctx.widget("#first");
        for text in ["", "You are offline."] {
            let task = review_under(ctx, &widget, &combination("reset/never"));
            let answers = json!([[{ "task": task, "method": "DELETE", "text": text }]]);
            ctx.browser.run_async("await startWorker(arguments_[0])", &answers);
            start_call(ctx, "first", "archive");
            widget.wait_for_state(State::Unknown);
            advance(ctx, AFTER_WINDOW);
            wait_for_resolution(ctx, "archive", State::Refused);
            assert_eq!(
                outcomes_of(ctx, Some(&task)),
                ["unknown unreadable checking", "refused unreadable"]
            );
        }
    });
}

/// Runs a script while the DELETE of A is in flight: the outcome is announced anyway.
fn outcome_survives(script: &str) {
    test_a(|ctx, widget| {
        let slow = Fault::usual().delayed_after_work(LONG_DELAY);
        arm(ctx, &a(), Operation::Archive, slow);
        assert_eq!(widget.call("find"), State::Review);
        start_call(ctx, "first", "archive");
        wait_for_deletes(ctx, &a(), 1);
        ctx.browser.run(script, &json!([b().task_id]));
        ctx.api().skip_delays();
        wait_for_resolution(ctx, "archive", State::Archived);
        assert_eq!(outcomes_of(ctx, Some(&a().task_id)), ["archived"]);
        assert_eq!(widget.state(), State::Idle, "and the element is about something else");
        assert!(deletes(ctx, &b()).is_empty());
    });
}

#[test]
fn the_outcome_is_announced_if_the_task_id_changed_during_the_delete() {
    outcome_survives("first.taskId = arguments[0]");
}

#[test]
fn the_outcome_is_announced_if_the_api_changed_during_the_delete() {
    outcome_survives("first.apiBase = 'https://go.tallyfy.com/api'");
}

#[test]
fn the_outcome_is_announced_if_the_element_was_reset_during_the_delete() {
    outcome_survives("first.reset()");
}

#[test]
fn not_found_with_an_unreadable_archived_list_is_not_reported_as_missing() {
    let archived = case("archived");
    test_page(&element("first", Some(&archived.task_id)), |ctx| {
        set_token(ctx, "first");
        let widget = ctx.widget("#first");
        for (list, kind) in [
            (ArchivedList::Error, "server-error"),
            (ArchivedList::Html, "unreadable"),
            (ArchivedList::CutOff, "unreadable"),
        ] {
            ctx.api().set_reads(Reads {
                archived_list: list,
                ..Reads::default()
            });
            assert_eq!(widget.call("find"), State::Refused, "{list:?}");
            assert_eq!(widget.problem()["kind"], kind, "{list:?}");
            widget.wait_for_state(State::Refused);
            let text = widget.text();
            assert!(text.contains("the archive could not be searched"), "{list:?}: {text}");
        }
        ctx.api().set_reads(Reads::default());
        assert_eq!(widget.call("find"), State::Archived);
        assert_eq!(run(ctx, "return first.item.id"), archived.task_id);
    });
}
