//! Compares the parts, states, properties and events in `custom-elements.json` with the element. Its members are compared
//! with the class in `tests/embed/plain/package.test.mjs`.

use std::collections::BTreeSet;
use std::fs;

use e2e::{Context, Page, State};
use sandbox::{TOKEN, case};
use serde_json::{Value, json};

use crate::hosts::{folder, run_plain_test};

type Names = BTreeSet<String>;

/// Records at each change of state which of the given `:state()` match.
const WATCH: &str = "
    const [states] = arguments;
    const element = document.querySelector('tallyfy-archive-task');
    window.matching = [[element.state, states.filter((state) => element.matches(`:state(${state})`))]];
    element.addEventListener('tallyfy-state', () => {
      matching.push([element.state, states.filter((state) => element.matches(`:state(${state})`))]);
    });";

/// The rendered parts.
const PARTS: &str = "
    const { shadowRoot } = document.querySelector('tallyfy-archive-task');
    return [...shadowRoot.querySelectorAll('[part]')].flatMap((element) => [...element.part]);";

/// The custom properties that the styles use.
const PROPERTIES: &str = "
    const { shadowRoot } = document.querySelector('tallyfy-archive-task');
    const rules = shadowRoot.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules]);
    return rules.flatMap((rule) => rule.cssText.match(/--tallyfy-[a-z-]+/g) ?? []);";

#[test]
fn parts_states_events_and_custom_properties_are_those_of_the_element() {
    run_plain_test(|ctx| {
        let manifest = manifest();
        let named = |key: &str| {
            names(
                manifest[key]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .map(|entry| &entry["name"]),
            )
        };
        let states = named("cssStates");
        let widget = ctx.open(&Page::built());
        let mut parts = Names::new();
        let mut look = || parts.extend(texts(&ctx.browser.run(PARTS, &json!([]))));

        widget.wait_for_element("field", "Task ID");
        widget.set("orgId", &json!(null));
        widget.set("getToken", &json!(null));
        widget.wait_for_element("field", "Access token");
        ctx.browser.run(WATCH, &json!([states]));
        look();
        widget.set("token", &json!(TOKEN));
        let mut perform = |name: &str, method: &str, reached: State| {
            let case = case(name);
            widget.set("orgId", &json!(case.org_id));
            widget.set("taskId", &json!(case.task_id));
            // Waiting for the method would wait for the checks of an unknown outcome.
            widget.start_call(method);
            widget.wait_for_state(reached);
            look();
        };
        perform("plain", "find", State::Review);
        perform("plain", "archive", State::Archived);
        perform("plain", "restore", State::Restored);
        perform("linked", "archive", State::Refused);
        perform("cannot-tell", "archive", State::Unknown);

        assert_eq!(parts, named("cssParts"));
        assert_eq!(reached(ctx), states, "each of them alone, and no other");
        let events = names(ctx.events().iter().map(|event| &event["name"]));
        assert_eq!(events, named("events"));
        assert_eq!(texts(&ctx.browser.run(PROPERTIES, &json!([]))), named("cssProperties"));
    });
}

/// The recorded states. Checks that exactly one matched at a time.
fn reached(ctx: &Context) -> Names {
    let seen = ctx.browser.run("return matching", &json!([]));
    let seen = seen.as_array().cloned().unwrap_or_default();
    for change in &seen {
        assert_eq!(change[1], json!([change[0]]), "{change}");
    }
    names(seen.iter().map(|change| &change[0]))
}

/// The declaration of the class in the manifest.
fn manifest() -> Value {
    let place = folder().join("plain/node_modules/tallyfy-archive/custom-elements.json");
    let text = fs::read_to_string(&place).unwrap_or_else(|error| panic!("{}: {error}", place.display()));
    let mut manifest: Value = serde_json::from_str(&text).expect("the manifest is JSON");
    manifest["modules"][0]["declarations"][0].take()
}

fn names<'a>(values: impl Iterator<Item = &'a Value>) -> Names {
    values.filter_map(|value| value.as_str().map(str::to_owned)).collect()
}

fn texts(list: &Value) -> Names {
    names(list.as_array().into_iter().flatten())
}
