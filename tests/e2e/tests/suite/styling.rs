//! The page of examples shows every part, custom property and state at work.

use std::time::Duration;

use e2e::{Context, Page, State, Widget, eventually, run_cross_origin_test, run_test};
use sandbox::{Fault, Operation, Reply, case};
use serde_json::{Value, json};

const EXAMPLES: &str = include_str!("../../../../examples/styling/styling.css");
const STYLES: &str = concat!(
    include_str!("../../../../static/element/form.css"),
    include_str!("../../../../static/element/element.css")
);

/// Where an example shows: the element, a selector inside it (empty: the element itself), a property, and its light value.
const SHOWN: [(&str, &str, &str, &str); 23] = [
    (".branded", "[data-primary]", "background-color", "rgb(91, 63, 214)"),
    (".branded", ".card", "background-color", "rgb(251, 250, 255)"),
    (".branded", ".card", "color", "rgb(42, 37, 64)"),
    (".branded", ".card", "border-top-left-radius", "16px"),
    (".branded", ".card", "font-family", "Georgia, serif"),
    (".branded", ".card", "padding-left", "32px"),
    (".airy", "[part~=card]", "border-top-style", "dashed"),
    (".airy", "[part=form]", "row-gap", "24px"),
    (".airy", "[part=field]", "border-inline-start-width", "3px"),
    (".airy", "[part=label]", "font-weight", "400"),
    (".airy", "[part=input]", "border-bottom-width", "2px"),
    (".airy", "[part~=hint]", "font-style", "italic"),
    (".airy", "[part~=button]", "border-top-left-radius", "32px"),
    (".airy", "[part~=primary]", "letter-spacing", "0.75px"),
    (".plain", "[part~=status]", "font-size", "24px"),
    (".plain", "[part~=heading]", "font-style", "italic"),
    (".plain", "[part~=link]", "text-decoration-line", "none"),
    (".plain", "[part~=secondary]", "border-top-style", "dotted"),
    (".plain", "[part=details]", "border-top-width", "0px"),
    (".plain", "[part=response]", "display", "none"),
    (".loud", "[part=problem]", "border-top-style", "dashed"),
    (".loud", "[part=problem]", "border-top-left-radius", "0px"),
    (".watched", "", "border-inline-start-color", "rgb(192, 192, 192)"),
];

const PARTS: [&str; 15] = [
    "card",
    "heading",
    "status",
    "form",
    "field",
    "label",
    "input",
    "hint",
    "button",
    "primary",
    "secondary",
    "link",
    "details",
    "problem",
    "response",
];

/// The colour of the bar at the side in each state.
const BARS: [(State, &str); 9] = [
    (State::Idle, "rgb(192, 192, 192)"),
    (State::Finding, "rgb(135, 206, 235)"),
    (State::Review, "rgb(255, 215, 0)"),
    (State::Archiving, "rgb(255, 165, 0)"),
    (State::Archived, "rgb(0, 128, 0)"),
    (State::Restoring, "rgb(221, 160, 221)"),
    (State::Restored, "rgb(128, 0, 128)"),
    (State::Refused, "rgb(255, 0, 0)"),
    (State::Unknown, "rgb(0, 0, 0)"),
];

/// Longer than the in-doubt window.
const BEYOND_DOUBT: Duration = Duration::from_secs(31);

fn open(ctx: &Context) {
    ctx.open(&Page::Examples);
    let is_ready = || ctx.browser.run("return 'ready' in document.body.dataset", &json!([])) == true;
    eventually(|| is_ready().then_some(())).expect("the examples are set up");
    light(ctx, "light");
}

fn light(ctx: &Context, scheme: &str) {
    let script = "document.documentElement.style.colorScheme = arguments[0]";
    ctx.browser.run(script, &json!([scheme]));
}

fn style(ctx: &Context, (element, inside, property): (&str, &str, &str)) -> Value {
    let script = "
        const element = document.querySelector(arguments[0]);
        const target = arguments[1] ? element.shadowRoot.querySelector(arguments[1]) : element;
        return target && getComputedStyle(target).getPropertyValue(arguments[2])";
    ctx.browser.run(script, &json!([element, inside, property]))
}

#[test]
fn every_part_and_custom_property_has_a_working_example() {
    run_test(|ctx| {
        open(ctx);
        for (element, inside, property, value) in SHOWN {
            let is = || style(ctx, (element, inside, property));
            eventually(|| (is() == value).then_some(()))
                .unwrap_or_else(|| panic!("{element} {inside} {property} is {}, not {value}", is()));
        }
        light(ctx, "dark");
        let accent = style(ctx, (".branded", "[data-primary]", "background-color"));
        assert_eq!(accent, "rgb(182, 166, 255)", "by night");

        let parts = "return [...new Set([...document.querySelectorAll('tallyfy-archive-task')]
            .flatMap(({ shadowRoot }) => [...shadowRoot.querySelectorAll('[part]')].flatMap(({ part }) => [...part])))].sort()";
        let mut all = PARTS;
        all.sort_unstable();
        assert_eq!(ctx.browser.run(parts, &json!([])), json!(all));
    });
}

#[test]
fn the_colours_of_a_problem_and_of_doubt_are_custom_properties() {
    run_test(|ctx| {
        let plain = case("plain");
        open(ctx);
        let bar = (".branded", ".problem", "border-inline-start-color");
        let shows = |color: &str| eventually(|| (style(ctx, bar) == color).then_some(())).is_some();
        let widget = ctx.widget(".branded");
        ctx.api()
            .set_fault(&plain.task_id, Operation::Archive, Fault::fixture("forbidden-403"));
        assert_eq!(widget.call("archive"), State::Refused);
        assert!(shows("rgb(163, 19, 79)"), "{}", style(ctx, bar));
        ctx.api().clear_faults();
        assert_eq!(widget.call("find"), State::Review);
        ctx.api()
            .set_fault(&plain.task_id, Operation::Archive, Fault::fixture("forbidden-403"));
        ctx.api()
            .set_fault(&plain.task_id, Operation::Get, Fault::fixture("server-error-500"));
        assert_eq!(widget.call("archive"), State::Unknown);
        assert!(shows("rgb(107, 82, 0)"), "{}", style(ctx, bar));
    });
}

#[test]
fn every_part_custom_property_and_state_has_an_example() {
    for part in PARTS {
        assert!(EXAMPLES.contains(&format!("::part({part})")), "{part}");
        let is_it = |inside: &str| ["=", "~="].iter().any(|is| inside == format!("[part{is}{part}]"));
        let shown = SHOWN.iter().any(|(_, inside, ..)| is_it(inside));
        assert!(shown, "{part} is not looked at");
    }
    for (state, _) in BARS {
        assert!(EXAMPLES.contains(&format!(":state({state})")), "{state}");
    }
    let properties: Vec<_> = STYLES.split("var(--tallyfy-").skip(1).collect();
    assert!(!properties.is_empty());
    for rest in properties {
        let name = rest.split([',', ')']).next().unwrap_or_default();
        assert!(EXAMPLES.contains(&format!("--tallyfy-{name}:")), "{name}");
    }
}

#[test]
fn every_state_can_be_selected() {
    run_test(|ctx| {
        let slow = case("slow");
        ctx.use_fake_clock();
        open(ctx);
        let widget = ctx.widget(".watched");
        let api = ctx.api();
        let hold = |operation| {
            api.clear_faults();
            api.set_fault(&slow.task_id, operation, Fault::reply(Reply::Silence));
        };
        let is_in = |state: State| assert_bar(ctx, &widget, state);

        is_in(State::Idle);
        hold(Operation::Get);
        widget.start_call("find");
        is_in(State::Finding);
        api.clear_faults();
        widget.call("cancel");
        is_in(State::Refused);
        widget.call("find");
        is_in(State::Review);
        hold(Operation::Archive);
        widget.start_call("archive");
        is_in(State::Archiving);
        widget.start_call("cancel");
        is_in(State::Unknown);
        api.clear_faults();
        ctx.advance_clock(BEYOND_DOUBT);
        is_in(State::Refused);
        widget.call("archive");
        is_in(State::Archived);
        hold(Operation::Restore);
        widget.start_call("restore");
        is_in(State::Restoring);
        widget.start_call("cancel");
        is_in(State::Unknown);
        api.clear_faults();
        ctx.advance_clock(BEYOND_DOUBT);
        is_in(State::Refused);
        widget.call("restore");
        is_in(State::Restored);
    });
}

#[track_caller]
fn assert_bar(ctx: &Context, widget: &Widget<'_>, expected: State) {
    let bar = BARS.iter().find(|(state, _)| *state == expected);
    let (_, color) = bar.expect("every state has a bar");
    let is = || style(ctx, (".watched", "", "border-inline-start-color"));
    let reached = eventually(|| (widget.state() == expected && is() == *color).then_some(()));
    assert!(
        reached.is_some(),
        "{expected}, with {color}: it is {} with {}",
        widget.state(),
        is()
    );
}

#[test]
fn a_list_that_goes_on_has_a_frame_and_names_of_headers_are_not_broken() {
    run_cross_origin_test(|ctx| {
        let widget = ctx.open(&Page::built());
        let find = |name: &str, end: State| {
            let case = case(name);
            widget.fill(&json!({ "orgId": case.org_id, "taskId": case.task_id, "token": case.token }));
            assert_eq!(widget.call("find"), end);
            widget.wait_for_state(end);
        };
        let shown = |inside: &str, property: &str| style(ctx, ("tallyfy-archive-task", inside, property));
        find("many-owners", State::Review);
        assert_eq!(shown(".owners", "border-top-style"), "solid");
        let scrolls = "const { scrollHeight, clientHeight } = document.querySelector('tallyfy-archive-task').shadowRoot.querySelector('.owners');
            return scrollHeight > clientHeight";
        assert_eq!(ctx.browser.run(scrolls, &json!([])), true);
        find("plain", State::Review);
        ctx.api()
            .set_fault("*", Operation::Get, Fault::fixture("server-error-500"));
        ctx.api().set_fault("*", Operation::Archive, Fault::reply(Reply::Reset));
        widget.start_call("archive");
        widget.wait_for_state(State::Unknown);
        assert_eq!(shown(".name", "white-space"), "nowrap");
        assert_eq!(shown(".problem pre", "white-space"), "pre");
    });
}

#[test]
fn axe_finds_no_violation_on_the_examples_page() {
    run_test(|ctx| {
        open(ctx);
        for scheme in ["light", "dark"] {
            light(ctx, scheme);
            let axe_violations = ctx.browser.axe_violations();
            assert!(axe_violations.is_empty(), "{scheme}:\n{}", axe_violations.join("\n"));
        }
    });
}
