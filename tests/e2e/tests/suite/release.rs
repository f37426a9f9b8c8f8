//! Release of resources while an element is outside the document.

use e2e::{Context, Page, State, eventually, run_test, site};
use sandbox::{ORG, TOKEN, case};
use serde_json::{Value, json};

use crate::steps::{is_archived, path_of, wait_for_script};

/// One element, which the page keeps a reference to.
fn open(ctx: &Context) {
    let body = format!(
        r#"<tallyfy-archive-task id="first" api-base="/api" org-id="{ORG}" task-id="{}"></tallyfy-archive-task>"#,
        case("plain").task_id
    );
    let script = format!(
        r#"import "/tallyfy-archive.js";
        window.kept = first;
        kept.token = "{TOKEN}";"#
    );
    ctx.open(&Page::embedding(body, script));
    wait_for_script(ctx, "kept");
}

/// Whether the element has rendered content, inside the document or not.
fn is_rendered(ctx: &Context) -> bool {
    let script = "return kept.shadowRoot.querySelector('.card') !== null";
    ctx.browser.run(script, &json!([])) == true
}

fn wait_until_released(ctx: &Context) {
    eventually(|| (!is_rendered(ctx)).then_some(())).expect("it lets go of what it showed");
}

fn kept(ctx: &Context, property: &str) -> Value {
    ctx.browser.run("return kept[arguments[0]]", &json!([property]))
}

fn run(ctx: &Context, script: &str) -> Value {
    ctx.browser.run(script, &json!([]))
}

/// Calls a method of the element, inside the document or not.
fn call(ctx: &Context, method: &str) -> Value {
    ctx.browser.run_async("return kept[arguments_[0]]()", &json!([method]))
}

#[test]
fn an_element_that_is_reconnected_within_a_second_keeps_everything() {
    run_test(|ctx| {
        ctx.use_fake_clock();
        open(ctx);
        let widget = ctx.widget("#first");
        assert_eq!(widget.call("find"), State::Review);
        ctx.freeze_clock();
        let script = "const card = kept.shadowRoot.querySelector('.card');
            const isAsBefore = () => [
                card === kept.shadowRoot.querySelector('.card'),
                kept.shadowRoot.querySelector('details')?.open,
            ];
            kept.shadowRoot.querySelector('details').open = true;
            kept.remove();
            // The timer starts in a microtask.
            await new Promise((resolve) => setTimeout(resolve));
            await clock.advance(arguments_[0]);
            const outside = isAsBefore();
            document.body.append(kept);
            await clock.advance(1500);
            return [outside, isAsBefore()]";
        let after = |milliseconds: u32| ctx.browser.run_async(script, &json!([milliseconds]));
        assert_eq!(after(900), json!([[true, true], [true, true]]));
        assert_eq!(widget.state(), State::Review);
        assert_eq!(after(1100)[0], json!([false, null]), "a little later it is released");
    });
}

#[test]
fn an_element_that_is_reconnected_later_shows_its_task() {
    run_test(|ctx| {
        open(ctx);
        let plain = case("plain");
        let widget = ctx.widget("#first");
        for (method, state, button) in [
            ("find", State::Review, "Archive task"),
            ("archive", State::Archived, "Restore task"),
        ] {
            assert_eq!(widget.call(method), state);
            let known = ["state", "item", "problem", "hasToken"].map(|name| kept(ctx, name));
            let count = ctx.events().len();
            ctx.browser.run("kept.remove()", &json!([]));
            wait_until_released(ctx);
            assert_eq!(
                ["state", "item", "problem", "hasToken"].map(|name| kept(ctx, name)),
                known
            );
            ctx.browser.run("document.body.append(kept)", &json!([]));
            widget.wait_for_state(state);
            widget.wait_for_element("button", button);
            assert!(widget.text().contains("Plan the spring meeting"), "{}", widget.text());
            assert_eq!(
                ["state", "item", "problem", "hasToken"].map(|name| kept(ctx, name)),
                known
            );
            assert_eq!(ctx.events().len(), count, "nothing has happened");
        }
        widget.press("Restore task");
        widget.wait_for_state(State::Restored);
        assert!(!is_archived(ctx, &plain));
        assert_eq!(ctx.api().requests("GET", &path_of(&plain)).len(), 1);
    });
}

#[test]
fn a_released_element_keeps_working_and_notifies_its_last_document() {
    run_test(|ctx| {
        open(ctx);
        let plain = case("plain");
        assert_eq!(ctx.widget("#first").call("find"), State::Review);
        ctx.browser.run("kept.remove()", &json!([]));
        wait_until_released(ctx);
        assert_eq!(call(ctx, "archive"), "archived");
        assert!(is_archived(ctx, &plain));
        assert_eq!(ctx.events_named("tallyfy-archived").len(), 1);
        wait_until_released(ctx);
        // Other IDs discard what was known.
        let other = case("with-data").task_id;
        ctx.browser.run("kept.taskId = arguments[0]", &json!([other]));
        eventually(|| (kept(ctx, "state") == "idle").then_some(())).expect("it is about something else");
        assert_eq!(kept(ctx, "item"), Value::Null);
        assert_eq!(call(ctx, "find"), "review");
        assert_eq!(kept(ctx, "item")["id"], other.as_str());
    });
}

#[test]
fn input_is_kept_when_the_element_is_reconnected() {
    run_test(|ctx| {
        let script = r#"import "/tallyfy-archive.js"; window.kept = first;"#;
        let body = r#"<tallyfy-archive-task id="first" api-base="/api"></tallyfy-archive-task>"#;
        let widget = ctx.open(&Page::embedding(body, script));
        wait_for_script(ctx, "kept");
        assert_eq!(widget.call("reset"), State::Idle, "the WebAssembly is there");
        for (field, text) in [("Organization ID", ORG), ("Task ID", "2c3d"), ("Access token", TOKEN)] {
            widget.enter(field, text);
        }
        ctx.browser.run("kept.remove()", &json!([]));
        wait_until_released(ctx);
        ctx.browser.run("document.body.append(kept)", &json!([]));
        widget.wait_for_element("button", "Find task");
        for (field, text) in [("Organization ID", ORG), ("Task ID", "2c3d"), ("Access token", TOKEN)] {
            assert_eq!(widget.value(field), text);
        }
    });
}

/// Creates, uses and removes elements in batches. The page stubs the responses.
const WORK: &str = r#"
    import "/tallyfy-archive.js";
    const usual = fetch;
    const answer = (path, method) => {
      if (method !== "GET") return new Response(null, { status: 204 });
      const id = path.split("/").pop();
      if (id.startsWith("forbidden")) return Response.json({ message: "No permission." }, { status: 403 });
      return Response.json({ data: { id, title: `Task ${id}`, owners: { users: [{ id: 1, full_name: "Ana" }] } } });
    };
    window.fetch = async (url, init) =>
      String(url).includes("/api/") ? answer(String(url), init.method) : usual(url, init);
    const sleep = (time) => new Promise((resolve) => setTimeout(resolve, time));
    const make = () => Object.assign(document.createElement("tallyfy-archive-task"), { apiBase: "/api" });
    const until = async (condition) => {
      while (!condition()) await sleep(50);
    };
    // All are refused for want of IDs. Yew adds a listener to a root for each type of event that has ever been of use in
    // it, and the problem with all fields has all types.
    const refuse = async (elements) => {
      const states = await Promise.all(elements.map((element) => element.find()));
      if (states.some((state) => state !== "refused")) throw new Error("they are not refused");
      // Those outside the document may have been released by then.
      await until(() => elements.every(({ isConnected, shadowRoot }) => !isConnected || shadowRoot.querySelector(".problem")));
    };
    // Some are never in the document, some are pressed, some typed into.
    const isInside = (number) => number % 4 !== 0;
    const use = async (element, number) => {
      // Rows come after that: they do not have all types.
      if (number % 6 === 0) element.layout = "row";
      Object.assign(element, { orgId: "0a1b", taskId: number % 7 ? `a${number}` : `forbidden${number}` });
      if (number % 3) element.token = "secret";
      else element.fill({ token: "secret" });
      if (number % 5 === 0) element.getToken = async () => "secret";
      const state = await element.find();
      if (element.layout === "row" && element.isConnected) {
        const details = () => element.shadowRoot.querySelector("[aria-haspopup]");
        await until(details);
        details().click();
      }
      const press = { button: 0, buttons: 1, bubbles: true, composed: true };
      element.shadowRoot.querySelector("*").dispatchEvent(new PointerEvent("pointerdown", press));
      window.whilePressed = window.globalListeners?.();
      dispatchEvent(new PointerEvent("pointerup"));
      if (state !== (number % 7 ? "review" : "refused")) throw new Error(`it is ${state}`);
      if (number % 2 && number % 7 && (await element.archive()) !== "archived") throw new Error("it is not archived");
      element.remove();
    };
    const isFull = (element) => element.shadowRoot.querySelector(".card, .row");
    window.churn = async (many, batch) => {
      for (let first = 0; first < many; first += batch) {
        let elements = Array.from({ length: batch }, make);
        document.body.append(...elements.filter((_, index) => isInside(first + index)));
        await refuse(elements);
        await Promise.all(elements.map((element, index) => use(element, first + index)));
        await until(() => !elements.some(isFull));
        elements = undefined;
      }
    };"#;

/// Counts the listeners of the window and the document. It runs before the element's scripts.
const COUNT_LISTENERS: &str = r#"
    {
      const { addEventListener, removeEventListener } = EventTarget.prototype;
      const added = new Map([window, document].map((target) => [target, []]));
      const find = (all, type, listener, options) => {
        const capture = Boolean(options?.capture ?? (options === true));
        return all.findIndex((one) => one.type === type && one.listener === listener && one.capture === capture);
      };
      const remove = (all, ...values) => {
        const index = find(all, ...values);
        if (index >= 0) all.splice(index, 1);
      };
      EventTarget.prototype.addEventListener = function (type, listener, options) {
        const all = added.get(this ?? window);
        const isSignalled = options?.signal?.aborted;
        if (all && listener && !isSignalled && find(all, type, listener, options) < 0) {
          all.push({ type, listener, capture: Boolean(options?.capture ?? (options === true)) });
          const forget = () => remove(all, type, listener, options);
          if (options?.once) addEventListener.call(this ?? window, type, forget, options);
          options?.signal?.addEventListener("abort", forget, { once: true });
        }
        return addEventListener.call(this ?? window, type, listener, options);
      };
      EventTarget.prototype.removeEventListener = function (type, listener, options) {
        const all = added.get(this ?? window);
        if (all) remove(all, type, listener, options);
        return removeEventListener.call(this ?? window, type, listener, options);
      };
      window.globalListeners = () => [...added.values()].flat().map(({ type }) => type).sort();
    }"#;

#[test]
fn many_elements_leave_no_listeners_on_the_window_and_the_document() {
    run_test(|ctx| {
        ctx.page.put_file("/work.js", "text/javascript", WORK);
        let script = format!(r#"{COUNT_LISTENERS} await import("/work.js");"#);
        ctx.open(&Page::embedding("", script));
        wait_for_script(ctx, "churn");
        let work = || ctx.browser.run_async("await churn(60, 30)", &json!([]));
        let listeners = || run(ctx, "return globalListeners()");
        work();
        let before = listeners();
        assert!(before.as_array().is_some_and(|all| !all.is_empty()), "{before}");
        let pressed = run(ctx, "return whilePressed.includes('pointermove')");
        assert_eq!(pressed, true, "a press adds listeners");
        work();
        assert_eq!(listeners(), before);
    });
}

/// A command of Chromium's developer tools.
fn devtools(ctx: &Context, command: &str) -> Value {
    let body = json!({ "cmd": command, "params": {} });
    ctx.browser.post("goog/cdp/execute", &body).expect("Chromium knows it")
}

fn collect_garbage(ctx: &Context) {
    devtools(ctx, "HeapProfiler.collectGarbage");
}

/// Nodes, listeners and pages of memory, when garbage collection frees no more.
fn memory_use(ctx: &Context) -> [u64; 3] {
    let count = || {
        collect_garbage(ctx);
        let counters = devtools(ctx, "Memory.getDOMCounters");
        let pages = ctx.browser.run("return memory.buffer.byteLength / 65536", &json!([]));
        [&counters["nodes"], &counters["jsEventListeners"], &pages].map(|count| count.as_u64().expect("it is counted"))
    };
    let mut least = count();
    let mut same = 0;
    while same < 3 {
        let next = count();
        same = if next == least { same + 1 } else { 0 };
        least = next;
    }
    least
}

#[test]
fn thousands_of_elements_leave_no_nodes_or_listeners() {
    run_test(|ctx| {
        let script = r#"
            const { instantiateStreaming } = WebAssembly;
            WebAssembly.instantiateStreaming = async (...values) => {
              const made = await instantiateStreaming.apply(WebAssembly, values);
              window.memory = Object.values(made.instance.exports).find((value) => value instanceof WebAssembly.Memory);
              return made;
            };
            await import("/work.js");"#;
        ctx.page.put_file("/work.js", "text/javascript", WORK);
        ctx.open(&Page::embedding("", script));
        wait_for_script(ctx, "churn");
        let work = || ctx.browser.run_async("await churn(2000, 500)", &json!([]));
        work();
        let mut measured = vec![memory_use(ctx)];
        assert!(measured[0].iter().all(|count| *count > 0), "{measured:?}");
        // Chromium keeps a few elements for a while, and memory may fragment. What leaks grows in every round.
        let has_round_without_growth = |measured: &[[u64; 3]]| {
            let grows = |pair: &[[u64; 3]]| (0..3).any(|counter| pair[1][counter] > pair[0][counter]);
            measured.windows(2).any(|pair| !grows(pair))
        };
        while !has_round_without_growth(&measured) {
            assert!(measured.len() < 5, "{measured:?}");
            work();
            measured.push(memory_use(ctx));
        }
    });
}

#[test]
fn elements_of_the_markup_are_not_kept_after_they_are_removed() {
    run_test(|ctx| {
        let elements = r#"<tallyfy-archive-task api-base="/api"></tallyfy-archive-task>"#.repeat(30);
        let [early, element] = ["early", "tallyfy-archive"].map(|name| site::hashed(name, ".js"));
        let script = format!(
            r#"import "/{early}";
            import "/{element}";
            const table = document.querySelector("main");
            window.remove = () => {{
              window.removed = [...table.children].map((element) => new WeakRef(element));
              table.replaceChildren();
            }};"#
        );
        let page = Page::embedding(format!("<main>{elements}</main>"), script);
        ctx.open(&page).wait_for_element("button", "Find task");
        wait_for_script(ctx, "remove");
        run(ctx, "remove()");
        let count = || {
            collect_garbage(ctx);
            run(ctx, "return removed.filter((one) => one.deref()).length")
        };
        eventually(|| (count() == 0).then_some(())).unwrap_or_else(|| panic!("{} are kept", count()));
    });
}
