//! Cancelling and leaving do not undo; starting over forgets.

use super::story::{Story, archived, archiving, found, idle, restoring};
use tallyfy_archive::archive::Input;

/// Every step an operation can be in in which a request that changes something is not under way: nothing happened.
fn harmless() -> [(Story, &'static str); 9] {
    [
        (idle().find(), "find"),
        (idle().find().sent(), "find"),
        (idle().archive(), "find"),
        (idle().find().answers("404"), "find"),
        (idle().find().answers("429"), "find"),
        (found().archive().permitted(true), "archive"),
        (archiving().answers("429"), "archive"),
        (archiving().answers("429").elapses(), "archive"),
        (archived().restore(), "restore"),
    ]
}

/// Every step in which one may have been carried out.
fn checking() -> [(Story, &'static str); 6] {
    [
        (archiving().answers("500"), "archive server-error"),
        (archiving().answers("404").answers("404"), "archive not-found"),
        (archiving().answers("500").answers("429"), "archive server-error"),
        (archiving().cancel(), "archive cancelled"),
        (restoring().answers("500"), "restore server-error"),
        (
            restoring().answers("500").answers("500").check(),
            "restore server-error",
        ),
    ]
}

/// Every state in which nothing is under way.
fn settled() -> [Story; 8] {
    [
        idle(),
        found(),
        found().archive(),
        archived(),
        restoring().answers("204"),
        archiving().answers("403"),
        archiving().answers("500").answers("500"),
        restoring().answers("500").answers("500"),
    ]
}

#[test]
fn before_anything_was_sent_that_changes_something_nothing_changed() {
    for (story, operation) in harmless() {
        let refused = format!("refused: {operation} cancelled");
        let previous = story.machine.state().as_str();
        let effects = format!("abort, {previous}→refused, Refused!");
        story.clone().cancel().does(&effects).is(&refused);
        story.input(Input::Leave).does(&effects).is(&refused);
    }
}

#[test]
fn a_change_that_is_on_its_way_is_looked_after_unless_nobody_is_left() {
    for (story, operation, state) in [
        (archiving(), "archive", "archiving"),
        (restoring(), "restore", "restoring"),
    ] {
        story.clone().cancel().does("abort, GET tasks/{task}").is(state);
        let left = story
            .input(Input::Leave)
            .does(&format!("abort, {state}→unknown, Unknown!"));
        let left = left.is(&format!("unknown: {operation} cancelled"));
        left.check().does(&format!("GET tasks/{{task}}, unknown→{state}"));
    }
    archiving().cancel().answers("get-200-archived").is("archived");
    archiving()
        .cancel()
        .answers("get-200-one-off")
        .is("unknown: archive cancelled");
    restoring().cancel().answers("get-200-one-off").is("restored");
    restoring()
        .cancel()
        .answers("get-200-archived")
        .is("unknown: restore cancelled");
}

#[test]
fn giving_up_a_check_keeps_the_first_problem() {
    for (story, problem) in checking() {
        let unknown = format!("unknown: {problem}");
        let effects = format!("abort, {}→unknown, Unknown!", story.machine.state().as_str());
        story.clone().cancel().does(&effects).is(&unknown);
        story.input(Input::Leave).does(&effects).is(&unknown);
    }
}

#[test]
fn what_was_given_up_does_not_come_back() {
    let busy = harmless().into_iter().chain(checking()).map(|(story, _)| story);
    for story in busy {
        let story = story.cancel();
        story.clone().answers("archive-204").does("");
        story.clone().answers("get-200-archived").does("");
        story.elapses().does("");
    }
}

#[test]
fn where_nothing_is_under_way_there_is_nothing_to_give_up() {
    for story in settled() {
        let state = story.state();
        story.cancel().does("").input(Input::Leave).does("").is(&state);
    }
}

#[test]
fn starting_over_is_possible_everywhere_and_forgets_the_task() {
    let busy = harmless().into_iter().chain(checking()).map(|(story, _)| story);
    for story in busy.chain(settled()).chain([archiving(), restoring()]) {
        let effects = match story.machine.state().as_str() {
            "idle" => "abort".to_owned(),
            state => format!("abort, {state}→idle"),
        };
        let story = story.input(Input::Reset).does(&effects).is("idle");
        assert!(story.machine.task().is_none() && story.machine.target().is_none());
        let late = story
            .clone()
            .answers("archive-204")
            .does("")
            .elapses()
            .does("")
            .sent()
            .does("");
        late.permitted(true)
            .does("")
            .restore()
            .does("")
            .check()
            .does("")
            .cancel()
            .does("")
            .is("idle");
        story.find().does("GET tasks/{task}, idle→finding");
    }
}

#[test]
fn only_what_is_unknown_can_be_checked() {
    for story in settled()
        .into_iter()
        .filter(|story| story.machine.state().as_str() != "unknown")
    {
        story.check().does("");
    }
}
