//! Pages that replace `fetch` by a wrapper. Whatever it returns or throws is data.

use std::time::Duration;

use e2e::{Context, Page, State, Widget, eventually, run_test};
use sandbox::{Fault, NewTask, ORG, Operation, TOKEN};
use serde_json::{Value, json};

use crate::matrix::ELEMENT;
use crate::steps::wait_for_script;

const WRAPPERS: &str = include_str!("fetch_wrappers.js");

/// Longer than the timeout of a request and the in-doubt window.
const AFTER_TIMEOUT: Duration = Duration::from_secs(31);

/// How a DELETE ends.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Ends {
    /// Its response can be read.
    Archived,
    /// It was sent and has no response; a read sees that it was executed.
    ArchivedAfterRead,
    /// It was not sent, but that cannot be known.
    Unknown,
}

/// Wrappers by name, whether a GET finds the task or is `unreachable`, and how a DELETE ends.
const TABLE: [(&str, bool, Ends); 54] = [
    ("stringMethods", true, Ends::Archived),
    ("spreadHeaders", true, Ends::Archived),
    ("newRequest", true, Ends::Archived),
    ("otherPromise", true, Ends::Archived),
    ("thenable", true, Ends::Archived),
    ("eagerThenable", true, Ends::Archived),
    ("otherRealm", true, Ends::Archived),
    ("boundProxy", true, Ends::Archived),
    ("imitation", true, Ends::Archived),
    ("noHeaders", true, Ends::Archived),
    ("headersWithoutGet", true, Ends::Archived),
    ("headersThrow", true, Ends::Archived),
    ("getThrows", true, Ends::Archived),
    ("getOfAnother", true, Ends::Archived),
    ("getGivesObjects", true, Ends::Archived),
    ("subclass", true, Ends::Archived),
    ("subclassHeadersPlain", true, Ends::Archived),
    ("subclassHeadersThrow", true, Ends::Archived),
    ("otherPrototype", true, Ends::ArchivedAfterRead),
    ("ownHeadersThrow", true, Ends::Archived),
    ("ownHeadersOfAnother", true, Ends::Archived),
    ("plainText", true, Ends::Archived),
    ("textThenable", true, Ends::Archived),
    ("textOfOtherRealm", true, Ends::Archived),
    ("noText", false, Ends::Archived),
    ("textThrows", false, Ends::Archived),
    ("textRejects", false, Ends::Archived),
    ("textIsNumber", false, Ends::Archived),
    ("textThenThrows", false, Ends::Archived),
    ("ownTextThrows", false, Ends::Archived),
    ("ownTextIsNull", false, Ends::Archived),
    ("sentThenNull", false, Ends::ArchivedAfterRead),
    ("sentThenUndefined", false, Ends::ArchivedAfterRead),
    ("sentThenText", false, Ends::ArchivedAfterRead),
    ("sentThenEmpty", false, Ends::ArchivedAfterRead),
    ("sentThenOfPrototype", false, Ends::ArchivedAfterRead),
    ("sentThenProxy", false, Ends::ArchivedAfterRead),
    ("sentThenTextStatus", false, Ends::ArchivedAfterRead),
    ("sentThenNoNumber", false, Ends::ArchivedAfterRead),
    ("sentThenSubclassStatusThrows", false, Ends::ArchivedAfterRead),
    ("sentThenStatusThrows", false, Ends::ArchivedAfterRead),
    ("sentThenError", false, Ends::ArchivedAfterRead),
    ("sentThenThrows", false, Ends::ArchivedAfterRead),
    ("sentThenBrokenPromise", false, Ends::ArchivedAfterRead),
    ("sentThenThrowsAtOnce", false, Ends::ArchivedAfterRead),
    ("rejectsWithText", false, Ends::Unknown),
    ("rejectsWithObject", false, Ends::Unknown),
    ("rejectsWithUndefined", false, Ends::Unknown),
    ("rejectsWithNull", false, Ends::Unknown),
    ("throwsNull", false, Ends::Unknown),
    ("returnsNull", false, Ends::Unknown),
    ("returnsEmpty", false, Ends::Unknown),
    ("returnsSymbol", false, Ends::Unknown),
    ("thenThrows", false, Ends::Unknown),
];

fn open(ctx: &Context) {
    ctx.open(&Page::embedding("", [ELEMENT, WRAPPERS].concat()));
    wait_for_script(ctx, "unwrap");
    // The WebAssembly has been fetched before `fetch` is replaced.
    let (_, widget) = element(ctx, "Load");
    assert_eq!(widget.call("find"), State::Review);
}

/// An element for a new task.
fn element<'a>(ctx: &'a Context, title: &str) -> (String, Widget<'a>) {
    let task = ctx.api().add_task(NewTask::titled(title));
    let arguments = json!([ctx.api().api(), ORG, task, TOKEN, 30]);
    ctx.browser.run("replaceElement(...arguments)", &arguments);
    let widget = ctx.widget("tallyfy-archive-task");
    widget.wait_for_element("button", "Find task");
    (task, widget)
}

fn wrap(ctx: &Context, name: &str, method: &str) {
    ctx.browser.run("wrap(...arguments)", &json!([name, method]));
}

fn run(ctx: &Context, script: &str) -> Value {
    ctx.browser.run(script, &json!([]))
}

fn requests(ctx: &Context, method: &str, task: &str) -> usize {
    let path = format!("/api/organizations/{ORG}/tasks/{task}");
    ctx.api().requests(method, &path).len()
}

fn is_archived(ctx: &Context, task: &str) -> bool {
    ctx.api().task(task).is_some_and(|task| task.is_archived())
}

#[test]
fn a_find_through_any_wrapper_finds_the_task_or_gets_no_response() {
    run_test(|ctx| {
        open(ctx);
        let script = "const response = await fetch(location.href);
            return Reflect.ownKeys(response).length";
        let keys = ctx.browser.run_async(script, &json!([]));
        assert_eq!(keys, 0, "by this the browser's own are told from others");
        for (name, is_found, _) in TABLE {
            let (_, widget) = element(ctx, name);
            wrap(ctx, name, "GET");
            let state = widget.call("find");
            run(ctx, "unwrap()");
            if is_found {
                assert_eq!(state, State::Review, "{name}: {}", widget.text());
                assert_eq!(widget.task()["title"], name);
            } else {
                assert_eq!(state, State::Refused, "{name}: {}", widget.text());
                assert_eq!(widget.problem()["kind"], "unreachable", "{name}");
                assert_eq!(widget.call("find"), State::Review, "{name}, without the wrapper");
            }
        }
    });
}

#[test]
fn a_delete_through_any_wrapper_ends_as_what_is_known_of_it() {
    run_test(|ctx| {
        open(ctx);
        for (name, _, ends) in TABLE {
            let (task, widget) = element(ctx, name);
            assert_eq!(widget.call("find"), State::Review, "{name}");
            wrap(ctx, name, "DELETE");
            widget.start_call("archive");
            if ends == Ends::Unknown {
                widget.wait_for_state(State::Unknown);
                assert_eq!(widget.problem()["kind"], "unreachable", "{name}");
                widget.call("reset");
            } else {
                widget.wait_for_state(State::Archived);
                assert!(is_archived(ctx, &task), "{name}");
                assert_eq!(requests(ctx, "DELETE", &task), 1, "{name}");
                let is_read_again = requests(ctx, "GET", &task) > 1;
                assert_eq!(is_read_again, ends == Ends::ArchivedAfterRead, "{name}");
            }
            run(ctx, "unwrap()");
        }
    });
}

#[test]
fn a_body_that_never_ends_is_a_timeout() {
    run_test(|ctx| {
        ctx.use_fake_clock();
        open(ctx);
        run(
            ctx,
            "const { text } = Response.prototype;
            window.endless = (is) => (Response.prototype.text = is ? () => new Promise(() => {}) : text)",
        );
        let (task, widget) = element(ctx, "Never read");
        run(ctx, "endless(true)");
        widget.start_call("find");
        eventually(|| (requests(ctx, "GET", &task) == 1).then_some(())).expect("it is sent");
        ctx.advance_clock(AFTER_TIMEOUT);
        widget.wait_for_state(State::Refused);
        assert_eq!(widget.problem()["kind"], "timeout");

        run(ctx, "endless(false)");
        assert_eq!(widget.call("find"), State::Review);
        let with_body = Fault::fixture("archive-200-data").after_work();
        ctx.api().set_fault(&task, Operation::Archive, with_body);
        run(ctx, "endless(true)");
        widget.start_call("archive");
        eventually(|| (requests(ctx, "DELETE", &task) == 1).then_some(())).expect("it is sent");
        run(ctx, "endless(false)");
        ctx.advance_clock(AFTER_TIMEOUT);
        widget.wait_for_state(State::Archived);
        assert_eq!(requests(ctx, "DELETE", &task), 1);
    });
}

#[test]
fn only_a_cancelled_request_aborts_its_signal() {
    run_test(|ctx| {
        ctx.use_fake_clock();
        open(ctx);
        run(
            ctx,
            "const usual = fetch;
            window.signals = [];
            window.record = (task) => (window.recorded = task);
            window.fetch = (url, init) => {
                if (String(url).includes(window.recorded)) signals.push(init.signal);
                return usual(url, init);
            }",
        );
        let aborted = || run(ctx, "return signals.splice(0).map((signal) => signal.aborted)");
        let record = |task: &str| ctx.browser.run("record(arguments[0])", &json!([task]));
        let (task, widget) = element(ctx, "Signals");
        record(&task);
        assert_eq!(widget.call("archive"), State::Archived);
        assert_eq!(widget.call("restore"), State::Restored);
        assert_eq!(aborted(), json!([false, false, false]));
        ctx.api()
            .set_fault(&task, Operation::Get, Fault::fixture("server-error-500"));
        assert_eq!(widget.call("find"), State::Refused);
        assert_eq!(aborted(), json!([false]), "an error is a response, too");

        let slow = Fault::usual().delayed_before_work(Duration::from_mins(10));
        // The one before reads once more after its restore.
        let (task, widget) = element(ctx, "Slow");
        record(&task);
        ctx.api().set_fault(&task, Operation::Get, slow);
        let start = || {
            widget.start_call("find");
            eventually(|| (run(ctx, "return signals.length") == 1).then_some(())).expect("it is sent");
        };
        start();
        assert_eq!(widget.call("cancel"), State::Refused);
        assert_eq!(aborted(), json!([true]), "cancelled");
        start();
        ctx.advance_clock(AFTER_TIMEOUT);
        widget.wait_for_state(State::Refused);
        assert_eq!(widget.problem()["kind"], "timeout");
        assert_eq!(aborted(), json!([true]), "timed out");
    });
}
