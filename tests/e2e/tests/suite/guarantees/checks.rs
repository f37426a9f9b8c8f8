//! When an unknown outcome is checked, and when a token is requested first.

use std::time::Duration;

use e2e::{State, eventually};
use sandbox::{After, Fault, Operation, Reply, TOKEN};
use serde_json::json;

use super::{
    AFTER_WINDOW, FIRST_CHECK, LONG_DELAY, a, advance, arm, is_archived, outcomes, run, start_call, test_a,
    wait_for_deletes, wait_for_resolution,
};
use crate::steps::deletes;

/// Archives A so that the outcome stays unknown, with or without automatic checks.
fn leave_unknown(ctx: &e2e::Context, answer: &str) {
    arm(ctx, &a(), Operation::Archive, Fault::fixture(answer).after_work());
    arm(ctx, &a(), Operation::Get, Fault::fixture("server-error-500"));
    start_call(ctx, "first", "archive");
}

#[test]
fn becoming_online_or_visible_starts_a_check() {
    for event in [
        "window.dispatchEvent(new Event('online'))",
        "document.dispatchEvent(new Event('visibilitychange'))",
    ] {
        test_a(|ctx, widget| {
            assert_eq!(widget.call("find"), State::Review);
            leave_unknown(ctx, "locked-423");
            wait_for_resolution(ctx, "archive", State::Unknown);
            assert_eq!(outcomes(ctx), ["unknown locked"], "no checks by itself");
            ctx.api().clear_faults();
            advance(ctx, AFTER_WINDOW);
            assert_eq!(widget.state(), State::Unknown);
            run(ctx, event);
            widget.wait_for_state(State::Archived);
            assert_eq!(outcomes(ctx), ["unknown locked", "archived"], "{event}");
        });
    }
}

#[test]
fn leaving_the_page_prompts_only_while_a_change_is_in_flight() {
    test_a(|ctx, widget| {
        let asks = || {
            let script = "return !dispatchEvent(new Event('beforeunload', { cancelable: true }))";
            run(ctx, script) == true
        };
        assert!(!asks());
        assert_eq!(widget.call("find"), State::Review);
        assert!(!asks());
        let slow = Fault::usual().delayed_after_work(LONG_DELAY);
        arm(ctx, &a(), Operation::Archive, slow);
        start_call(ctx, "first", "archive");
        wait_for_deletes(ctx, &a(), 1);
        assert!(asks());
        run(ctx, "first.taskId = 'another'");
        widget.wait_for_state(State::Idle);
        assert!(asks(), "in the background, too");
        ctx.api().skip_delays();
        wait_for_resolution(ctx, "archive", State::Archived);
        assert!(!asks());
    });
}

#[test]
fn an_expired_token_is_refreshed_once_if_possible() {
    test_a(|ctx, widget| {
        let script = "window.refreshed = [];
            first.getToken = ({ refresh }) => { refreshed.push(refresh); return arguments[0]; }";
        ctx.browser
            .run(&script.replace("arguments[0]", &format!("'{TOKEN}'")), &json!([]));
        assert_eq!(widget.call("find"), State::Review);
        let expired = Fault::fixture("unauthenticated-401");
        arm(ctx, &a(), Operation::Archive, expired.clone().times(1));
        assert_eq!(widget.call("archive"), State::Archived);
        assert_eq!(deletes(ctx, &a()).len(), 2);
        let refreshed = run(ctx, "return refreshed");
        let times = refreshed
            .as_array()
            .into_iter()
            .flatten()
            .filter(|refresh| **refresh == true);
        assert_eq!(times.count(), 1, "{refreshed}");
        assert_eq!(outcomes(ctx), ["archived"]);
    });
}

#[test]
fn an_expired_token_that_cannot_be_refreshed_is_prompted_for_and_returns_to_review() {
    test_a(|ctx, widget| {
        assert_eq!(widget.call("find"), State::Review);
        let expired = Fault::fixture("unauthenticated-401");
        arm(ctx, &a(), Operation::Archive, expired.clone());
        arm(ctx, &a(), Operation::Get, expired);
        start_call(ctx, "first", "archive");
        wait_for_resolution(ctx, "archive", State::Unknown);
        assert_eq!(outcomes(ctx), ["unknown unauthenticated"]);
        widget.wait_for_state(State::Unknown);
        assert!(
            widget.text().contains("The access token is no longer valid"),
            "{}",
            widget.text()
        );
        let reads = ctx.api().log().len();
        advance(ctx, AFTER_WINDOW);
        assert_eq!(ctx.api().log().len(), reads, "nothing is checked by itself");

        ctx.api().clear_faults();
        widget.enter("Access token", TOKEN);
        widget.press("Check again");
        widget.wait_for_state(State::Review);
        assert_eq!(widget.task()["id"], a().task_id);
        assert_eq!(deletes(ctx, &a()).len(), 1);
        widget.press("Archive task");
        widget.wait_for_state(State::Archived);
        assert!(is_archived(ctx, &a().task_id));
    });
}

#[test]
fn a_check_waits_for_a_token_no_longer_than_for_a_response() {
    test_a(|ctx, widget| {
        let script = format!(
            "window.asked = 0;
            window.answer = '{TOKEN}';
            first.getToken = () => {{ window.asked += 1; return window.answer; }}"
        );
        run(ctx, &script);
        assert_eq!(widget.call("find"), State::Review);
        leave_unknown(ctx, "server-error-502-html");
        widget.wait_for_state(State::Unknown);
        ctx.api().clear_faults();
        run(ctx, "window.asked = 0; window.answer = new Promise(() => {})");
        let reads = ctx.api().log().len();
        ctx.advance_clock(FIRST_CHECK);
        eventually(|| (run(ctx, "return asked") == 1).then_some(())).expect("the check asks for a token");

        run(ctx, &format!("window.answer = '{TOKEN}'"));
        assert_eq!(widget.state(), State::Unknown);
        assert_eq!(ctx.api().log().len(), reads, "nothing is sent without a token");
        advance(ctx, AFTER_WINDOW);
        wait_for_resolution(ctx, "archive", State::Archived);
        assert_eq!(outcomes(ctx), ["unknown server-error checking", "archived"]);
    });
}

#[test]
fn an_undo_in_the_window_of_an_earlier_503_is_verified_again_after_it() {
    test_a(|ctx, widget| {
        assert_eq!(widget.call("find"), State::Review);
        let unavailable = Reply::RetryAfter {
            status: 503,
            after: After::Seconds(1),
        };
        let late = Fault::reply(unavailable).work_later(LONG_DELAY);
        ctx.api().set_faults(&a().task_id, Operation::Archive, [late]);
        start_call(ctx, "first", "archive");
        wait_for_deletes(ctx, &a(), 1);
        eventually(|| {
            advance(ctx, Duration::from_millis(500));
            (widget.state() == State::Archived).then_some(())
        })
        .expect("it is archived by the second DELETE");
        assert_eq!(widget.call("restore"), State::Restored);
        assert!(!is_archived(ctx, &a().task_id));
        super::run_late_work(ctx);
        assert!(is_archived(ctx, &a().task_id), "the first DELETE is executed after all");
        advance(ctx, AFTER_WINDOW + Duration::from_secs(5));
        widget.wait_for_state(State::Archived);
        assert_eq!(outcomes(ctx), ["archived", "restored", "archived"]);
    });
}

#[test]
fn an_unknown_outcome_can_be_checked_on_demand() {
    test_a(|ctx, widget| {
        assert_eq!(widget.call("find"), State::Review);
        // No automatic check comes before that.
        ctx.freeze_clock();
        leave_unknown(ctx, "server-error-502-html");
        widget.wait_for_state(State::Unknown);
        ctx.api().clear_faults();
        widget.press("Check again");
        widget.wait_for_state(State::Archived);
        wait_for_resolution(ctx, "archive", State::Archived);
    });
}
