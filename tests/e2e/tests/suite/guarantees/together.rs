//! Elements of one page.

use std::time::Duration;

use e2e::State;
use sandbox::{After, Fault, LoggedRequest, Operation, Reply};

use super::{a, arm, arrives, b, begin, element, give_token, on_page, outcomes_of, pass, resolves};
use crate::scene::{deletes, path_of};

#[test]
fn where_one_element_is_told_to_wait_the_others_wait_too() {
    let body = element("first", Some(&a().task_id)) + &element("second", Some(&b().task_id));
    on_page(&body, |stage| {
        give_token(stage, "first");
        give_token(stage, "second");
        let first = stage.widget("#first");
        assert_eq!(first.call("find"), State::Review);
        let wait = Reply::RetryAfter {
            status: 429,
            after: After::Seconds(60),
        };
        arm(stage, &a(), Operation::Archive, Fault::reply(wait).times(1));
        // A busy machine may take longer than the wait.
        stage.stop_clock();
        begin(stage, "first", "archive");
        arrives(stage, &a(), 1);
        // Not before the answer is there is the gate closed.
        let is_told = || {
            pass(stage, Duration::from_millis(100));
            first.text().contains("Next request in").then_some(())
        };
        e2e::eventually(is_told).expect("it is told to wait");

        begin(stage, "second", "find");
        pass(stage, Duration::from_secs(50));
        let asked = || stage.api().requests("GET", &path_of(&b())).len();
        assert_eq!(asked(), 0, "held back");
        assert_eq!(deletes(stage, &a()).len(), 1);
        assert_eq!(stage.widget("#second").state(), State::Finding);
        pass(stage, Duration::from_secs(11));
        resolves(stage, "archive", State::Archived);
        resolves(stage, "find", State::Review);
        assert_eq!(deletes(stage, &a()).len(), 2);
        assert_eq!(asked(), 1);
    });
}

#[test]
fn an_hourly_limit_is_read_at_once_and_does_not_hold_others_back_for_longer_than_two_minutes() {
    let body = element("first", Some(&a().task_id)) + &element("second", Some(&b().task_id));
    on_page(&body, |stage| {
        give_token(stage, "first");
        give_token(stage, "second");
        let first = stage.widget("#first");
        assert_eq!(first.call("find"), State::Review);
        let wait = Reply::RetryAfter {
            status: 429,
            after: After::Seconds(3_600),
        };
        arm(stage, &a(), Operation::Archive, Fault::reply(wait));
        begin(stage, "first", "archive");
        arrives(stage, &a(), 1);
        let is_read = stage.api().wait_until(Duration::from_secs(20), |log| {
            let is_read = |request: &&LoggedRequest| request.method == "GET" && request.path == path_of(&a());
            log.iter().filter(is_read).count() == 2
        });
        assert!(is_read, "the read that follows the refusal is made at once");
        resolves(stage, "archive", State::Refused);
        assert_eq!(outcomes_of(stage, Some(&a().task_id)), ["refused rate-limited"]);

        begin(stage, "second", "find");
        pass(stage, Duration::from_mins(1));
        assert_eq!(stage.api().requests("GET", &path_of(&b())).len(), 0, "held back");
        pass(stage, Duration::from_secs(61));
        resolves(stage, "find", State::Review);
    });
}
