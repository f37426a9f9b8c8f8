//! Errors of other scripts on the page: they resemble crashes of the widget, and must not affect it.

use e2e::{Context, Page, State, eventually, run_test, site};
use sandbox::{Fault, NewTask, ORG, Operation, TOKEN, case};
use serde_json::json;

use crate::guarantees::LONG_DELAY;
use crate::steps::{deletes, wait_for_script};

/// A module that traps when `trap` is called, and runs out of stack when `overflow` is.
const WASM: [u8; 66] = [
    0, b'a', b's', b'm', 1, 0, 0, 0, // header
    1, 4, 1, 0x60, 0, 0, // one type, without parameters and results
    3, 3, 2, 0, 0, // two functions of it
    7, 19, 2, 4, b't', b'r', b'a', b'p', 0, 0, 8, b'o', b'v', b'e', b'r', b'f', b'l', b'o', b'w', 0, 1, // exports
    10, 10, 2, 3, 0, 0, 11, 4, 0, 0x10, 1, 11, // unreachable; and a call of itself
    0, 12, 4, b'n', b'a', b'm', b'e', 0, 5, 4, b'w', b'a', b's', b'm', // its name is "wasm"
];

/// The errors of other scripts, by name.
const FAILURES: &str = r#"
    const bytes = Uint8Array.from(WASM);
    const fromBytes = (await WebAssembly.instantiate(bytes)).instance.exports;
    const fromFile = (await WebAssembly.instantiateStreaming(fetch("/wasm/other.wasm"))).instance.exports;
    const overflow = () => overflow() + 1;
    const invalid = () => new Date("soon").toISOString();
    const { wasm } = await import("/wasm/x.js");
    const named = (name, call) => Object.defineProperty(() => { call(); return 1; }, "name", { value: name });
    const file = new URL("/FILE", location).href;
    window.failures = {
      trapFromBytes: () => fromBytes.trap(),
      trapFromFile: () => fromFile.trap(),
      overflowFromBytes: () => fromBytes.overflow(),
      overflowFromFile: () => fromFile.overflow(),
      overflow,
      invalid,
      wasm,
      likeChromium: named(`f (${file}:wasm-function[1]:0x10)`, invalid),
      likeFirefox: named(`f@${file}:wasm-function[1]:0x10`, invalid),
      likeWebkit: named("f@tallyfy_archive:wasm-function[1]", invalid),
      likeWebkitBefore: named("tallyfy_archive.wasm-function[1]@[wasm code]", invalid),
      likeATrap: () => { throw new WebAssembly.RuntimeError(`unreachable\n    at ${file}:wasm-function[1]:0x10`); },
      error: () => { throw new Error("no"); },
      nothing: () => { throw undefined; },
    };
    window.reported = [];
    addEventListener("error", () => reported.push("error"));
    addEventListener("unhandledrejection", () => reported.push("unhandledrejection"));
    /** Lets one of them happen in a timer, in a microtask, in a promise and in a listener. */
    window.failEverywhere = async (name) => {
      const fail = failures[name];
      window.reported = [];
      setTimeout(fail);
      queueMicrotask(() => fail());
      void Promise.resolve().then(fail);
      addEventListener("failing", fail, { once: true });
      dispatchEvent(new Event("failing"));
      await new Promise((resolve) => setTimeout(resolve, 20));
      return reported.sort();
    };
    /** Lets one of them happen in the listeners of these events, and records which were called. */
    window.failInListeners = (name, events) => {
      window.called = [];
      window.reported = [];
      window.abort?.abort();
      window.abort = new AbortController();
      const fail = ({ type }) => {
        called.push(type);
        failures[name]();
      };
      for (const event of events) first.addEventListener(event, fail, abort);
      document.addEventListener("tallyfy-state", failures[name], abort);
    };"#;

const EVENTS: [&str; 6] = [
    "tallyfy-archived",
    "tallyfy-before-archive",
    "tallyfy-refused",
    "tallyfy-restored",
    "tallyfy-state",
    "tallyfy-unknown",
];

fn open(ctx: &Context) {
    // The messages of each engine.
    for expected in ["uncaught", "unhandled", "Uncaught"] {
        ctx.expect_error(expected);
    }
    ctx.page.put_file("/wasm/other.wasm", "application/wasm", WASM.to_vec());
    let script = "export function wasm() { return [].concat(new Array(-1)); }";
    ctx.page.put_file("/wasm/x.js", "text/javascript", script);
    let element = |id: &str, task: &str| {
        format!(
            r#"<tallyfy-archive-task id="{id}" api-base="/api" org-id="{ORG}" task-id="{task}"></tallyfy-archive-task>"#
        )
    };
    let body = [
        element("first", &case("plain").task_id),
        element("second", &case("with-data").task_id),
    ]
    .concat();
    let failures = FAILURES
        .replace("WASM", &format!("{WASM:?}"))
        .replace("FILE", &site::wasm());
    let script = format!(
        r#"import "/tallyfy-archive.js";
        for (const element of [first, second]) element.token = "{TOKEN}";
        {failures}"#
    );
    ctx.open(&Page::embedding(body, script));
    wait_for_script(ctx, "failures");
}

fn failures(ctx: &Context) -> Vec<String> {
    let names = ctx.browser.run("return Object.keys(failures)", &json!([]));
    names
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|name| name.as_str().map(str::to_owned))
        .collect()
}

/// Checks that both elements are unaffected.
fn assert_untouched(ctx: &Context, why: &str) {
    for id in ["first", "second"] {
        let text = ctx.widget(&format!("#{id}")).text();
        assert!(!text.contains("crashed"), "{why}: {text}");
    }
    assert_eq!(ctx.widget("#second").state(), State::Review, "{why}");
}

#[test]
fn errors_of_other_scripts_do_not_stop_an_operation() {
    run_test(|ctx| {
        open(ctx);
        let plain = case("plain");
        let [first, second] = ["#first", "#second"].map(|element| ctx.widget(element));
        assert_eq!(first.call("find"), State::Review);
        assert_eq!(second.call("find"), State::Review);
        let slow = Fault::usual().delayed_after_work(LONG_DELAY);
        ctx.api().set_fault(&plain.task_id, Operation::Archive, slow);
        first.start_call("archive");
        eventually(|| (!deletes(ctx, &plain).is_empty()).then_some(())).expect("it is sent");
        let names = failures(ctx);
        assert!(names.len() > 10, "{names:?}");
        for name in names {
            let reported = ctx
                .browser
                .run_async("return failEverywhere(arguments_[0])", &json!([name]));
            let expected = json!(["error", "error", "error", "unhandledrejection"]);
            assert_eq!(reported, expected, "{name}");
            assert_untouched(ctx, &name);
            assert_eq!(first.state(), State::Archiving, "{name}");
        }
        assert!(ctx.events_named("tallyfy-unknown").is_empty());
        ctx.api().skip_delays();
        first.wait_for_state(State::Archived);
        assert_eq!(deletes(ctx, &plain).len(), 1);
    });
}

#[test]
fn listeners_that_throw_do_not_affect_the_widget() {
    run_test(|ctx| {
        open(ctx);
        let second = ctx.widget("#second");
        assert_eq!(second.call("find"), State::Review);
        let names = failures(ctx);
        for name in names {
            ctx.browser
                .run("failInListeners(arguments[0], arguments[1])", &json!([name, EVENTS]));
            let first = ctx.widget("#first");
            let add = || {
                let task = ctx.api().add_task(NewTask::titled(name.as_str()));
                first.set("taskId", &json!(task));
                task
            };
            add();
            assert_eq!(first.call("archive"), State::Archived, "{name}");
            assert_eq!(first.call("restore"), State::Restored, "{name}");
            let refuses = Fault::fixture("forbidden-403");
            ctx.api().set_fault(&add(), Operation::Archive, refuses);
            assert_eq!(first.call("archive"), State::Refused, "{name}");
            // With a rejected token, the outcome stays unknown, and there are no automatic checks.
            let task = add();
            assert_eq!(first.call("find"), State::Review, "{name}");
            for operation in [Operation::Archive, Operation::Get] {
                ctx.api()
                    .set_fault(&task, operation, Fault::fixture("unauthenticated-401"));
            }
            assert_eq!(first.call("archive"), State::Unknown, "{name}");
            let called = ctx.browser.run("return [...new Set(called)].sort()", &json!([]));
            assert_eq!(called, json!(EVENTS), "{name}");
            let silent = ctx.browser.run("return called.length - reported.length", &json!([]));
            assert!(
                silent.as_i64().is_some_and(|count| count <= 0),
                "{name}: each is reported"
            );
            assert_untouched(ctx, &name);
            first.set("token", &json!(TOKEN));
        }
    });
}

#[test]
fn a_fetch_that_throws_counts_as_no_response() {
    run_test(|ctx| {
        open(ctx);
        let [first, second] = ["#first", "#second"].map(|element| ctx.widget(element));
        assert_eq!(second.call("find"), State::Review);
        for name in failures(ctx) {
            let script = "window.usual ??= fetch;
                window.fetch = (...rest) => { failures[arguments[0]](); return usual(...rest); }";
            ctx.browser.run(script, &json!([name]));
            assert_eq!(first.call("find"), State::Refused, "{name}");
            ctx.browser.run("window.fetch = usual", &json!([]));
            assert_untouched(ctx, &name);
        }
        assert_eq!(first.call("find"), State::Review);
    });
}

#[test]
fn a_default_that_cannot_be_a_text_is_an_error_of_the_call_and_changes_nothing() {
    run_test(|ctx| {
        open(ctx);
        let [first, second] = ["#first", "#second"].map(|element| ctx.widget(element));
        assert_eq!(second.call("find"), State::Review);
        let configure = "const { configure } = await import('/tallyfy-archive.js');
            const values = [Object.create(null), { toString() { throw new RangeError('soon'); } }];
            return ['orgId', 'timeout'].map((name, index) => {
              try {
                configure({ apiBase: '/elsewhere', [name]: values[index] });
                return 'set';
              } catch ({ name }) {
                return name;
              }
            });";
        let thrown = ctx.browser.run_async(configure, &json!([]));
        assert_eq!(thrown, json!(["TypeError", "RangeError"]));
        first.press("Find task");
        first.wait_for_state(State::Review);
        assert_untouched(ctx, "configure");
    });
}
