//! When an unknown outcome is checked, and what is asked for before that helps.

use std::time::Duration;

use e2e::{State, eventually};
use sandbox::{After, Fault, Operation, Reply, TOKEN};
use serde_json::json;

use super::{BEYOND, LONG, a, arm, arrives, begin, is_archived, on_a, outcomes, pass, resolves, run};
use crate::scene::deletes;

/// Archives A, of which it cannot be seen that it was done; with checks, or without because they would not help.
fn leave_unknown(stage: &e2e::Stage, answer: &str) {
    arm(stage, &a(), Operation::Archive, Fault::fixture(answer).after_work());
    arm(stage, &a(), Operation::Get, Fault::fixture("server-error-500"));
    begin(stage, "first", "archive");
}

#[test]
fn being_online_again_or_visible_wakes_a_check() {
    for event in [
        "window.dispatchEvent(new Event('online'))",
        "document.dispatchEvent(new Event('visibilitychange'))",
    ] {
        on_a(|stage, widget| {
            assert_eq!(widget.call("find"), State::Review);
            leave_unknown(stage, "locked-423");
            resolves(stage, "archive", State::Unknown);
            assert_eq!(outcomes(stage), ["unknown locked"], "no checks by itself");
            stage.api().clear_faults();
            pass(stage, BEYOND);
            assert_eq!(widget.state(), State::Unknown);
            run(stage, event);
            widget.waits_for(State::Archived);
            assert_eq!(outcomes(stage), ["unknown locked", "archived"], "{event}");
        });
    }
}

#[test]
fn leaving_the_page_is_asked_about_while_a_change_is_in_flight_and_only_then() {
    on_a(|stage, widget| {
        let asks = || {
            let script = "return !dispatchEvent(new Event('beforeunload', { cancelable: true }))";
            run(stage, script) == true
        };
        assert!(!asks());
        assert_eq!(widget.call("find"), State::Review);
        assert!(!asks());
        let slow = Fault::usual().delayed_after_work(LONG);
        arm(stage, &a(), Operation::Archive, slow);
        begin(stage, "first", "archive");
        arrives(stage, &a(), 1);
        assert!(asks());
        run(stage, "first.taskId = 'another'");
        widget.waits_for(State::Idle);
        assert!(asks(), "in the background, too");
        stage.api().skip_delays();
        resolves(stage, "archive", State::Archived);
        assert!(!asks());
    });
}

#[test]
fn an_expired_token_is_replaced_once_where_a_fresh_one_can_be_had() {
    on_a(|stage, widget| {
        let script = "window.refreshed = [];
            first.getToken = ({ refresh }) => { refreshed.push(refresh); return arguments[0]; }";
        stage
            .browser
            .run(&script.replace("arguments[0]", &format!("'{TOKEN}'")), &json!([]));
        assert_eq!(widget.call("find"), State::Review);
        let expired = Fault::fixture("unauthenticated-401");
        arm(stage, &a(), Operation::Archive, expired.clone().times(1));
        assert_eq!(widget.call("archive"), State::Archived);
        assert_eq!(deletes(stage, &a()).len(), 2);
        let refreshed = run(stage, "return refreshed");
        let times = refreshed
            .as_array()
            .into_iter()
            .flatten()
            .filter(|refresh| **refresh == true);
        assert_eq!(times.count(), 1, "{refreshed}");
        assert_eq!(outcomes(stage), ["archived"]);
    });
}

#[test]
fn an_expired_token_with_no_fresh_one_is_asked_for_and_leads_straight_back_to_review() {
    on_a(|stage, widget| {
        assert_eq!(widget.call("find"), State::Review);
        let expired = Fault::fixture("unauthenticated-401");
        arm(stage, &a(), Operation::Archive, expired.clone());
        arm(stage, &a(), Operation::Get, expired);
        begin(stage, "first", "archive");
        resolves(stage, "archive", State::Unknown);
        assert_eq!(outcomes(stage), ["unknown unauthenticated"]);
        widget.waits_for(State::Unknown);
        assert!(
            widget.text().contains("Your access token is no longer valid"),
            "{}",
            widget.text()
        );
        let reads = stage.api().log().len();
        pass(stage, BEYOND);
        assert_eq!(stage.api().log().len(), reads, "nothing is checked by itself");

        stage.api().clear_faults();
        widget.enter("Access token", TOKEN);
        widget.press("Check again");
        widget.waits_for(State::Review);
        assert_eq!(widget.task()["id"], a().task_id);
        assert_eq!(deletes(stage, &a()).len(), 1);
        widget.press("Archive task");
        widget.waits_for(State::Archived);
        assert!(is_archived(stage, &a().task_id));
    });
}

#[test]
fn an_undo_inside_the_window_of_an_earlier_503_is_read_once_more_after_it() {
    on_a(|stage, widget| {
        assert_eq!(widget.call("find"), State::Review);
        let unavailable = Reply::RetryAfter {
            status: 503,
            after: After::Seconds(1),
        };
        let late = Fault::reply(unavailable).work_later(LONG);
        stage.api().set_faults(&a().task_id, Operation::Archive, [late]);
        begin(stage, "first", "archive");
        arrives(stage, &a(), 1);
        eventually(|| {
            pass(stage, Duration::from_millis(500));
            (widget.state() == State::Archived).then_some(())
        })
        .expect("it is archived by the second DELETE");
        assert_eq!(widget.call("restore"), State::Restored);
        assert!(!is_archived(stage, &a().task_id));
        super::do_late_work(stage);
        assert!(
            is_archived(stage, &a().task_id),
            "the first DELETE is carried out after all"
        );
        pass(stage, BEYOND + Duration::from_secs(5));
        widget.waits_for(State::Archived);
        assert_eq!(outcomes(stage), ["archived", "restored", "archived"]);
    });
}

#[test]
fn an_outcome_that_is_not_known_is_checked_now_when_a_person_asks() {
    on_a(|stage, widget| {
        assert_eq!(widget.call("find"), State::Review);
        // No check by itself comes before that.
        stage.stop_clock();
        leave_unknown(stage, "server-error-502-html");
        widget.waits_for(State::Unknown);
        stage.api().clear_faults();
        widget.press("Check again");
        widget.waits_for(State::Archived);
        resolves(stage, "archive", State::Archived);
    });
}
