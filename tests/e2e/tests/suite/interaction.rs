//! Interaction: focus, double clicks, clocks, and calls that are ignored.

use std::time::Duration;

use e2e::{Context, Key, Page, State, Widget, eventually, run_test};
use sandbox::{Area, Case, Fault, ORG, Operation, Reply, TOKEN, case};
use serde_json::{Value, json};

use crate::guarantees::LONG_DELAY;
use crate::steps::{deletes, is_archived, path_of, wait_for_script};

/// The focused element, through all shadow roots.
const FOCUSED: &str = "
    let focused = document.activeElement;
    while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
    return focused.id || focused.classList[0] || (focused.matches('button') ? focused.textContent : focused.localName)";

/// Moves the element into two nested shadow roots. The page keeps it in `window.element`.
const NESTED: &str = r#"
    const host = (parent) => parent.appendChild(document.createElement("div")).attachShadow({ mode: "open" });
    const inner = host(host(document.body));
    inner.append(document.querySelector("tallyfy-archive-task"));
    window.element = inner.querySelector("tallyfy-archive-task");"#;

/// Dispatches a click with this `detail` on the first visible button.
const CLICK: &str = r#"
    window.click = (name, init) => {
      const buttons = [...document.querySelector("tallyfy-archive-task").shadowRoot.querySelectorAll("button")];
      const button = buttons.find((button) => button.textContent === name);
      const usual = { bubbles: true, composed: true, cancelable: true, detail: 1, clientX: 20, clientY: 20 };
      button.dispatchEvent(new PointerEvent("click", { pointerType: "mouse", ...usual, ...init }));
    };"#;

/// A page with a field, and an element that has all values.
fn open<'a>(ctx: &'a Context, case: &Case, attributes: &str, script: &str) -> Widget<'a> {
    let body = format!(
        r#"<input id="other"><tallyfy-archive-task api-base="/api" org-id="{ORG}" task-id="{}" {attributes}></tallyfy-archive-task>"#,
        case.task_id
    );
    let script = format!(
        r#"import "/tallyfy-archive.js";
        document.querySelector("tallyfy-archive-task").token = "{TOKEN}";
        {script} {CLICK}"#
    );
    let widget = ctx.open(&Page::embedding(body, script));
    wait_for_script(ctx, "click");
    widget
}

fn run(ctx: &Context, script: &str) -> Value {
    ctx.browser.run(script, &json!([]))
}

fn focused(ctx: &Context) -> Value {
    run(ctx, FOCUSED)
}

/// Delays the response until delays are skipped.
fn slow(ctx: &Context, case: &Case, operation: Operation) {
    let slow = Fault::usual().delayed_after_work(LONG_DELAY);
    ctx.api().set_fault(&case.task_id, operation, slow);
}

#[test]
fn the_focus_is_not_taken_from_other_fields_and_never_lost() {
    run_test(|ctx| {
        let plain = case("plain");
        let widget = open(ctx, &plain, "", "");
        widget.wait_for_element("button", "Find task");
        for is_shown in [false, true] {
            slow(ctx, &plain, Operation::Get);
            widget.press("Find task");
            if is_shown {
                widget.wait_for_state(State::Finding);
            }
            run(ctx, "other.focus()");
            ctx.api().skip_delays();
            widget.wait_for_state(State::Review);
            assert_eq!(focused(ctx), "other", "progress shown: {is_shown}");
            widget.press("Start over");
            widget.wait_for_state(State::Idle);
            widget.wait_for_focus("button Find task");
        }

        // Operations of the page never take the focus from elsewhere. Inside the element it moves to the result.
        run(ctx, "other.focus()");
        assert_eq!(widget.call("find"), State::Review);
        assert_eq!(focused(ctx), "other");
        widget.press("Start over");
        widget.wait_for_focus("button Find task");
        assert_eq!(widget.call("find"), State::Review);
        widget.wait_for_focus("status");
        widget.press("Archive task");
        widget.wait_for_state(State::Archived);
        widget.wait_for_focus("status");
        assert_eq!(widget.call("reset"), State::Idle);
        widget.wait_for_focus("button Find task");
    });
}

#[test]
fn the_focus_is_never_lost_with_the_keyboard_and_in_nested_shadow_roots() {
    run_test(|ctx| {
        let plain = case("plain");
        open(ctx, &plain, "", NESTED);
        let shown = |name: &str| {
            let script = "return [...element.shadowRoot.querySelectorAll('button')].some((button) => button.textContent === arguments[0])";
            let is_shown = || ctx.browser.run(script, &json!([name])) == true;
            eventually(|| is_shown().then_some(())).unwrap_or_else(|| panic!("there is no {name}"));
        };
        let press = |name: &str, key: Key| {
            shown(name);
            let script = "[...element.shadowRoot.querySelectorAll('button')].find((button) => button.textContent === arguments[0]).focus()";
            ctx.browser.run(script, &json!([name]));
            ctx.browser.press(key);
        };
        let focuses = |what: &str| {
            eventually(|| (focused(ctx) == what).then_some(())).unwrap_or_else(|| panic!("{what}: {}", focused(ctx)));
        };
        press("Find task", Key::Enter);
        shown("Archive task");
        focuses("status");
        press("Start over", Key::Space);
        focuses("Find task");
        ctx.browser.press(Key::Enter);
        shown("Archive task");
        focuses("status");
        assert_eq!(deletes(ctx, &plain).len(), 0);
    });
}

#[test]
fn a_button_that_has_just_appeared_ignores_the_second_click_of_a_double_click() {
    run_test(|ctx| {
        let plain = case("plain");
        let widget = open(ctx, &plain, "", "");
        assert_eq!(widget.call("cancel"), State::Idle);
        widget.wait_for_element("button", "Find task");
        // The double-click interval depends on the user's settings.
        run(ctx, "click('Find task', { detail: 1 })");
        widget.wait_for_state(State::Review);
        run(ctx, "click('Archive task', { detail: 2 })");
        run(ctx, "click('Archive task', { detail: 3 })");
        run(ctx, "click('Start over', { detail: 2 })");
        // A request would have been sent by now.
        assert_eq!(widget.call("cancel"), State::Review);

        // A normal click elsewhere is not delayed, and neither is one by keyboard or assistive technology.
        run(ctx, "click('Start over', { detail: 1, clientX: 200 })");
        widget.wait_for_state(State::Idle);
        run(ctx, "click('Find task', { detail: 0 })");
        widget.wait_for_state(State::Review);
        assert_eq!(deletes(ctx, &plain).len(), 0);
        run(
            ctx,
            "click('Archive task', { detail: 1, clientX: 200 }); click('Archive task', { detail: 2, clientX: 200 })",
        );
        widget.wait_for_state(State::Archived);
        assert_eq!(deletes(ctx, &plain).len(), 1);
    });
}

#[test]
fn the_second_tap_and_a_double_click_that_began_elsewhere_archive_nothing() {
    run_test(|ctx| {
        let plain = case("plain");
        let widget = open(ctx, &plain, r#"confirm="none""#, "");
        assert_eq!(widget.call("find"), State::Review);
        widget.wait_for_element("button", "Start over");
        run(ctx, "performance.now = () => 5_000");
        run(ctx, "click('Start over', { pointerType: 'touch' })");
        widget.wait_for_state(State::Idle);
        run(ctx, "click('Archive task', { pointerType: 'touch', clientX: 30 })");
        assert_eq!(widget.call("cancel"), State::Idle);
        run(ctx, "click('Archive task', { detail: 2, clientX: 300 })");
        assert_eq!(widget.call("cancel"), State::Idle);
        assert_eq!(deletes(ctx, &plain).len(), 0);
        run(ctx, "click('Archive task', { pointerType: 'touch', clientX: 300 })");
        widget.wait_for_state(State::Archived);
    });
}

#[test]
fn holding_enter_presses_once() {
    run_test(|ctx| {
        let plain = case("plain");
        let widget = open(ctx, &plain, r#"confirm="none""#, "");
        assert_eq!(widget.call("find"), State::Review);
        widget.wait_for_element("button", "Start over");
        let is_kept = |repeat: bool| {
            let script = "
                const button = document.querySelector('tallyfy-archive-task').shadowRoot.querySelector('button');
                const init = { key: 'Enter', repeat: arguments[0], bubbles: true, composed: true, cancelable: true };
                return button.dispatchEvent(new KeyboardEvent('keydown', init))";
            ctx.browser.run(script, &json!([repeat])) == true
        };
        assert!(is_kept(false), "the first press");
        assert!(!is_kept(true), "the ones after it");
    });
}

#[test]
fn durations_do_not_use_the_wall_clock() {
    run_test(|ctx| {
        let plain = case("plain");
        ctx.use_fake_clock();
        let use_fake_clock = |hours: i64| {
            let script = "window.wall ??= Date.now; Date.now = () => wall() + arguments[0] * 3_600_000";
            ctx.browser.run(script, &json!([hours]));
        };
        for hours in [-24, 24] {
            ctx.api()
                .set_fault(&plain.task_id, Operation::Get, Fault::reply(Reply::Silence));
            let widget = open(ctx, &plain, "", "");
            widget.press("Find task");
            widget.wait_for_state(State::Finding);
            use_fake_clock(hours);
            ctx.advance_clock(Duration::from_secs(7));
            let text = || widget.text();
            eventually(|| text().contains(" s so far.").then_some(())).unwrap_or_else(|| panic!("{}", text()));
            assert_eq!(widget.state(), State::Finding, "{hours}");
            widget.press("Cancel");
            widget.wait_for_state(State::Refused);
            assert_eq!(widget.problem()["kind"], "cancelled");

            use_fake_clock(0);
            ctx.api().clear_faults();
            assert_eq!(widget.call("find"), State::Review);
            let reset = Fault::reply(Reply::Reset);
            ctx.api().set_fault(&plain.task_id, Operation::Archive, reset);
            widget.start_call("archive");
            widget.wait_for_state(State::Unknown);
            use_fake_clock(hours);
            assert_eq!(widget.call("check"), State::Unknown, "the window is open: {hours}");
            ctx.advance_clock(Duration::from_secs(40));
            widget.wait_for_state(State::Refused);
            assert!(!is_archived(ctx, &plain));
            ctx.api().clear_faults();
        }
    });
}

#[test]
fn an_ignored_call_has_no_side_effect() {
    run_test(|ctx| {
        let plain = case("plain");
        let widget = open(ctx, &plain, "", "");
        assert_eq!(widget.call("find"), State::Review);
        let response = || widget.text_of(".response").unwrap_or_default();
        eventually(|| response().starts_with("Response").then_some(())).expect("there is a response");

        // Archived with an empty response: a read has to verify.
        let error = Fault::fixture("server-error-500")
            .after_work()
            .delayed_after_work(LONG_DELAY);
        ctx.api().set_fault(&plain.task_id, Operation::Archive, error);
        widget.start_call("archive");
        widget.wait_for_state(State::Archiving);
        run(
            ctx,
            "const element = document.querySelector('tallyfy-archive-task');
             element.fill({ token: 'sec\u{201c}ret' });
             for (const method of ['archive', 'find', 'restore', 'check']) element[method]()",
        );
        assert!(response().starts_with("Response"), "it is still there");
        assert_eq!(widget.property("hasToken"), true);
        ctx.api().skip_delays();
        widget.wait_for_state(State::Archived);
        assert_eq!(deletes(ctx, &plain).len(), 1);
    });
}

#[test]
fn why_the_page_has_no_token_is_in_the_problem_and_in_the_console() {
    run_test(|ctx| {
        ctx.expect_error("getToken failed");
        let plain = case("plain");
        let widget = open(ctx, &plain, "", "");
        let fails = |get_token: &str| {
            run(
                ctx,
                &format!("document.querySelector('tallyfy-archive-task').getToken = {get_token}"),
            );
            widget.call("reset");
            assert_eq!(widget.call("find"), State::Refused);
            widget.problem()["message"].clone()
        };
        assert_eq!(fails("async () => { throw new Error('Signed\\n out') }"), "Signed out");
        assert_eq!(fails("() => { throw 'at once' }"), "at once");
        assert_eq!(fails("() => Promise.reject()"), Value::Null);
        assert_eq!(
            fails("() => Promise.reject({ get message() { throw 1 } })"),
            Value::Null
        );
        assert_eq!(fails("() => 7"), "getToken returned number instead of a string");
        assert_eq!(fails("async () => null"), "getToken returned null instead of a string");
        let with_token = format!(
            "() => Promise.reject(new Error('no {}'))",
            TOKEN.replace('-', "\\\\u002d")
        );
        assert_eq!(fails(&with_token), "no •••");
        let long = fails("() => Promise.reject('x'.repeat(1e6))");
        assert_eq!(long.as_str().map(str::len), Some(300));

        let text = run(ctx, "return recorder.console").to_string();
        assert!(text.contains("Error: Signed"), "{text}");
        assert!(!text.contains(TOKEN) && !text.contains("u002d"), "{text}");
        assert_eq!(ctx.api().requests("GET", &path_of(&plain)).len(), 0);
    });
}

#[test]
fn a_link_to_another_organization_is_refused_with_its_name() {
    run_test(|ctx| {
        let plain = case("plain");
        let link = |org: &str| format!("https://go.tallyfy.com/{org}/tasks/{}", plain.task_id);
        let widget = open(ctx, &plain, "", "");
        widget.set("taskId", &json!(link("0ther")));
        assert_eq!(widget.call("archive"), State::Refused);
        let problem = widget.problem();
        assert_eq!(problem["kind"], "bad-input");
        assert_eq!(problem["fields"][0]["field"], "taskId");
        assert!(
            problem["fields"][0]["message"].to_string().contains("0ther"),
            "{problem}"
        );

        widget.set("taskId", &Value::Null);
        run(
            ctx,
            &format!(
                "document.querySelector('tallyfy-archive-task').fill({{ taskId: '{}' }})",
                link("0ther")
            ),
        );
        assert_eq!(widget.call("find"), State::Refused);
        assert!(widget.problem().to_string().contains("0ther"));
        widget.wait_for_state(State::Refused);
        widget.press("Try again");
        widget.wait_for_focus("field Task ID");
        assert!(ctx.api().log().iter().all(|request| request.area == Area::Page));

        widget.set("taskId", &json!(link(ORG)));
        assert_eq!(widget.call("find"), State::Review);
    });
}

#[test]
fn a_timeout_of_zero_or_of_years_does_not_fire_at_once() {
    run_test(|ctx| {
        let plain = case("plain");
        let slow = Fault::usual().delayed_after_work(Duration::from_secs(1));
        ctx.api().set_fault(&plain.task_id, Operation::Get, slow);
        for timeout in ["0", "-1", "soon", "2147484", "1e300", "Infinity"] {
            let widget = open(ctx, &plain, &format!(r#"timeout="{timeout}""#), "");
            assert_eq!(widget.call("find"), State::Review, "{timeout}");
        }
    });
}

#[test]
fn the_timeout_property_is_a_positive_number_or_the_default() {
    run_test(|ctx| {
        let cases = [
            ("", 30.0),
            (r#"timeout="45""#, 45.0),
            (r#"timeout="1e1""#, 10.0),
            (r#"timeout="0.5""#, 0.5),
            (r#"timeout=" 20 ""#, 20.0),
            (r#"timeout="20s""#, 20.0),
            (r#"timeout="""#, 30.0),
            (r#"timeout=" ""#, 30.0),
            (r#"timeout="-1""#, 30.0),
            (r#"timeout="0""#, 30.0),
            (r#"timeout="NaN""#, 30.0),
            (r#"timeout="soon""#, 30.0),
        ];
        let plain = case("plain");
        for (attribute, seconds) in cases {
            let widget = open(ctx, &plain, attribute, "");
            assert_eq!(widget.property("timeout"), seconds, "{attribute}");
        }
    });
}
