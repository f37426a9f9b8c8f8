//! Other ids, however they come: what was in review is not archived, and what is in flight is not lost.

use std::time::Duration;

use e2e::{Stage, State, Widget};
use sandbox::{Fault, ORG, Operation};
use serde_json::json;

use super::{
    LONG, a, arm, arrives, b, begin, element, give_token, is_archived, on_a, on_page, outcomes_of, pass, resolved,
    resolves,
};
use crate::scene::deletes;

/// A way in which the ids change to those in `task` and `org`. Where the page names none, they are entered.
type Way = (&'static str, &'static str);

/// With ids from the page.
const BY_THE_PAGE: [Way; 4] = [
    ("an attribute", "first.setAttribute('task-id', task)"),
    ("a property", "first.taskId = task"),
    (
        "a re-render",
        "Object.assign(first, { apiBase: '/api', orgId: org, taskId: task, confirm: 'review' })",
    ),
    (
        "a re-render that moves it",
        "const element = first; element.remove(); element.taskId = task; document.body.append(element)",
    ),
];

/// With ids that are entered.
const BY_A_PERSON: [Way; 2] = [
    ("fill()", "first.fill({ taskId: task })"),
    (
        "a pasted link",
        "first.fill({ taskId: `https://go.tallyfy.com/${org}/tasks/${task}` })",
    ),
];

/// A page with one element for each way, which is about A.
fn each(scene: impl Fn(&Stage, &Widget<'_>, &dyn Fn(&str), &str)) {
    for (ways, is_named) in [(&BY_THE_PAGE[..], true), (&BY_A_PERSON[..], false)] {
        let task = is_named.then(|| a().task_id);
        on_page("", |stage| {
            for (name, way) in ways {
                stage.api().reset();
                // A fresh element, with nothing left of the one before.
                let make = "document.querySelector('#first')?.remove();
                    const element = document.createElement('tallyfy-archive-task');
                    element.id = 'first';
                    element.apiBase = '/api';
                    const [org, task] = arguments;
                    element.orgId = org;
                    if (task) element.taskId = task;
                    witness.events.length = 0;
                    delete window.ask;
                    document.body.append(element);";
                stage.browser.run(make, &json!([ORG, task]));
                give_token(stage, "first");
                let change = |to: &str| {
                    let script = format!("const [task, org] = arguments; {way}");
                    stage.browser.run(&script, &json!([to, ORG]));
                };
                if !is_named {
                    change(&a().task_id);
                }
                let widget = stage.widget("#first");
                assert_eq!(widget.call("find"), State::Review, "{name}");
                scene(stage, &widget, &change, name);
                // Too soon after a change, the item is not read.
                stage.skip(Duration::from_mins(1));
            }
        });
    }
}

#[test]
fn other_ids_in_review_are_found_and_reviewed_before_anything_is_sent() {
    each(|stage, widget, change, name| {
        change(&b().task_id);
        widget.waits_for(State::Idle);
        widget.shows("button", "Find task");
        assert!(!widget.names("button").contains(&"Archive task".to_owned()), "{name}");
        assert!(!widget.text().contains("Plan the spring meeting"), "{name}");
        widget.press("Find task");
        widget.waits_for(State::Review);
        assert_eq!(widget.task()["id"], b().task_id, "{name}");
        for case in [a(), b()] {
            assert!(deletes(stage, &case).is_empty(), "{name}");
        }
    });
}

#[test]
fn other_ids_while_the_page_is_being_asked_drop_the_question() {
    each(|stage, widget, change, name| {
        let script =
            "window.ask = (event) => event.detail.waitUntil(new Promise((resolve) => (window.answer = resolve)))";
        stage.browser.run(script, &json!([]));
        begin(stage, "first", "archive");
        widget.shows("button", "Cancel");
        change(&b().task_id);
        resolves(stage, "archive", State::Idle);
        stage.browser.run("answer(true)", &json!([]));
        pass(stage, Duration::from_secs(5));
        assert_eq!(widget.state(), State::Idle, "{name}");
        for case in [a(), b()] {
            assert!(deletes(stage, &case).is_empty(), "{name}");
        }
        // Nor is it asked about what comes back.
        change(&a().task_id);
        assert_eq!(widget.call("find"), State::Review, "{name}");
        assert!(deletes(stage, &a()).is_empty(), "{name}");
    });
}

#[test]
fn other_ids_while_the_delete_is_in_flight_leave_it_to_settle_and_show_it_again_when_they_come_back() {
    each(|stage, widget, change, name| {
        let slow = Fault::usual().delayed_after_work(LONG);
        arm(stage, &a(), Operation::Archive, slow);
        begin(stage, "first", "archive");
        arrives(stage, &a(), 1);
        change(&b().task_id);
        widget.waits_for(State::Idle);
        e2e::eventually(|| {
            widget
                .part(".background")?
                .contains("Plan the spring meeting")
                .then_some(())
        })
        .unwrap_or_else(|| panic!("{name}: {}", widget.text()));
        assert_eq!(resolved(stage, "archive"), None, "{name}");

        change(&a().task_id);
        widget.waits_for(State::Archiving);
        assert_eq!(widget.part(".background"), None, "{name}");
        begin(stage, "first", "archive");
        stage.api().skip_delays();
        resolves(stage, "archive", State::Archived);
        assert_eq!(outcomes_of(stage, Some(&a().task_id)), ["archived"], "{name}");
        assert_eq!(deletes(stage, &a()).len(), 1, "{name}");
        assert!(deletes(stage, &b()).is_empty(), "{name}");
    });
}

#[test]
fn what_was_left_behind_is_shown_in_a_line_until_it_has_settled_and_after() {
    on_a(|stage, widget| {
        let slow = Fault::usual().delayed_after_work(LONG);
        arm(stage, &a(), Operation::Archive, slow);
        assert_eq!(widget.call("find"), State::Review);
        begin(stage, "first", "archive");
        arrives(stage, &a(), 1);
        widget.set("taskId", &json!(b().task_id));
        let line = || widget.part(".background").unwrap_or_default();
        e2e::eventually(|| line().contains("Archiving").then_some(())).unwrap_or_else(|| panic!("{}", line()));
        stage.api().skip_delays();
        resolves(stage, "archive", State::Archived);
        e2e::eventually(|| line().contains("The task is archived.").then_some(()))
            .unwrap_or_else(|| panic!("{}", line()));
        assert!(line().contains("Plan the spring meeting"), "{}", line());

        // What is found meanwhile is another thing.
        assert_eq!(widget.call("find"), State::Review);
        assert_eq!(widget.task()["id"], b().task_id);
        assert!(!is_archived(stage, &b().task_id));

        widget.set("taskId", &json!(a().task_id));
        widget.waits_for(State::Archived);
        assert_eq!(deletes(stage, &a()).len(), 1);
    });
}

#[test]
fn an_unknown_outcome_that_was_left_behind_goes_on_being_checked() {
    on_a(|stage, widget| {
        stage.api().set_combination(
            &a().task_id,
            Operation::Archive,
            sandbox::combination("reset/later").late_by(LONG),
        );
        assert_eq!(widget.call("find"), State::Review);
        begin(stage, "first", "archive");
        widget.waits_for(State::Unknown);
        widget.set("taskId", &json!(b().task_id));
        widget.waits_for(State::Idle);
        super::do_late_work(stage);
        pass(stage, super::BEYOND);
        resolves(stage, "archive", State::Archived);
        let outcomes = outcomes_of(stage, Some(&a().task_id));
        assert_eq!(outcomes.last().map(String::as_str), Some("archived"), "{outcomes:?}");
        assert_eq!(widget.state(), State::Idle);
    });
}

#[test]
fn an_element_removed_while_the_delete_is_in_flight_tells_its_document_the_outcome() {
    on_a(|stage, widget| {
        let slow = Fault::usual().delayed_after_work(LONG);
        arm(stage, &a(), Operation::Archive, slow);
        assert_eq!(widget.call("find"), State::Review);
        let script = "window.kept = first;
            window.heard = [];
            kept.addEventListener('tallyfy-archived', ({ detail }) => heard.push(detail.taskId));
            call('first', 'archive')";
        super::run(stage, script);
        arrives(stage, &a(), 1);
        super::run(stage, "kept.remove()");
        stage.api().skip_delays();
        resolves(stage, "archive", State::Archived);
        assert_eq!(super::run(stage, "return heard"), json!([a().task_id]));
        assert_eq!(
            outcomes_of(stage, Some(&a().task_id)),
            ["archived"],
            "the witness listens on the document"
        );

        super::run(stage, "document.body.append(kept)");
        widget.waits_for(State::Archived);
        assert_eq!(deletes(stage, &a()).len(), 1);
    });
}

#[test]
fn reset_while_the_delete_is_in_flight_and_the_same_ids_again_send_no_second_delete() {
    on_page(&element("first", Some(&a().task_id)), |stage| {
        give_token(stage, "first");
        let widget = stage.widget("#first");
        let slow = Fault::usual().delayed_after_work(LONG);
        arm(stage, &a(), Operation::Archive, slow);
        assert_eq!(widget.call("find"), State::Review);
        begin(stage, "first", "archive");
        arrives(stage, &a(), 1);
        assert_eq!(widget.call("reset"), State::Idle);
        begin(stage, "first", "archive");
        widget.waits_for(State::Archiving);
        stage.api().skip_delays();
        resolves(stage, "archive", State::Archived);
        assert_eq!(deletes(stage, &a()).len(), 1);
        assert_eq!(outcomes_of(stage, Some(&a().task_id)), ["archived"]);
    });
}
