//! Compares the parts, states, properties and events in `custom-elements.json` with the element. Its members are compared
//! with the class in `tests/embed/plain/package.test.mjs`. And compares the versions in README.md with those that are tried.

use std::collections::BTreeSet;
use std::fs;

use e2e::{Context, Page, State};
use sandbox::{TOKEN, case};
use serde_json::{Value, json};

use crate::hosts::{folder, run_plain_test};

type Names = BTreeSet<String>;

const README: &str = include_str!("../../../../README.md");
const QUICK_HOSTS: &str = include_str!("../../../embed/package.json");
const SLOW_HOSTS: &str = include_str!("../../../embed/slow/package.json");

/// What the rows of the table in README.md begin with, and the packages whose versions they have.
const TOOLCHAINS: [(&str, &[&str]); 13] = [
    ("Vite", &["vite"]),
    ("webpack", &["webpack"]),
    ("esbuild", &["esbuild"]),
    ("Parcel", &["parcel"]),
    ("Next.js", &["next"]),
    ("Angular", &["@angular/cli"]),
    ("React", &["react", "react-18"]),
    ("Vue", &["vue"]),
    ("Svelte", &["svelte"]),
    ("HTMX", &["htmx.org"]),
    ("TypeScript", &["typescript"]),
    ("jsdom", &["jsdom"]),
    ("happy-dom", &["happy-dom"]),
];

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

#[test]
fn the_versions_in_the_readme_are_those_that_are_tried() {
    let hosts =
        [QUICK_HOSTS, SLOW_HOSTS].map(|text| serde_json::from_str::<Value>(text).expect("package.json is JSON"));
    let version = |host: &Value, package: &str| {
        let version = host["devDependencies"][package].as_str()?;
        // An alias is `npm:react@18.3.1`.
        Some(version.rsplit('@').next()?.to_owned())
    };
    for (toolchain, packages) in TOOLCHAINS {
        let both = packages
            .iter()
            .flat_map(|package| hosts.iter().map(move |host| (host, *package)));
        let tried: Names = both.filter_map(|(host, package)| version(host, package)).collect();
        let mut named = Names::new();
        for row in README.lines() {
            let [_, name, versions, _, _] = row.split('|').map(str::trim).collect::<Vec<_>>()[..] else {
                continue;
            };
            if name.split(',').next() == Some(toolchain) {
                named.extend(versions.split(", ").map(str::to_owned));
            }
        }
        assert_eq!(named, tried, "{toolchain}");
    }
    let yew = README
        .lines()
        .find_map(|row| row.strip_prefix("| Yew | ")?.split_once(' '));
    let (yew, _) = yew.expect("the table has Yew");
    let locked = format!("name = \"yew\"\nversion = \"{yew}\"\n");
    assert!(include_str!("../../../../Cargo.lock").contains(&locked), "Yew {yew}");
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
