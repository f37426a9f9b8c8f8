//! Rate limits that elements of one page share.

use std::time::Duration;

use e2e::State;
use sandbox::{After, Fault, LoggedRequest, Operation, Reply};

use super::{
    a, advance, arm, b, element, outcomes_of, set_token, start_call, test_page, wait_for_deletes, wait_for_resolution,
};
use crate::steps::{deletes, path_of};

#[test]
fn a_rate_limit_of_one_element_holds_back_the_others() {
    let body = element("first", Some(&a().task_id)) + &element("second", Some(&b().task_id));
    test_page(&body, |ctx| {
        set_token(ctx, "first");
        set_token(ctx, "second");
        let first = ctx.widget("#first");
        assert_eq!(first.call("find"), State::Review);
        let wait = Reply::RetryAfter {
            status: 429,
            after: After::Seconds(60),
        };
        arm(ctx, &a(), Operation::Archive, Fault::reply(wait).times(1));
        // A slow machine may take longer than the wait.
        ctx.freeze_clock();
        start_call(ctx, "first", "archive");
        wait_for_deletes(ctx, &a(), 1);
        // The gate is closed only when the response has arrived.
        let has_response = || {
            advance(ctx, Duration::from_millis(100));
            first.text().contains("Next request in").then_some(())
        };
        e2e::eventually(has_response).expect("the rate limit has arrived");

        start_call(ctx, "second", "find");
        advance(ctx, Duration::from_secs(50));
        let reads = || ctx.api().requests("GET", &path_of(&b())).len();
        assert_eq!(reads(), 0, "held back");
        assert_eq!(deletes(ctx, &a()).len(), 1);
        assert_eq!(ctx.widget("#second").state(), State::Finding);
        advance(ctx, Duration::from_secs(11));
        wait_for_resolution(ctx, "archive", State::Archived);
        wait_for_resolution(ctx, "find", State::Review);
        assert_eq!(deletes(ctx, &a()).len(), 2);
        assert_eq!(reads(), 1);
    });
}

#[test]
fn an_hourly_limit_is_verified_at_once_and_holds_others_back_for_at_most_two_minutes() {
    let body = element("first", Some(&a().task_id)) + &element("second", Some(&b().task_id));
    test_page(&body, |ctx| {
        set_token(ctx, "first");
        set_token(ctx, "second");
        let first = ctx.widget("#first");
        assert_eq!(first.call("find"), State::Review);
        let wait = Reply::RetryAfter {
            status: 429,
            after: After::Seconds(3_600),
        };
        arm(ctx, &a(), Operation::Archive, Fault::reply(wait));
        start_call(ctx, "first", "archive");
        wait_for_deletes(ctx, &a(), 1);
        let is_read = ctx.api().wait_until(Duration::from_mins(1), |log| {
            let is_read = |request: &&LoggedRequest| request.method == "GET" && request.path == path_of(&a());
            log.iter().filter(is_read).count() == 2
        });
        assert!(is_read, "the read that follows the refusal is made at once");
        wait_for_resolution(ctx, "archive", State::Refused);
        assert_eq!(outcomes_of(ctx, Some(&a().task_id)), ["refused rate-limited"]);

        start_call(ctx, "second", "find");
        advance(ctx, Duration::from_mins(1));
        assert_eq!(ctx.api().requests("GET", &path_of(&b())).len(), 0, "held back");
        advance(ctx, Duration::from_secs(61));
        wait_for_resolution(ctx, "find", State::Review);
    });
}
