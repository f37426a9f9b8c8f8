//! The React component on pages that were rendered on a server, in `StrictMode`, hydrated by both versions of React.

use e2e::{Context, Page, State, eventually};
use sandbox::{TOKEN, case};
use serde_json::{Value, json};

use crate::hosts::{Host, archive_and_restore};

const APPS: [Host; 2] = [
    Host::new("react-server/dist/app-18", "", "'none'"),
    Host::new("react-server/dist/app-19", "", "'none'"),
];

/// Pages with props that tests change. They are hydrated on the event `hydrate`.
const CHANGING_PROPS: [Host; 2] = [
    Host::new("react-server/dist/props-18", "", "'none'"),
    Host::new("react-server/dist/props-19", "", "'none'"),
];

/// Whether React kept the server's element, and what it reported.
const HYDRATION: &str =
    "return [hydration.element === document.querySelector('tallyfy-archive-task'), hydration.errors]";

#[test]
fn a_hydrated_component_archives_and_restores_and_its_handlers_are_called() {
    for host in APPS {
        host.run(|ctx| {
            archive_and_restore(ctx, &ctx.open(&Page::built()));
            assert_eq!(ctx.browser.run(HYDRATION, &json!([])), json!([true, []]));
        });
    }
}

#[test]
fn the_element_is_inert_until_it_is_hydrated_and_the_html_has_no_token() {
    for host in CHANGING_PROPS {
        host.run(|ctx| {
            let widget = ctx.open(&Page::built());
            widget.property("state");
            let inert = || {
                ctx.browser.run(
                    "return document.querySelector('tallyfy-archive-task').inert",
                    &json!([]),
                )
            };
            assert_eq!(inert(), true);
            assert_eq!(widget.property("hasToken"), false);
            let html = ctx.browser.run_async("return (await fetch('/')).text()", &json!([]));
            let html = html.as_str().unwrap_or_default();
            assert!(
                html.contains("<tallyfy-archive-task") && !html.contains("token"),
                "{html}"
            );

            hydrate(ctx);
            assert_eq!(inert(), false);
            assert_eq!(widget.property("hasToken"), true);
            widget.wait_for_element("field", "Task ID");
            widget.wait_for_element("button", "Put away");
            assert_eq!(ctx.browser.run(HYDRATION, &json!([])), json!([true, []]));
        });
    }
}

#[test]
fn changed_props_are_applied_and_the_latest_handlers_are_called_once() {
    for host in CHANGING_PROPS {
        host.run(|ctx| {
            let plain = case("plain");
            let props = json!({ "apiBase": "/api", "orgId": plain.org_id, "taskId": plain.task_id, "token": TOKEN });
            let widget = ctx.open(&Page::built());
            hydrate(ctx);
            ctx.browser.run("setProps(arguments[0])", &json!([props]));
            let attributes = "return [...element.attributes].map(({ name, value }) => `${name}=${value}`).sort()";
            let expected = [
                "api-base=/api".to_owned(),
                format!("org-id={}", plain.org_id),
                format!("task-id={}", plain.task_id),
            ];
            eventually(|| (ctx.browser.run(attributes, &json!([])) == json!(expected)).then_some(()))
                .unwrap_or_else(|| panic!("{}", ctx.browser.run(attributes, &json!([]))));
            assert_eq!(widget.property("messages"), Value::Null);
            assert_eq!(widget.call("archive"), State::Archived);
            assert_eq!(calls(ctx), json!(["1 tallyfy-before-archive", "1 tallyfy-archived"]));

            let give_function = "
                const [{ token, ...props }] = arguments;
                window.requests = [];
                setProps({ ...props, getToken: async (request) => (requests.push(request), token) })";
            ctx.browser.run(give_function, &json!([props]));
            wait_until(ctx, "return element.getToken !== null");
            assert_eq!(widget.call("restore"), State::Restored);
            assert_eq!(calls(ctx), json!(["2 tallyfy-restored"]));
            let requests = ctx.browser.run("return requests", &json!([]));
            assert_eq!(requests[0], json!({ "refresh": false }));

            let give_nothing = "const [{ token, ...props }] = arguments; setProps(props)";
            ctx.browser.run(give_nothing, &json!([props]));
            wait_until(ctx, "return element.getToken === null");
            assert_eq!(widget.property("hasToken"), false, "the token prop is gone, too");
        });
    }
}

#[test]
fn an_application_learns_of_the_outcome_after_it_has_unmounted_the_component() {
    for host in CHANGING_PROPS {
        host.run(|ctx| {
            let plain = case("plain");
            let props = json!({ "apiBase": "/api", "orgId": plain.org_id, "taskId": plain.task_id, "token": TOKEN });
            ctx.open(&Page::built());
            hydrate(ctx);
            ctx.browser.run("setProps(arguments[0])", &json!([props]));
            wait_until(ctx, "return element.taskId !== null");
            let script = "
                const { element } = window;
                const archiving = new Promise((resolve) => {
                  element.addEventListener('tallyfy-before-archive', resolve, { once: true });
                });
                const reached = element.archive();
                await archiving;
                setProps(null);
                return [await reached, element.isConnected];";
            assert_eq!(ctx.browser.run_async(script, &json!([])), json!(["archived", false]));
            assert_eq!(calls(ctx), json!(["1 tallyfy-before-archive", "1 tallyfy-archived"]));
            assert_eq!(
                ctx.browser.run("return element", &json!([])),
                Value::Null,
                "the ref is cleared"
            );
        });
    }
}

/// Has React hydrate the page, and waits until its effects have run.
fn hydrate(ctx: &Context) {
    wait_until(ctx, "return window.calls !== undefined");
    ctx.browser.run("dispatchEvent(new Event('hydrate'))", &json!([]));
    wait_until(ctx, "return window.setProps !== undefined && !window.element.inert");
}

fn wait_until(ctx: &Context, condition: &str) {
    let is_met = || ctx.browser.run(condition, &json!([])) == true;
    eventually(|| is_met().then_some(())).unwrap_or_else(|| panic!("never: {condition}"));
}

/// The calls of handlers since the last time: the generation of the props, and the event.
fn calls(ctx: &Context) -> Value {
    ctx.browser.run("return calls.splice(0)", &json!([]))
}
