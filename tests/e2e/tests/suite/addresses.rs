//! Addresses of the API and pasted links: the browser's own `URL` decides what they mean.

use e2e::{Context, Page, State, Widget, run_cross_origin_test};
use sandbox::{Case, ORG, TOKEN, case};
use serde_json::{Value, json};

use crate::early::HOLD_WASM;
use crate::matrix::ELEMENT;
use crate::steps::{path_of, wait_for_script};

/// Keeps the URLs of requests, and sends none.
const KEEP_URLS: &str = "window.urls = [];
window.fetch = (url) => {
  urls.push(String(url));
  return Promise.reject(new TypeError('not sent'));
};";

fn open(ctx: &Context) {
    ctx.open(&Page::embedding("", ELEMENT));
    wait_for_script(ctx, "replaceElement");
}

fn element<'a>(ctx: &'a Context, base: &str, case: &Case) -> Widget<'a> {
    let values = json!([base, ORG, case.task_id, TOKEN, 30]);
    ctx.browser.run("replaceElement(...arguments)", &values);
    ctx.widget("tallyfy-archive-task")
}

#[test]
fn a_base_reaches_the_server_in_every_spelling() {
    run_cross_origin_test(|ctx| {
        let (plain, port) = (case("plain"), ctx.api().port());
        open(ctx);
        for (number, base) in [
            format!("http://127.1:{port}/api"),
            format!("HTTP://2130706433:{port}/api/"),
            format!("http://0x7F.0.0.1:{port}/api"),
            format!("http://127.0.0.1:0{port}/x/../api"),
            format!(" http://127.0.0.1:{port}\\api\n"),
        ]
        .iter()
        .enumerate()
        {
            let widget = element(ctx, base, &plain);
            assert_eq!(widget.call("find"), State::Review, "{base:?}");
            assert_eq!(
                ctx.api().requests("GET", &path_of(&plain)).len(),
                number + 1,
                "{base:?}"
            );
        }
    });
}

#[test]
fn a_request_goes_to_the_host_that_the_browser_reads_or_nowhere() {
    run_cross_origin_test(|ctx| {
        let plain = case("plain");
        open(ctx);
        // Loads the WebAssembly.
        element(ctx, "/api", &plain).call("cancel");
        ctx.browser.run(KEEP_URLS, &json!([]));
        let first_url_at = |base: &str| {
            ctx.browser.run("urls.length = 0", &json!([]));
            let widget = element(ctx, base, &plain);
            assert_eq!(widget.call("find"), State::Refused, "{base:?}");
            let url = ctx.browser.run("return urls[0] ?? null", &json!([]));
            match url {
                Value::Null => widget.problem()["fields"][0]["field"].clone(),
                url => url,
            }
        };
        for (base, read) in [
            ("https://Bücher.invalid:443/api", "https://xn--bcher-kva.invalid/api"),
            ("https://my_proxy.invalid./api", "https://my_proxy.invalid./api"),
            ("https://go.tallyfy。invalid", "https://go.tallyfy.invalid"),
            ("https://[::ffff:10.0.0.1]/api", "https://[::ffff:a00:1]/api"),
        ] {
            let url = format!("{read}/organizations/{ORG}/tasks/{}", plain.task_id);
            assert_eq!(first_url_at(base), url, "{base:?}");
        }
        for base in [
            "http://128.1/api",
            "http://127.evil.invalid/api",
            "https://ann@go.tallyfy.invalid",
            "https:///api",
            "https://go.tallyfy.invalid/%2f..",
            "https://a<b.invalid",
        ] {
            assert_eq!(first_url_at(base), "apiBase", "{base:?}");
        }
    });
}

#[test]
fn a_pasted_link_is_read_as_the_browser_would_open_it() {
    run_cross_origin_test(|ctx| {
        let plain = case("plain");
        open(ctx);
        ctx.browser
            .run("replaceElement(arguments[0])", &json!([ctx.api().api()]));
        let widget = ctx.widget("tallyfy-archive-task");
        let path = format!("{ORG}/tasks/{}", plain.task_id);
        widget.fill(&json!({ "taskId": format!("https://go.tallyfy。com./x/../{path}?a=1#b") }));
        widget.wait_for_element("button", "Find task");
        widget.set("token", &json!(TOKEN));
        assert_eq!(widget.call("find"), State::Review);
        assert_eq!(widget.task()["id"], plain.task_id);

        for host in [
            "go.tallyfy.com.evil.invalid",
            "go.tallyfy.com@evil.invalid",
            "evil.invalid\\.tallyfy.com",
        ] {
            widget.call("reset");
            widget.fill(&json!({ "taskId": format!("https://{host}/{path}") }));
            assert_eq!(widget.call("find"), State::Refused, "{host}");
            assert_eq!(widget.problem()["kind"], "bad-input", "{host}");
        }
    });
}

#[test]
fn a_link_that_was_filled_in_before_the_webassembly_was_loaded_is_found_all_the_same() {
    run_cross_origin_test(|ctx| {
        let plain = case("plain");
        ctx.open(&Page::embedding("", format!("{ELEMENT} {HOLD_WASM}")));
        wait_for_script(ctx, "release");
        ctx.browser
            .run("replaceElement(arguments[0])", &json!([ctx.api().api()]));
        let widget = ctx.widget("tallyfy-archive-task");
        let link = format!("https://go.tallyfy.com/{ORG}/tasks/{}", plain.task_id);
        widget.fill(&json!({ "taskId": link }));
        widget.set("token", &json!(TOKEN));
        widget.start_call("find");
        ctx.browser.run("release()", &json!([]));
        widget.wait_for_state(State::Review);
        assert_eq!(widget.task()["id"], plain.task_id);
    });
}
