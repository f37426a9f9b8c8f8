//! The texts follow the language of the page, and only the needed language is fetched.

use std::fs;

use e2e::{Context, Key, Page, State, Widget, eventually, run_test, site};
use sandbox::{ORG, TOKEN, case};
use serde_json::{Value, json};

use crate::early::HOLD_WASM;
use crate::steps::wait_for_script;

/// Opens a page with these elements, whose WebAssembly is held back.
fn open(ctx: &Context, body: &str, script: &str) {
    ctx.open(&Page::embedding(
        body,
        format!("{HOLD_WASM} {script}; window.ready = true;"),
    ));
    wait_for_script(ctx, "ready");
}

/// The languages whose files were fetched.
fn fetched(ctx: &Context) -> Vec<String> {
    let fetched = ctx.browser.run("return window.fetched", &json!([]));
    let addresses = fetched.as_array().into_iter().flatten().filter_map(Value::as_str);
    let names = addresses.filter_map(|address| address.split_once("/messages/"));
    names
        .filter_map(|(_, name)| Some(name.split_once('-')?.0.to_owned()))
        .collect()
}

/// The `lang` of the widget's texts, if it is set.
fn language(widget: &Widget) -> Option<String> {
    widget.attribute_of("div", "lang")
}

#[test]
fn texts_use_the_language_of_their_ancestors() {
    run_test(|ctx| {
        let body = r#"
            <div lang="fr">
              <tallyfy-archive-task id="around"></tallyfy-archive-task>
              <tallyfy-archive-task id="own" lang="de-AT"></tallyfy-archive-task>
              <tallyfy-archive-task id="other" lang="pt"></tallyfy-archive-task>
              <tallyfy-archive-task id="none" lang=""></tallyfy-archive-task>
            </div>
            <tallyfy-archive-task id="page"></tallyfy-archive-task>
            <div id="host" lang="ja"></div>"#;
        let script = "const inner = document.createElement('tallyfy-archive-task');
            host.attachShadow({ mode: 'open' }).append(inner); window.inner = inner;";
        open(ctx, body, script);
        for (id, button, expected) in [
            ("around", "Rechercher la tâche", None),
            ("own", "Aufgabe suchen", None),
            ("other", "Find task", Some("en")),
            ("none", "Find task", Some("en")),
            ("page", "Find task", None),
        ] {
            let widget = ctx.widget(&format!("#{id}"));
            widget.wait_for_element("button", button);
            assert_eq!(language(&widget).as_deref(), expected, "{id}");
        }
        let inner = "return window.inner.shadowRoot.querySelector('button').textContent";
        eventually(|| (ctx.browser.run(inner, &json!([])) == "タスクを検索").then_some(()))
            .expect("what a shadow root is in counts, too");
        let mut files = fetched(ctx);
        files.sort();
        assert_eq!(files, ["de", "fr", "ja"]);

        // The widget uses the language of the early form.
        ctx.browser.run("window.release()", &json!([]));
        let own = ctx.widget("#own");
        assert_eq!(own.call("find"), State::Refused);
        own.wait_for_element("button", "Erneut versuchen");
        assert_eq!(language(&own), None);
        let other = ctx.widget("#other");
        assert_eq!(other.call("find"), State::Refused);
        other.wait_for_element("button", "Try again");
        assert_eq!(language(&other).as_deref(), Some("en"));
    });
}

#[test]
fn changing_the_language_keeps_the_input() {
    run_test(|ctx| {
        open(
            ctx,
            r#"<tallyfy-archive-task id="first" api-base="/api"></tallyfy-archive-task>"#,
            "",
        );
        let widget = ctx.widget("#first");
        widget.enter("Task ID", "abc");
        ctx.browser.run("first.lang = 'es'", &json!([]));
        widget.wait_for_focus("field ID de la tarea");
        assert_eq!(widget.value("ID de la tarea"), "abc");
        ctx.browser.run("window.release()", &json!([]));
        ctx.browser.press(Key::Enter);
        widget.wait_for_state(State::Refused);
        assert!(
            widget.text().contains("Introduzca el ID de la organización."),
            "{}",
            widget.text()
        );
        assert!(
            widget.problem()["title"]
                .to_string()
                .contains("La solicitud no se envió")
        );
        ctx.browser.run("first.lang = 'de'", &json!([]));
        widget.wait_for_element("field", "Aufgaben-ID");
        let shows = |text: &str| eventually(|| widget.text().contains(text).then_some(())).is_some();
        assert!(shows("Geben Sie die Organisations-ID ein."), "{}", widget.text());
        assert_eq!(
            widget.problem()["fields"][0]["message"],
            "Geben Sie die Organisations-ID ein."
        );
        ctx.browser.run("first.lang = 'en'", &json!([]));
        widget.wait_for_element("field", "Task ID");
        assert!(shows("Enter the organization ID."), "{}", widget.text());
        assert_eq!(widget.value("Task ID"), "abc");
        assert_eq!(fetched(ctx), ["es", "de"]);
    });
}

#[test]
fn the_texts_of_the_page_come_first() {
    run_test(|ctx| {
        let plain = case("plain");
        let body = format!(
            r#"<tallyfy-archive-task id="first" lang="de" api-base="/api" org-id="{ORG}" task-id="{}"></tallyfy-archive-task>
            <tallyfy-archive-task id="second" lang="pt"></tallyfy-archive-task>"#,
            plain.task_id
        );
        let script = format!(
            "first.token = '{TOKEN}'; first.messages = {{ archive: 'Weg damit' }}; second.messages = {{ find: 'Procurar' }}; release()"
        );
        open(ctx, &body, &script);
        let widget = ctx.widget("#first");
        widget.press("Aufgabe suchen");
        widget.wait_for_state(State::Review);
        assert!(
            widget.text().contains("Ist das die richtige Aufgabe?"),
            "{}",
            widget.text()
        );
        widget.press("Weg damit");
        widget.wait_for_state(State::Archived);
        // The page is responsible for the language of its own texts.
        let second = ctx.widget("#second");
        second.wait_for_element("button", "Procurar");
        assert_eq!(language(&second), None);
    });
}

#[test]
fn a_missing_language_falls_back_to_english() {
    run_test(|ctx| {
        ctx.expect_error("404");
        let files = fs::read_dir(site::dist().join("messages")).expect("the languages");
        let mut names = files.filter_map(|file| Some(file.ok()?.file_name().to_string_lossy().into_owned()));
        let name = names.find(|name| name.len() == "ja-01234567.json".len() && name.starts_with("ja-"));
        ctx.page.hide_file(&format!("/messages/{}", name.expect("it is there")));
        open(
            ctx,
            r#"<tallyfy-archive-task id="first" lang="ja"></tallyfy-archive-task>"#,
            "release()",
        );
        let widget = ctx.widget("#first");
        assert_eq!(widget.call("find"), State::Refused);
        widget.wait_for_element("button", "Try again");
        assert_eq!(language(&widget).as_deref(), Some("en"));
        ctx.page.restore_page();
        ctx.browser.run("document.body.append(first)", &json!([]));
        widget.wait_for_element("button", "再試行");
    });
}

#[test]
fn a_full_width_colon_has_no_space_after_it() {
    run_test(|ctx| {
        let refused = case("no-permission");
        let body = format!(
            r#"<tallyfy-archive-task id="first" lang="ja" api-base="/api" org-id="{ORG}" task-id="{}"></tallyfy-archive-task>"#,
            refused.task_id
        );
        open(ctx, &body, &format!("first.token = '{}'; release()", refused.token));
        let widget = ctx.widget("#first");
        assert_eq!(widget.call("find"), State::Refused);
        widget.wait_for_text("サーバーからのメッセージ：");
        assert!(!widget.text().contains("メッセージ： "), "{}", widget.text());
    });
}

#[test]
fn the_texts_follow_a_language_that_changes_later() {
    run_test(|ctx| {
        let body = r#"
            <div id="around"><tallyfy-archive-task id="first"></tallyfy-archive-task></div>
            <div id="host"></div>"#;
        let script = "const wrapper = document.createElement('div');
            wrapper.append(document.createElement('tallyfy-archive-task'));
            host.attachShadow({ mode: 'closed' }).append(wrapper);
            window.wrapper = wrapper; release()";
        open(ctx, body, script);
        let first = ctx.widget("#first");
        assert_eq!(first.call("find"), State::Refused);
        first.wait_for_element("button", "Try again");
        let set = |element: &str, language: Value| {
            let script =
                format!("if (arguments[0]) {element}.lang = arguments[0]; else {element}.removeAttribute('lang')");
            ctx.browser.run(&script, &json!([language]));
        };
        let inner = |button: &str| {
            let text = "return wrapper.firstChild.shadowRoot.querySelector('button').textContent";
            let is_shown = || ctx.browser.run(text, &json!([])) == button;
            eventually(|| is_shown().then_some(())).unwrap_or_else(|| panic!("{button} is not shown"));
        };
        set("document.documentElement", json!("de"));
        first.wait_for_element("button", "Erneut versuchen");
        inner("Aufgabe suchen");
        set("around", json!("fr"));
        first.wait_for_element("button", "Réessayer");
        set("around", json!("pt"));
        first.wait_for_element("button", "Try again");
        let is_english = || (language(&first).as_deref() == Some("en")).then_some(());
        eventually(is_english).expect("the texts are in another language than the page");
        set("around", json!(null));
        first.wait_for_element("button", "Erneut versuchen");
        set("host", json!("es"));
        inner("Buscar la tarea");
        set("wrapper", json!("ja"));
        inner("タスクを検索");
    });
}
