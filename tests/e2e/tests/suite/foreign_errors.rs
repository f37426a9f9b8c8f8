//! Errors of other scripts on the page: they resemble crashes of the widget, and must not affect it.

use std::time::Duration;

use e2e::{Context, Page, State, eventually, run_test, site};
use sandbox::{Fault, NewTask, ORG, Operation, TOKEN, case};
use serde_json::json;

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
    };"#;

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
    assert!(ctx.events_named("tallyfy-unknown").is_empty(), "{why}");
}

#[test]
fn errors_of_other_scripts_do_not_stop_an_operation() {
    run_test(|ctx| {
        open(ctx);
        let plain = case("plain");
        let [first, second] = ["#first", "#second"].map(|element| ctx.widget(element));
        assert_eq!(first.call("find"), State::Review);
        assert_eq!(second.call("find"), State::Review);
        let slow = Fault::usual().delayed_after_work(Duration::from_secs(2));
        ctx.api().set_fault(&plain.task_id, Operation::Archive, slow);
        first.start_call("archive");
        eventually(|| (!deletes(ctx, &plain).is_empty()).then_some(())).expect("it is sent");
        let names = failures(ctx);
        assert!(names.len() > 10, "{names:?}");
        for name in names {
            let script = "const fail = failures[arguments_[0]];
                setTimeout(fail);
                queueMicrotask(fail);
                void Promise.resolve().then(fail);
                dispatchEvent(new Event('failing'));
                await new Promise((resolve) => setTimeout(resolve, 20));";
            ctx.browser.run_async(script, &json!([name]));
            assert_untouched(ctx, &name);
        }
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
            let script = "const events = ['state', 'before-archive', 'archived', 'restored', 'refused', 'unknown'];
                window.abort?.abort();
                window.abort = new AbortController();
                const { signal } = window.abort;
                for (const event of events) first.addEventListener(`tallyfy-${event}`, failures[arguments[0]], { signal });
                document.addEventListener('tallyfy-state', failures[arguments[0]], { signal });";
            ctx.browser.run(script, &json!([name]));
            let task = ctx.api().add_task(NewTask::titled(name.as_str()));
            let first = ctx.widget("#first");
            first.set("taskId", &json!(task));
            assert_eq!(first.call("archive"), State::Archived, "{name}");
            assert_untouched(ctx, &name);
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
