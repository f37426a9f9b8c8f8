//! Why there was no response, and the advice for it.

use std::net::{Ipv4Addr, TcpListener};

use e2e::{Context, Page, State, Widget, run_cross_origin_test, run_test};
use sandbox::{Case, Cors, CorsGap, Fault, ORG, Operation, Reply, TOKEN, case};
use serde_json::{Value, json};

use crate::matrix::ELEMENT;
use crate::steps::{is_archived, wait_for_script};

fn element<'a>(ctx: &'a Context, api: &str, case: &Case) -> Widget<'a> {
    ctx.open(&Page::embedding("", ELEMENT));
    wait_for_script(ctx, "replaceElement");
    ctx.browser.run(
        "replaceElement(...arguments)",
        &json!([api, ORG, case.task_id, TOKEN, 30]),
    );
    ctx.widget("tallyfy-archive-task")
}

/// The displayed headers, as name and value.
fn shown_headers(widget: &Widget<'_>) -> Vec<(String, String)> {
    widget.wait_for_element("button", "Copy headers");
    let shown = widget.text_of(".problem pre").expect("the headers are shown");
    let header = |line: &str| {
        let (name, value) = line.trim().split_once(": ").expect("a header has a name and a value");
        (name.to_ascii_lowercase(), value.to_owned())
    };
    shown.lines().map(header).collect()
}

#[test]
fn the_page_for_blocked_requests_lists_the_required_headers() {
    run_cross_origin_test(|ctx| {
        let plain = case("plain");
        ctx.api().set_cors(Cors::off());
        let widget = element(ctx, &ctx.api().api(), &plain);
        assert_eq!(widget.call("find"), State::Refused);
        assert_eq!(widget.problem()["kind"], "blocked");
        widget.wait_for_state(State::Refused);

        let headers = shown_headers(&widget);
        let of = |name: &str| {
            headers
                .iter()
                .find(|header| header.0 == name)
                .map(|header| header.1.clone())
        };
        let origin = of("access-control-allow-origin").expect("an origin is allowed");
        assert_eq!(origin, ctx.page.url());
        let methods = of("access-control-allow-methods").expect("methods are allowed");
        let names = of("access-control-allow-headers").expect("headers are allowed");
        // The advice must cover what the browser requested in its preflights.
        let preflights: Vec<_> = ctx
            .api()
            .log()
            .into_iter()
            .filter(|request| request.method == "OPTIONS")
            .collect();
        assert!(!preflights.is_empty());
        for preflight in preflights {
            let requested = |name: &str| preflight.headers.get(name).cloned().unwrap_or_default();
            assert!(
                methods.contains(&requested("access-control-request-method")),
                "{methods}"
            );
            for name in requested("access-control-request-headers").split(',') {
                assert!(names.to_ascii_lowercase().contains(name.trim()), "{names} lacks {name}");
            }
        }

        ctx.api().set_cors(Cors {
            expose: of("access-control-expose-headers").is_some(),
            ..Cors::only(origin)
        });
        assert_eq!(widget.call("archive"), State::Archived);
        assert_eq!(widget.call("restore"), State::Restored);
        let server_error = Fault::fixture("server-error-500");
        ctx.api().set_fault(&plain.task_id, Operation::Get, server_error);
        assert_eq!(widget.call("find"), State::Refused);
        assert!(widget.problem()["requestId"].is_string(), "what is exposed can be read");
    });
}

#[test]
fn a_closed_port_is_unreachable() {
    run_cross_origin_test(|ctx| {
        let plain = case("plain");
        ctx.api().refuse().expect("the port closes");
        let widget = element(ctx, &ctx.api().api(), &plain);
        assert_eq!(widget.call("find"), State::Refused);
        assert_eq!(widget.problem()["kind"], "unreachable");
        assert_eq!(widget.problem()["status"], Value::Null);

        ctx.api().accept().expect("the port opens");
        widget.press("Try again");
        widget.wait_for_state(State::Review);
    });
}

#[test]
fn offline_is_detected_and_coming_online_is_enough() {
    run_cross_origin_test(|ctx| {
        let plain = case("plain");
        let widget = element(ctx, &ctx.api().api(), &plain);
        widget.wait_for_element("button", "Find task");
        assert!(ctx.browser.set_offline(true), "the driver can take the network away");
        assert_eq!(widget.call("find"), State::Refused);
        assert_eq!(widget.problem()["kind"], "offline");
        ctx.browser.set_offline(false);
        widget.press("Try again");
        widget.wait_for_state(State::Review);
        widget.press("Archive task");
        widget.wait_for_state(State::Archived);
        assert!(is_archived(ctx, &plain));
    });
}

/// What a browser reports as offline may be a VPN or a virtual machine.
const CLAIM_OFFLINE: &str = r#"
Object.defineProperty(navigator, "onLine", { get: () => false });
/** Sends what is for this host to the page's own origin. */
window.route = (host) => {
  const usual = fetch;
  window.fetch = (url, init) => usual(url.replace(host, location.origin), init);
};"#;

fn element_that_seems_offline<'a>(ctx: &'a Context, api: &str, case: &Case) -> Widget<'a> {
    ctx.open(&Page::embedding("", [ELEMENT, CLAIM_OFFLINE].concat()));
    wait_for_script(ctx, "route");
    let arguments = json!([api, ORG, case.task_id, TOKEN, 30]);
    ctx.browser.run("replaceElement(...arguments)", &arguments);
    let widget = ctx.widget("tallyfy-archive-task");
    widget.wait_for_element("button", "Find task");
    widget
}

#[test]
fn a_browser_that_is_offline_by_mistake_finds_and_archives() {
    run_test(|ctx| {
        let plain = case("plain");
        let widget = element_that_seems_offline(ctx, "/api", &plain);
        assert_eq!(widget.call("find"), State::Review);
        assert_eq!(widget.call("archive"), State::Archived);
        assert_eq!(widget.call("restore"), State::Restored);

        // A host that is not this computer: a read comes before each change.
        let host = "https://tallyfy.invalid";
        let widget = element_that_seems_offline(ctx, &format!("{host}/api"), &plain);
        ctx.browser.run("route(arguments[0])", &json!([host]));
        assert_eq!(widget.call("find"), State::Review);
        assert_eq!(widget.call("archive"), State::Archived);
        assert!(is_archived(ctx, &plain));
    });
}

#[test]
fn without_a_network_it_is_tried_and_reported_as_offline() {
    run_test(|ctx| {
        // The page's policy blocks it.
        ctx.expect_error("connect-src blocked");
        let widget = element_that_seems_offline(ctx, "https://tallyfy.invalid/api", &case("plain"));
        assert_eq!(widget.call("find"), State::Refused);
        assert_eq!(widget.problem()["kind"], "offline");
        assert_eq!(widget.call("archive"), State::Refused);
        assert_eq!(widget.problem()["kind"], "offline");
    });
}

/// A page's policy that blocks the API looks like missing CORS headers, but the browser reports a violation.
#[test]
fn a_url_that_the_policy_of_the_page_blocks_is_not_a_success() {
    run_cross_origin_test(|ctx| {
        let closed = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        let api = format!("http://{}/api", closed.local_addr().expect("its address"));
        ctx.expect_error("connect-src blocked");
        let widget = element(ctx, &api, &case("plain"));
        assert_eq!(widget.call("archive"), State::Refused);
        assert!(["unreachable", "blocked"].contains(&widget.problem()["kind"].as_str().unwrap_or_default()));
    });
}

#[test]
fn a_redirect_and_a_reset_have_no_cors_headers() {
    run_cross_origin_test(|ctx| {
        let plain = case("plain");
        let location = format!("{}/elsewhere", ctx.page.url());
        let redirect = || {
            Fault::reply(Reply::Redirect {
                status: 307,
                location: location.clone(),
            })
        };
        ctx.api().set_fault(&plain.task_id, Operation::Get, redirect());
        let widget = element(ctx, &ctx.api().api(), &plain);
        assert_eq!(widget.call("find"), State::Refused);
        assert_eq!(widget.problem()["kind"], "unreachable", "nothing is known of the API");

        // Once the page could read a response of the API, a missing one is not due to CORS.
        ctx.api().clear_faults();
        assert_eq!(widget.call("find"), State::Review);
        let withheld = redirect().without_cors(CorsGap::Answer);
        ctx.api().set_fault(&plain.task_id, Operation::Get, withheld);
        widget.call("reset");
        assert_eq!(widget.call("find"), State::Refused);
        assert_eq!(widget.problem()["kind"], "unreachable", "withheld");

        ctx.api().clear_faults();
        assert_eq!(widget.call("find"), State::Review);
        let reset = Fault::reply(Reply::Reset);
        ctx.api().set_fault(&plain.task_id, Operation::Archive, reset);
        widget.start_call("archive");
        widget.wait_for_state(State::Unknown);
        assert_eq!(widget.problem()["kind"], "unreachable", "a change that was reset");
        widget.call("reset");
    });
}

#[test]
fn a_find_whose_connection_is_reset_can_be_retried() {
    run_cross_origin_test(|ctx| {
        let plain = case("plain");
        ctx.api()
            .set_fault(&plain.task_id, Operation::Get, Fault::reply(Reply::Reset));
        let widget = element(ctx, &ctx.api().api(), &plain);
        assert_eq!(widget.call("find"), State::Refused);
        assert_eq!(widget.problem()["kind"], "unreachable", "not CORS");
        ctx.api().clear_faults();
        widget.press("Try again");
        widget.wait_for_state(State::Review);
    });
}
