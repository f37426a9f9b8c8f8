//! Frames that restrict the element, and elements that are moved into the document of a frame.

use e2e::{Context, Key, Page, State, eventually, run_cross_origin_test, run_test, site};
use sandbox::{Case, TOKEN, case};
use serde_json::{Value, json};

use crate::early::HOLD_WASM;
use crate::steps::wait_for_script;

/// What the scripts below have in common. `element` is in the document of a frame, and `element` and `shadow` are set.
const STEPS: &str = r#"
const until = async (find) => {
  while (!find()) await new Promise((resolve) => setTimeout(resolve, 20));
  return find();
};
const named = (name) => [...shadow.querySelectorAll("button")].find(({ textContent }) => textContent === name);
const press = async (name) => {
  const button = await until(() => named(name));
  button.focus();
  button.click();
};
const reached = (state) => until(() => element.state === state && shadow.querySelector(`[data-state=${state}]`));
"#;

/// The element of the only frame, for scripts of the page around it.
const INSIDE: &str = r#"
const frame = document.querySelector("iframe");
const element = frame.contentDocument.body.querySelector("tallyfy-archive-task") ?? window.moved;
const shadow = element.shadowRoot;
"#;

fn markup(case: &Case) -> String {
    format!(
        r#"<tallyfy-archive-task api-base="/api" org-id="{}" task-id="{}"></tallyfy-archive-task>"#,
        case.org_id, case.task_id
    )
}

/// Opens a page with one frame. The page's own policy forbids frames.
fn open(ctx: &Context, body: &str, script: &str) {
    ctx.page.set_policy("connect-src *");
    ctx.open(&Page::embedding(body, format!("{script}; window.ready = true;")));
    wait_for_script(ctx, "ready");
}

fn run(ctx: &Context, script: &str) -> Value {
    ctx.browser.run_async(&[INSIDE, STEPS, script].concat(), &json!([]))
}

#[test]
fn a_frame_that_may_not_submit_forms_works_with_mouse_and_keyboard() {
    run_test(|ctx| {
        let page = format!(
            r#"<!doctype html><title>Frame</title><script src="/recorder.js"></script>
            <script type="module" src="/frame.js"></script>{}"#,
            markup(&case("plain"))
        );
        ctx.page.put_file("/frame.html", "text/html", page);
        ctx.page.put_file(
            "/frame.js",
            "text/javascript",
            format!("{HOLD_WASM} window.ready = true;"),
        );
        let frame = r#"<iframe sandbox="allow-scripts allow-same-origin" src="/frame.html"></iframe>"#;
        open(ctx, frame, "");
        run(ctx, "await until(() => frame.contentWindow.ready)");
        let fill = format!(r#"shadow.querySelector("input").value = "{TOKEN}";"#);
        run(
            ctx,
            &format!(r#"{fill} await press("Find task"); frame.contentWindow.release(); await reached("review")"#),
        );
        run(
            ctx,
            r#"await press("Start over"); await reached("idle"); await press("Find task"); await reached("review")"#,
        );

        run(
            ctx,
            "element.token = null; element.reset(); await reached('idle'); await until(() => shadow.querySelector('input'))",
        );
        let frame = ctx
            .browser
            .element("return document.querySelector('iframe')", &json!([]));
        let frame = frame.expect("scripts run").expect("there is a frame");
        let enter = |frame: Value| ctx.browser.post("frame", &json!({ "id": frame })).map(drop);
        enter(frame.as_value()).expect("the driver can enter it");
        let widget = ctx.widget("tallyfy-archive-task");
        widget.enter("Access token", TOKEN);
        ctx.browser.press(Key::Enter);
        widget.wait_for_state(State::Review);
        widget.press("Archive task");
        widget.wait_for_state(State::Archived);
        enter(Value::Null).expect("the driver can leave it");
    });
}

#[test]
fn a_frame_without_an_origin_reaches_an_api_that_allows_it() {
    run_cross_origin_test(|ctx| {
        // From here, a script beside the page would be one of another origin.
        let inline = std::fs::read_to_string(site::dist().with_file_name("pkg").join("inline.js"));
        let plain = case("plain");
        let page = format!(
            r#"<!doctype html><title>Frame</title>{}
            <script type="module">{}
            const element = document.querySelector("tallyfy-archive-task");
            const shadow = element.shadowRoot;
            {STEPS}
            const relative = await element.find();
            const problem = element.problem;
            element.apiBase = "{}";
            element.token = "{TOKEN}";
            await press("Find task");
            await reached("review");
            await press("Archive task");
            await reached("archived");
            parent.postMessage([origin, relative, problem.kind, problem.fields[0].field], "*");
            </script>"#,
            markup(&plain),
            inline.expect("the package is built"),
            ctx.api().api(),
        );
        ctx.page.put_file("/frame.html", "text/html", page);
        let script = "addEventListener('message', ({ data }) => (window.told = data));
            document.body.append(Object.assign(document.createElement('iframe'), { sandbox: 'allow-scripts', src: '/frame.html' }))";
        open(ctx, "", script);
        let told = || ctx.browser.run("return window.told ?? null", &json!([]));
        eventually(|| (!told().is_null()).then_some(())).expect("the frame reports");
        assert_eq!(told(), json!(["null", "refused", "bad-input", "apiBase"]));
    });
}

#[test]
fn a_frame_of_srcdoc_has_the_origin_of_its_page() {
    run_test(|ctx| {
        ctx.page.put_file("/session/token", "text/plain", TOKEN);
        let element = markup(&case("plain")).replace(" api-base", r#" token-url="/session/token" api-base"#);
        let frame =
            format!("<iframe srcdoc='<script type=module src=/tallyfy-archive.js></script>{element}'></iframe>");
        open(ctx, &frame, "");
        let script = "const { contentWindow } = frame;
            await contentWindow.customElements.whenDefined(element.localName);
            return [contentWindow.location.origin, await element.archive(), element.problem]";
        assert_eq!(
            ctx.browser.run_async(&[INSIDE, script].concat(), &json!([])),
            json!(["null", "archived", null])
        );
    });
}

/// Moves the element into a shadow root in the frame, whose host is in French.
const MOVE: &str = r#"
const host = frame.contentDocument.body.appendChild(frame.contentDocument.createElement("div"));
host.lang = "fr";
host.attachShadow({ mode: "open" }).append(element);
"#;

/// What the style sheets of form and widget do.
const STYLES: &str = r#"
const { getComputedStyle } = element.ownerDocument.defaultView;
const styles = ["[data-primary]", ".card", ".details"].map((selector) => {
  const part = shadow.querySelector(selector);
  if (!part) return null;
  const { backgroundColor, display, borderTopLeftRadius } = getComputedStyle(part);
  return [backgroundColor, display, borderTopLeftRadius];
});
"#;

#[test]
fn an_element_that_is_moved_into_a_frame_is_styled_and_works_there() {
    for is_loaded in [false, true] {
        run_test(|ctx| {
            let plain = case("plain");
            ctx.page
                .put_file("/frame.html", "text/html", "<!doctype html><title>Frame</title>");
            let body = markup(&plain) + r#"<iframe src="/frame.html"></iframe>"#;
            let script = format!(
                r#"{HOLD_WASM} window.moved = document.querySelector("tallyfy-archive-task"); moved.token = "{TOKEN}";"#
            );
            open(ctx, &body, &script);
            // The window has no focus in every engine, and a frame without it takes none.
            run(
                ctx,
                "await until(() => frame.contentDocument.title); frame.contentDocument.hasFocus = () => true",
            );
            if is_loaded {
                run(ctx, "release(); await element.find(); await reached('review')");
            }
            let styles = |script: &str| run(ctx, &[script, STYLES, "return styles"].concat());
            let before = styles("");
            assert_eq!(styles(MOVE), before, "loaded: {is_loaded}");
            assert_ne!(before[0], json!(null));
            if !is_loaded {
                // The press ends in the window of the frame.
                let press = r#"
                    const button = await until(() => named("Rechercher la tâche"));
                    for (const type of ["pointerdown", "pointerup"]) {
                      button.dispatchEvent(new PointerEvent(type, { bubbles: true, composed: true }));
                    }
                    await press("Rechercher la tâche");
                    release();
                    await reached("review")"#;
                run(ctx, press);
                assert_ne!(styles("")[2], json!(null));
            }
            let focused = run(
                ctx,
                r#"
                // A translator of the frame: what it creates is no `Element` of the window in which the script runs.
                const button = await until(() => named("Archiver la tâche"));
                const font = element.ownerDocument.createElement("font");
                font.append(button.textContent);
                button.firstElementChild.replaceChildren(font);
                button.focus();
                button.scrollIntoView();
                const { left, top, width, height } = button.getBoundingClientRect();
                shadow.elementFromPoint(left + width / 2, top + height / 2).click();
                await reached("archived");
                return until(() => shadow.activeElement?.className)"#,
            );
            assert_eq!(focused, "status");
            let inside = styles("");
            assert_eq!(styles("document.body.append(element);"), inside, "loaded: {is_loaded}");
        });
    }
}
