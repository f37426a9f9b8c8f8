//! Crash detection: a crash is seen whatever the page does, and nothing else is taken for one.

use e2e::{Context, State, Widget, eventually, run_test};
use sandbox::{Fault, NewTask, ORG, Operation, TOKEN, Task};
use serde_json::{Value, json};

use crate::crash::{add, break_rendering, crash, crash_while_archiving, hang, open, properties, settled, start_call};

/// Makes the WebAssembly crash at once when it reads "é".
const REFUSE_TEXT: &str = "TextEncoder.prototype.encodeInto = () => { throw new Error('no memory'); };";

fn has_crashed(widget: &Widget) -> bool {
    widget.text().contains("Try again to restart it")
}

fn wait_for_crash(widget: &Widget) {
    eventually(|| has_crashed(widget).then_some(())).unwrap_or_else(|| panic!("{}", widget.text()));
}

#[test]
fn a_crash_is_seen_whatever_the_page_does_with_errors() {
    run_test(|ctx| {
        ctx.use_fake_clock();
        for page in [
            "Error.stackTraceLimit = 0",
            "Error.prepareStackTrace = () => ''",
            "window.onerror = () => true",
            "for (const type of ['error', 'unhandledrejection']) {
               addEventListener(type, (event) => event.stopImmediatePropagation(), true);
             }",
            "const swallow = (callback) => (...rest) => { try { return callback(...rest); } catch {} };
             const { queueMicrotask, setTimeout } = window;
             const { addEventListener } = EventTarget.prototype;
             window.queueMicrotask = (callback) => queueMicrotask(swallow(callback));
             window.setTimeout = (callback, ...rest) => setTimeout(swallow(callback), ...rest);
             EventTarget.prototype.addEventListener = function (type, listener, ...rest) {
               return addEventListener.call(this, type, typeof listener === 'function' ? swallow(listener) : listener, ...rest);
             };",
            "const { then } = Promise.prototype;
             window.queueMicrotask = (callback) => void then.call(Promise.resolve(), callback).catch(() => {});",
        ] {
            ctx.page.put_file("/patch.js", "text/javascript", page);
            open(ctx);
            ctx.browser.run_async("await load('/patch.js')", &json!([]));
            let task = add(ctx, "first");
            let first = ctx.widget("#first");
            assert_eq!(first.call("find"), State::Review);
            crash_while_archiving(ctx, "first", &task);
            let state = eventually(|| settled(ctx, "first archive"));
            assert_eq!(state.as_deref(), Some("unknown"), "{page}");
            break_rendering(ctx, false);
            ctx.api().clear_faults();
            assert_eq!(first.call("check"), State::Archived, "{page}");
        }
    });
}

#[test]
fn running_out_of_stack_is_a_crash() {
    run_test(|ctx| {
        for expected in ["stack", "recursion", "Script error"] {
            ctx.expect_error(expected);
        }
        open(ctx);
        add(ctx, "deep");
        let widget = ctx.widget("#deep");
        assert_eq!(widget.call("find"), State::Review);
        let script = "const { encodeInto } = TextEncoder.prototype;
            const descend = () => descend() + 1;
            TextEncoder.prototype.encodeInto = descend;
            document.getElementById('deep').fill({ taskId: 'é' });
            TextEncoder.prototype.encodeInto = encodeInto;";
        ctx.browser.run(script, &json!([]));
        wait_for_crash(&widget);
        widget.press("Try again");
        eventually(|| (!has_crashed(&widget)).then_some(())).expect("it is restarted");
        assert_eq!(widget.call("find"), State::Review);
    });
}

/// Takes all memory that the WebAssembly could grow by.
const EXHAUST: &str = "const { instantiateStreaming } = WebAssembly;
    WebAssembly.instantiateStreaming = async (...values) => {
      const made = await instantiateStreaming.apply(WebAssembly, values);
      const memory = Object.values(made.instance.exports).find((value) => value instanceof WebAssembly.Memory);
      window.exhaust = () => {
        for (let pages = 32_768; pages >= 1; ) {
          try {
            memory.grow(pages);
          } catch {
            pages /= 2;
          }
        }
      };
      return made;
    };";

#[test]
fn running_out_of_memory_is_a_crash() {
    run_test(|ctx| {
        ctx.page.put_file("/exhaust.js", "text/javascript", EXHAUST);
        open(ctx);
        ctx.browser.run_async("await load('/exhaust.js')", &json!([]));
        let task = add(ctx, "first");
        add(ctx, "spare");
        let [first, spare] = ["#first", "#spare"].map(|id| ctx.widget(id));
        assert_eq!(first.call("find"), State::Review);
        assert_eq!(spare.call("reset"), State::Idle);
        hang(ctx, &task, Operation::Archive);
        start_call(ctx, "first", "archive");
        eventually(|| ctx.api().task(&task).filter(Task::is_archived)).expect("it is sent");
        let script = "exhaust(); document.getElementById('spare').fill({ taskId: 'x'.repeat(2 ** 24) })";
        ctx.browser.run(script, &json!([]));
        wait_for_crash(&spare);
        assert_eq!(settled(ctx, "first archive").as_deref(), Some("unknown"));
        ctx.api().clear_faults();
        assert_eq!(first.call("check"), State::Archived, "it is restarted with new memory");
    });
}

#[test]
fn an_error_that_is_reported_again_is_no_further_crash() {
    run_test(|ctx| {
        open(ctx);
        ctx.browser.run(
            "window.errors = []; addEventListener('error', ({ error }) => errors.push(error))",
            &json!([]),
        );
        add(ctx, "first");
        let first = ctx.widget("#first");
        for id in ["second", "third"] {
            assert_eq!(first.call("find"), State::Review);
            crash(ctx, id);
        }
        assert_eq!(first.call("find"), State::Review);
        let reported = ctx.browser.run(
            "errors.slice().forEach((error) => dispatchEvent(new ErrorEvent('error', { error, message: 'unreachable' }))); return errors.length", &json!([]));
        assert!(reported.as_u64() > Some(1), "{reported}");
        assert_eq!(first.call("find"), State::Review);
        assert_eq!(first.state(), State::Review);
        assert!(!has_crashed(&first));
    });
}

#[test]
fn messages_that_throw_crash_nothing_and_keep_no_element_from_being_told() {
    run_test(|ctx| {
        for expected in ["page's getter", "Script error"] {
            ctx.expect_error(expected);
        }
        open(ctx);
        add(ctx, "before");
        add(ctx, "first");
        add(ctx, "after");
        let [before, first, after] = ["#before", "#first", "#after"].map(|id| ctx.widget(id));
        for widget in [&before, &after] {
            assert_eq!(widget.call("find"), State::Review);
        }
        let script = "document.getElementById('first').lang = 'de';
            document.getElementById('first').messages = {
              get crashed() { throw new Error(\"the page's getter\"); },
              get tryAgain() { throw new Error(\"the page's getter\"); },
            };";
        ctx.browser.run(script, &json!([]));
        eventually(|| first.text_of("button").filter(|text| text.contains("suchen"))).expect("it is in German");
        assert_eq!(first.call("find"), State::Review);
        for widget in [&before, &after] {
            assert_eq!(widget.state(), State::Review);
            assert!(!has_crashed(widget));
        }
        crash(ctx, "spare");
        for widget in [&before, &after] {
            wait_for_crash(widget);
            assert_eq!(widget.call("find"), State::Review);
        }
        assert_eq!(first.call("find"), State::Review);
    });
}

#[test]
fn a_crash_in_one_copy_of_the_script_is_none_in_another() {
    run_test(|ctx| {
        open(ctx);
        let task = add(ctx, "first");
        let script = "const { define } = await import('/tallyfy-archive.js?copy');
            define('tallyfy-archive-copy');
            const element = document.createElement('tallyfy-archive-copy');
            const [orgId, taskId, token] = arguments_;
            document.body.append(Object.assign(element, { id: 'copy', apiBase: '/api', orgId, taskId, token }));
            return element.find();";
        assert_eq!(ctx.browser.run_async(script, &json!([ORG, task, TOKEN])), "review");
        assert_eq!(ctx.widget("#first").call("find"), State::Review);
        crash(ctx, "spare");
        wait_for_crash(&ctx.widget("#first"));
        let copy = ctx.widget("#copy");
        assert!(!has_crashed(&copy), "{}", copy.text());
        assert_eq!(properties(ctx, "copy")["state"], "review");
        assert_eq!(copy.call("archive"), State::Archived);
    });
}

#[test]
fn an_element_that_is_mounted_before_the_restart_waits_for_it() {
    run_test(|ctx| {
        open(ctx);
        add(ctx, "first");
        assert_eq!(ctx.widget("#first").call("find"), State::Review);
        let late = ctx.api().add_task(NewTask::titled("Late"));
        let task = add(ctx, "spare");
        assert_eq!(ctx.widget("#spare").call("reset"), State::Idle);
        // The element begins to be mounted in the very call that then crashes.
        let script = "window.beforeCrash = () => {
              window.beforeCrash = undefined;
              breakRendering(false);
              add('late', arguments[0]);
              begin('late', 'find');
            };
            breakRendering(true);";
        ctx.browser.run(script, &json!([late]));
        hang(ctx, &task, Operation::Get);
        start_call(ctx, "spare", "find");
        eventually(|| settled(ctx, "spare find")).expect("it has crashed");
        let state = eventually(|| settled(ctx, "late find"));
        assert_eq!(state.as_deref(), Some("review"));
    });
}

#[test]
fn what_has_crashed_goes_no_further_and_reports_nothing_more() {
    run_test(|ctx| {
        ctx.expect_error("no memory");
        ctx.expect_error("Script error");
        open(ctx);
        let task = add(ctx, "first");
        add(ctx, "second");
        let [first, second] = ["#first", "#second"].map(|id| ctx.widget(id));
        for widget in [&first, &second] {
            assert_eq!(widget.call("find"), State::Review);
        }
        let script = format!(
            "document.getElementById('first').addEventListener('tallyfy-before-archive', () => {{
               {REFUSE_TEXT}
               document.getElementById('second').fill({{ taskId: 'é' }});
             }}, {{ once: true }})"
        );
        ctx.browser.run(&script, &json!([]));
        let events = ctx.events().len();
        assert_eq!(first.call("archive"), State::Review, "nothing was sent");
        for widget in [&first, &second] {
            wait_for_crash(widget);
        }
        let news: Vec<Value> = ctx.events().split_off(events);
        assert!(
            news.iter().all(|event| event["name"] == "tallyfy-before-archive"),
            "{news:?}"
        );
        assert_eq!(first.state(), State::Review);
        assert!(ctx.api().task(&task).is_some_and(|task| !task.is_archived()));
        assert_eq!(first.call("archive"), State::Archived, "after the restart");
    });
}

#[test]
fn a_crash_in_a_listener_keeps_no_outcome_from_being_announced() {
    run_test(|ctx| {
        ctx.expect_error("no memory");
        ctx.expect_error("Script error");
        open(ctx);
        let task = add(ctx, "first");
        add(ctx, "spare");
        let [first, spare] = ["#first", "#spare"].map(|id| ctx.widget(id));
        let outcomes = || {
            let mut events = ctx.events();
            events.retain(|event| event["detail"].get("id").is_some() && event["name"] != "tallyfy-before-archive");
            events.iter().map(|event| event["name"].clone()).collect::<Vec<_>>()
        };
        let script = format!(
            "const [state] = arguments;
            const crash = ({{ detail }}) => {{
              if (detail.state !== state) return;
              removeEventListener('tallyfy-state', crash);
              const {{ encodeInto }} = TextEncoder.prototype;
              {REFUSE_TEXT}
              document.getElementById('spare').fill({{ taskId: 'é' }});
              TextEncoder.prototype.encodeInto = encodeInto;
            }};
            addEventListener('tallyfy-state', crash)"
        );
        let refusal = Fault::status(403, r#"{"message":"Not now."}"#);
        let failure = Fault::status(500, "No.").after_work();
        for (method, state, faults) in [
            ("archive", State::Archived, vec![]),
            ("restore", State::Restored, vec![]),
            ("archive", State::Refused, vec![(Operation::Archive, refusal)]),
            (
                "archive",
                State::Unknown,
                vec![(Operation::Archive, failure.clone()), (Operation::Get, failure)],
            ),
        ] {
            if method == "archive" {
                assert_eq!(first.call("find"), State::Review);
            }
            for (operation, fault) in faults {
                ctx.api().set_fault(&task, operation, fault);
            }
            assert_eq!(spare.call("reset"), State::Idle, "it is there");
            ctx.browser.run(&script, &json!([state.as_str()]));
            let known = outcomes().len();
            assert_eq!(first.call(method), state, "{method}");
            wait_for_crash(&spare);
            assert_eq!(outcomes().split_off(known), [format!("tallyfy-{state}")]);
            ctx.api().clear_faults();
        }
    });
}

#[test]
fn a_promise_settles_in_a_frame_that_crashes() {
    run_test(|ctx| {
        // The page's own forbids frames.
        ctx.page.set_policy("connect-src *");
        open(ctx);
        add(ctx, "outside");
        assert_eq!(ctx.widget("#outside").call("find"), State::Review);
        let task = open_frame(ctx);
        let script = "const { contentDocument: inside, contentWindow } = document.querySelector('iframe');
            const found = await framed.find();
            // The spinner, which crashes it, must not appear before the DELETE has been sent.
            const time = contentWindow.performance.now();
            contentWindow.performance.now = () => time;
            const { createElement } = inside;
            inside.createElement = (name, ...rest) => {
              if (name === 'span') throw new Error('no spans');
              return createElement.call(inside, name, ...rest);
            };
            contentWindow.Node.prototype.cloneNode = () => { throw new Error('no spans'); };
            return [found, await framed.archive()];";
        hang(ctx, &task, Operation::Archive);
        let states = ctx.browser.run_async(script, &json!([]));
        assert_eq!(states, json!(["review", "unknown"]));
        assert!(!has_crashed(&ctx.widget("#outside")));
    });
}

#[test]
fn promises_settle_with_what_is_known_when_their_frame_is_removed() {
    run_test(|ctx| {
        // The page's own forbids frames.
        ctx.page.set_policy("connect-src *");
        let call = "window.call = (method) => void framed[method]().then((state) => (settled[method] = state));";
        ctx.page.put_file("/call.js", "text/javascript", call);
        open(ctx);
        ctx.browser.run_async("await load('/call.js')", &json!([]));
        for (method, operation, sent, expected) in [
            ("find", Operation::Get, "GET", "idle"),
            ("archive", Operation::Archive, "DELETE", "unknown"),
        ] {
            let task = open_frame(ctx);
            assert_eq!(ctx.browser.run_async("return framed.find()", &json!([])), "review");
            hang(ctx, &task, operation);
            let path = format!("/api/organizations/{ORG}/tasks/{task}");
            let sent = || ctx.api().requests(sent, &path).len();
            let before = sent();
            ctx.browser.run("call(arguments[0])", &json!([method]));
            eventually(|| (sent() > before).then_some(())).expect("it is sent");
            ctx.browser.run("document.querySelector('iframe').remove()", &json!([]));
            let state = eventually(|| settled(ctx, method));
            assert_eq!(state.as_deref(), Some(expected), "{method}");
        }
    });
}

/// Opens a frame with an element of its own script, and returns the ID of its task.
fn open_frame(ctx: &Context) -> String {
    let page = "<!doctype html><title>Frame</title><script type=module src=/tallyfy-archive.js></script>";
    ctx.page.put_file("/frame.html", "text/html", page);
    let task = ctx.api().add_task(NewTask::titled("In a frame"));
    let script = "const frame = document.createElement('iframe');
        const [orgId, taskId, token] = arguments_;
        await new Promise((resolve) => {
          frame.onload = resolve;
          frame.src = '/frame.html';
          document.body.append(frame);
        });
        const inside = frame.contentDocument;
        window.framed = inside.createElement('tallyfy-archive-task');
        inside.body.append(Object.assign(framed, { apiBase: '/api', orgId, taskId, token }));";
    ctx.browser.run_async(script, &json!([ORG, task, TOKEN]));
    task
}
