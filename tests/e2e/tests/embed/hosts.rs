//! The host applications of `tests/embed`, as their bundlers built them, under the strictest policy that works.

use std::env;
use std::path::PathBuf;

use e2e::{Browser, Context, Page, State, Widget, eventually, run_test_with};
use sandbox::{Config, TOKEN, case};
use serde_json::json;

/// A page that embeds the element, or the component.
pub(crate) struct Host {
    /// Its folder, relative to that of all hosts.
    site: &'static str,
    /// Sources that its scripts need in addition to those of the element.
    scripts: &'static str,
    /// The Trusted Types policies that its framework creates. The element creates none.
    policies: &'static str,
}

const SITE: Host = Host::new("site", "'unsafe-inline'", "'none'");
const PLAIN: Host = Host::new("plain", "", "'none'");
const REACT: Host = Host::new("react/dist", "", "'none'");
const VUE: Host = Host::new("vue/dist", "", "vue");
const SVELTE: Host = Host::new("svelte/dist", "", "svelte-trusted-html");
const ESBUILD: Host = Host::new("esbuild/dist", "", "'none'");
const ESBUILD_WASM_URL: Host = Host::new("esbuild/wasm-url", "", "'none'");
const WEBPACK: Host = Host::new("slow/webpack/dist", "", "'none'");
// Parcel adds an import map to the page.
const PARCEL: Host = Host::new("slow/parcel/dist", "'unsafe-inline'", "'none'");
const ANGULAR: Host = Host::new("slow/angular/dist/browser", "", "angular");
const ANGULAR_WASM_URL: Host = Host::new("slow/angular/wasm-url/browser", "", "angular");
const VITE_5: Host = Host::new("slow/vite/dist", "", "'none'");
pub(crate) const HTMX: Host = Host::new("htmx", "", "default");
pub(crate) const BOOTSTRAP: Host = Host::new("bootstrap", "", "'none'");
const ZONE: Host = Host::new("zone", "", "'none'");
pub(crate) const YEW: Host = Host::new("yew", "", "'none'");

#[test]
fn the_static_site_archives_and_the_page_gets_the_events() {
    SITE.run(|ctx| {
        let plain = case("plain");
        let widget = ctx.open(&Page::built());
        widget.enter("Organization ID", plain.org_id);
        widget.enter("Task ID", &plain.task_id);
        widget.enter("Access token", plain.token);
        widget.press("Find task");
        widget.wait_for_state(State::Review);
        widget.press("Archive task");
        widget.wait_for_state(State::Archived);
        let script = "return recorder.console.map((message) => message.text)";
        let messages = ctx.browser.run(script, &json!([]));
        assert_eq!(messages, json!(["Plan the spring meeting is archived"]));

        let other_name = "return customElements.get('archive-task').prototype instanceof \
                          customElements.get('tallyfy-archive-task')";
        assert_eq!(ctx.browser.run(other_name, &json!([])), true);
    });
}

#[test]
fn the_defaults_of_a_page_apply_to_an_element_that_is_there() {
    SITE.run(|ctx| {
        let widget = ctx.open(&Page::built());
        widget.wait_for_element("field", "Organization ID");
        ctx.browser.run_async("await import('/configure.js')", &json!([]));
        widget.wait_for_element("field", "Task ID");
        widget.enter("Task ID", &case("plain").task_id);
        assert_eq!(widget.names("field"), ["Task ID"]);
        widget.press("Find task");
        widget.wait_for_state(State::Review);
    });
}

/// The page's styles: for all buttons, and for the element.
const STYLES: &str = "
    const element = document.querySelector('tallyfy-archive-task');
    const { textTransform, fontFamily } = getComputedStyle(element.shadowRoot.querySelector('button'));
    return [textTransform, fontFamily, getComputedStyle(element).opacity];";

#[test]
fn a_page_styles_the_element() {
    PLAIN.run(|ctx| {
        let plain = case("plain");
        let widget = ctx.open(&Page::built());
        widget.wait_for_element("button", "Find task");
        let looks = || ctx.browser.run(STYLES, &json!([]));
        assert_eq!(looks(), json!(["uppercase", "Inter, sans-serif", "1"]));
        widget.set("taskId", &json!(plain.task_id));
        assert_eq!(widget.call("archive"), State::Archived);
        assert_eq!(looks()[2], "0.8");
    });
}

#[test]
fn importing_the_class_defines_no_element() {
    const SCRIPT: &str = r#"
        import { define, TallyfyArchiveTask } from "/node_modules/tallyfy-archive/element.js";
        const tag = "tallyfy-archive-task";
        window.steps = [customElements.get(tag) === undefined];
        const registry = new Map();
        registry.define = registry.set;
        define("archive-task", registry);
        steps.push(registry.get("archive-task").prototype instanceof TallyfyArchiveTask);
        steps.push(customElements.get("archive-task") === undefined);
        define();
        define();
        steps.push(customElements.get(tag) === TallyfyArchiveTask);"#;
    PLAIN.run(|ctx| {
        let widget = ctx.open(&Page::embedding(
            "<tallyfy-archive-task></tallyfy-archive-task>",
            SCRIPT,
        ));
        widget.wait_for_element("button", "Find task");
        let steps = ctx.browser.run("return steps", &json!([]));
        assert_eq!(steps, json!([true, true, true, true]));
    });
}

#[test]
fn plain_html_archives_and_restores() {
    PLAIN.run(open_archive_and_restore);
}

#[test]
fn react_archives_and_restores() {
    REACT.run(open_archive_and_restore);
}

#[test]
fn react_archives_and_restores_with_the_plain_tag() {
    REACT.run(|ctx| archive_and_restore(ctx, &ctx.open(&Page::Built("?tag".to_owned()))));
}

#[test]
fn vue_archives_and_restores() {
    VUE.run(open_archive_and_restore);
}

#[test]
fn svelte_archives_and_restores() {
    SVELTE.run(open_archive_and_restore);
}

#[test]
fn a_page_with_zone_js_archives_and_restores() {
    ZONE.run(|ctx| {
        let widget = ctx.open(&Page::built());
        let is_replaced = "return Promise !== (async () => {})().constructor";
        assert_eq!(ctx.browser.run(is_replaced, &json!([])), true);
        archive_and_restore(ctx, &widget);
    });
}

#[test]
fn esbuild_archives_and_restores_with_the_inline_script() {
    ESBUILD.run(open_archive_and_restore);
}

#[test]
fn esbuild_archives_and_restores_if_the_page_says_where_the_wasm_is() {
    ESBUILD_WASM_URL.run(open_archive_and_restore);
}

#[test]
#[ignore = "slow"]
fn webpack_archives_and_restores() {
    WEBPACK.run(open_archive_and_restore);
}

#[test]
#[ignore = "slow"]
fn vite_5_archives_and_restores() {
    VITE_5.run(open_archive_and_restore);
}

#[test]
#[ignore = "slow"]
fn angular_archives_and_restores() {
    ANGULAR.run(open_archive_and_restore);
}

#[test]
#[ignore = "slow"]
fn angular_archives_and_restores_if_the_page_says_where_the_wasm_is() {
    ANGULAR_WASM_URL.run(open_archive_and_restore);
}

#[test]
#[ignore = "slow"]
fn parcel_archives_and_restores_and_has_the_language_of_the_page() {
    PARCEL.run(|ctx| {
        let widget = ctx.open(&Page::built());
        widget.wait_for_element("button", "Aufgabe suchen");
        widget.set("lang", &json!("en"));
        archive_and_restore(ctx, &widget);
    });
}

#[test]
fn a_page_that_is_opened_as_a_file_says_so() {
    let browser = Browser::start();
    browser.open(&format!(
        "file://{}",
        folder().join("esbuild/file/index.html").display()
    ));
    let widget = Widget::new(&browser, "tallyfy-archive-task");
    widget.wait_for_element("button", "Try again");
    assert!(
        widget.text().contains("this page was opened as a file"),
        "{}",
        widget.text()
    );
    assert_eq!(widget.call("find"), State::Refused);
    assert_eq!(widget.problem()["kind"], "not-loaded");
}

#[test]
fn the_inline_script_works_on_a_page_that_is_opened_as_a_file() {
    let browser = Browser::start();
    let page = folder().join("esbuild/file-inline/index.html");
    browser.open(&format!("file://{}", page.display()));
    let widget = Widget::new(&browser, "tallyfy-archive-task");
    assert_eq!(widget.call("find"), State::Refused);
    assert_eq!(
        widget.problem()["kind"],
        "bad-input",
        "the WebAssembly runs: there is no task ID"
    );
}

/// Makes Yew panic, once.
const PANIC: &str = "
    const { createElement } = document;
    const { cloneNode } = Node.prototype;
    const restore = () => {
      document.createElement = createElement;
      Node.prototype.cloneNode = cloneNode;
    };
    document.createElement = function (...args) {
      restore();
      throw new Error('no elements');
    };
    Node.prototype.cloneNode = document.createElement;";

#[test]
fn a_crash_of_the_inline_wasm_is_recognized() {
    ESBUILD.run(|ctx| {
        for expected in ["nreachable", "wasm", "closure"] {
            ctx.expect_error(expected);
        }
        let plain = case("plain");
        let widget = ctx.open(&Page::built());
        widget.set("taskId", &json!(plain.task_id));
        assert_eq!(widget.call("find"), State::Review);
        ctx.browser.run(PANIC, &json!([]));
        widget.press("Archive task");
        widget.wait_for_element("button", "Try again");
        // In new memory.
        assert_eq!(widget.call("find"), State::Archived);
    });
}

/// Runs a test on the plain page.
pub(crate) fn run_plain_test(test: impl FnOnce(&Context)) {
    PLAIN.run(test);
}

/// The folder in which the hosts were built.
pub(crate) fn folder() -> PathBuf {
    env::var_os("TALLYFY_ARCHIVE_HOSTS").map_or_else(
        || panic!("TALLYFY_ARCHIVE_HOSTS names the folder of the hosts; cargo xtask test embed sets it"),
        PathBuf::from,
    )
}

impl Host {
    pub(crate) const fn new(site: &'static str, scripts: &'static str, policies: &'static str) -> Self {
        Self {
            site,
            scripts,
            policies,
        }
    }

    pub(crate) fn run(&self, test: impl FnOnce(&Context)) {
        let Self {
            site,
            scripts,
            policies,
        } = self;
        let config = Config {
            dist: Some(folder().join(site)),
            cases: false,
            ..Config::default()
        };
        run_test_with(config, |ctx| {
            ctx.page.set_policy(&format!(
                "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' {scripts}; style-src 'self'; connect-src 'self'; \
                 require-trusted-types-for 'script'; trusted-types {policies}"
            ));
            ctx.page.put_file("/session/tallyfy-token", "text/plain", TOKEN);
            test(ctx);
        });
    }
}

fn open_archive_and_restore(ctx: &Context) {
    archive_and_restore(ctx, &ctx.open(&Page::built()));
}

/// Archives and restores like a user, and checks what the application is notified of.
pub(crate) fn archive_and_restore(ctx: &Context, widget: &Widget) {
    let plain = case("plain");
    let is_archived = || ctx.api().task(&plain.task_id).is_some_and(|task| task.is_archived());
    widget.enter("Task ID", &plain.task_id);
    // The application sets the organization and the token.
    assert_eq!(widget.names("field"), ["Task ID"]);
    widget.press("Find task");
    widget.wait_for_state(State::Review);
    widget.press("Archive task");
    widget.wait_for_state(State::Archived);
    wait_for_text(ctx, "Plan the spring meeting is archived");
    assert!(is_archived());

    widget.press("Restore task");
    widget.wait_for_state(State::Restored);
    wait_for_text(ctx, "Plan the spring meeting is back");
    assert!(!is_archived());

    // The bundler has kept the files of languages.
    widget.set("lang", &json!("de"));
    widget.wait_for_element("button", "Von vorn beginnen");
}

/// Waits until the application shows this text.
pub(crate) fn wait_for_text(ctx: &Context, text: &str) {
    let news = || {
        let script = "return document.querySelector('output').textContent";
        ctx.browser.run(script, &json!([]))
    };
    eventually(|| (news() == text).then_some(())).unwrap_or_else(|| panic!("the host says {}, not {text:?}", news()));
}
