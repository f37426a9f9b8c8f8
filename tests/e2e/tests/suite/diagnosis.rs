//! Why no answer arrived, and what is said to do about it.

use std::net::{Ipv4Addr, TcpListener};

use e2e::{Page, Stage, State, Widget, play, play_across};
use sandbox::{Case, Cors, CorsGap, Fault, ORG, Operation, Reply, TOKEN, case};
use serde_json::{Value, json};

use crate::matrix::ELEMENT;
use crate::scene::{is_archived, wait_for_script};

fn element<'a>(stage: &'a Stage, api: &str, case: &Case) -> Widget<'a> {
    stage.open(&Page::embedding("", ELEMENT));
    wait_for_script(stage, "renew");
    stage
        .browser
        .run("renew(...arguments)", &json!([api, ORG, case.task_id, TOKEN, 30]));
    stage.widget("tallyfy-archive-task")
}

/// The headers that are shown, as name and value.
fn shown_headers(widget: &Widget<'_>) -> Vec<(String, String)> {
    widget.shows("button", "Copy headers");
    let shown = widget.part(".problem pre").expect("the headers are shown");
    let header = |line: &str| {
        let (name, value) = line.trim().split_once(": ").expect("a header has a name and a value");
        (name.to_ascii_lowercase(), value.to_owned())
    };
    shown.lines().map(header).collect()
}

#[test]
fn the_headers_that_blocked_shows_are_what_is_needed() {
    play_across(|stage| {
        let plain = case("plain");
        stage.api().set_cors(Cors::off());
        let widget = element(stage, &stage.api().api(), &plain);
        assert_eq!(widget.call("find"), State::Refused);
        assert_eq!(widget.problem()["kind"], "blocked");
        widget.waits_for(State::Refused);

        let headers = shown_headers(&widget);
        let of = |name: &str| {
            headers
                .iter()
                .find(|header| header.0 == name)
                .map(|header| header.1.clone())
        };
        let origin = of("access-control-allow-origin").expect("an origin is allowed");
        assert_eq!(origin, stage.page.url());
        let methods = of("access-control-allow-methods").expect("methods are allowed");
        let names = of("access-control-allow-headers").expect("headers are allowed");
        // What the browser asked for in its preflights has to be among what is advised.
        let preflights: Vec<_> = stage
            .api()
            .log()
            .into_iter()
            .filter(|request| request.method == "OPTIONS")
            .collect();
        assert!(!preflights.is_empty());
        for preflight in preflights {
            let asked = |name: &str| preflight.headers.get(name).cloned().unwrap_or_default();
            assert!(methods.contains(&asked("access-control-request-method")), "{methods}");
            for name in asked("access-control-request-headers").split(',') {
                assert!(names.to_ascii_lowercase().contains(name.trim()), "{names} lacks {name}");
            }
        }

        stage.api().set_cors(Cors {
            expose: of("access-control-expose-headers").is_some(),
            ..Cors::only(origin)
        });
        assert_eq!(widget.call("archive"), State::Archived);
        assert_eq!(widget.call("restore"), State::Restored);
        let server_error = Fault::fixture("server-error-500");
        stage.api().set_fault(&plain.task_id, Operation::Get, server_error);
        assert_eq!(widget.call("find"), State::Refused);
        assert!(widget.problem()["requestId"].is_string(), "what is exposed can be read");
    });
}

#[test]
fn a_server_that_is_not_there_is_unreachable() {
    play_across(|stage| {
        let plain = case("plain");
        stage.api().refuse().expect("the port closes");
        let widget = element(stage, &stage.api().api(), &plain);
        assert_eq!(widget.call("find"), State::Refused);
        assert_eq!(widget.problem()["kind"], "unreachable");
        assert_eq!(widget.problem()["status"], Value::Null);

        stage.api().accept().expect("the port opens");
        widget.press("Try again");
        widget.waits_for(State::Review);
    });
}

#[test]
fn no_network_is_offline_and_its_return_is_enough() {
    play_across(|stage| {
        let plain = case("plain");
        let widget = element(stage, &stage.api().api(), &plain);
        widget.shows("button", "Find task");
        if !stage.browser.set_offline(true) {
            return stage.lacks("a network that can be taken away");
        }
        assert_eq!(widget.call("find"), State::Refused);
        assert_eq!(widget.problem()["kind"], "offline");
        stage.browser.set_offline(false);
        widget.press("Try again");
        widget.waits_for(State::Review);
        widget.press("Archive task");
        widget.waits_for(State::Archived);
        assert!(is_archived(stage, &plain));
    });
}

#[test]
fn without_a_network_it_is_tried_all_the_same_and_told_as_offline() {
    play(|stage| {
        let plain = case("plain");
        let widget = element(stage, "https://tallyfy.invalid/api", &plain);
        widget.shows("button", "Find task");
        if !stage.browser.set_offline(true) {
            return stage.lacks("a network that can be taken away");
        }
        // The page's policy does not let it through either.
        stage.expect("connect-src blocked");
        assert_eq!(widget.call("find"), State::Refused);
        assert_eq!(widget.problem()["kind"], "offline");
        assert_eq!(widget.call("archive"), State::Refused);
        assert_eq!(widget.problem()["kind"], "offline");
        stage.browser.set_offline(false);
    });
}

/// A policy of the page that keeps the API out looks like an API that keeps the page out, and is reported as such by
/// the browser.
#[test]
fn an_address_the_pages_policy_does_not_let_through_is_no_success() {
    play_across(|stage| {
        let closed = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        let api = format!("http://{}/api", closed.local_addr().expect("its address"));
        stage.expect("connect-src blocked");
        let widget = element(stage, &api, &case("plain"));
        assert_eq!(widget.call("archive"), State::Refused);
        assert!(["unreachable", "blocked"].contains(&widget.problem()["kind"].as_str().unwrap_or_default()));
    });
}

#[test]
fn a_redirect_and_a_reset_are_no_cors() {
    play_across(|stage| {
        let plain = case("plain");
        let location = format!("{}/elsewhere", stage.page.url());
        let redirect = || {
            Fault::reply(Reply::Redirect {
                status: 307,
                location: location.clone(),
            })
        };
        stage.api().set_fault(&plain.task_id, Operation::Get, redirect());
        let widget = element(stage, &stage.api().api(), &plain);
        assert_eq!(widget.call("find"), State::Refused);
        assert_eq!(widget.problem()["kind"], "unreachable", "nothing is known of the API");

        // Once the API has let the page read something, it is not CORS that keeps a response away.
        stage.api().clear_faults();
        assert_eq!(widget.call("find"), State::Review);
        let withheld = redirect().without_cors(CorsGap::Answer);
        stage.api().set_fault(&plain.task_id, Operation::Get, withheld);
        widget.call("reset");
        assert_eq!(widget.call("find"), State::Refused);
        assert_eq!(widget.problem()["kind"], "unreachable", "withheld");

        stage.api().clear_faults();
        assert_eq!(widget.call("find"), State::Review);
        let reset = Fault::reply(Reply::Reset);
        stage.api().set_fault(&plain.task_id, Operation::Archive, reset);
        widget.begin("archive");
        widget.waits_for(State::Unknown);
        assert_eq!(widget.problem()["kind"], "unreachable", "a change that was reset");
        widget.call("reset");
    });
}

#[test]
fn a_reset_before_the_answer_to_a_find_can_be_tried_again() {
    play_across(|stage| {
        let plain = case("plain");
        stage
            .api()
            .set_fault(&plain.task_id, Operation::Get, Fault::reply(Reply::Reset));
        let widget = element(stage, &stage.api().api(), &plain);
        assert_eq!(widget.call("find"), State::Refused);
        stage.api().clear_faults();
        widget.press("Try again");
        widget.waits_for(State::Review);
    });
}
