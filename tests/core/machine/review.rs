//! Only the task in review is archived.

use super::scenario::Scenario;
use super::start::{OTHER, archiving, found, idle};
use crate::archive::{Msg, Operation, Target};
use crate::core_tests::{ORG, TASK, base, org, target};

fn elsewhere() -> [Option<Target>; 4] {
    [
        Some(target(OTHER)),
        Some(Target {
            org: org(OTHER),
            ..target(TASK)
        }),
        Some(Target {
            base: base("https://api.tallyfy.com"),
            ..target(TASK)
        }),
        None,
    ]
}

/// Whether a command sends a DELETE.
fn deletes(scenario: &Scenario) -> bool {
    scenario.done().contains("DELETE")
}

#[test]
fn confirming_archives_it_and_nothing_else() {
    let scenario = found()
        .confirms()
        .does("request approval")
        .is("review: approval pending");
    let scenario = scenario.approved().does("DELETE tasks/{task}, review→archiving");
    scenario.is("archiving");
}

#[test]
fn changed_ids_end_the_review() {
    for target in elsewhere() {
        let scenario = found().gets(Msg::Retarget(target)).does("review→idle").is("idle");
        scenario.clone().confirms().does("").is("idle");
        scenario.finds(TASK).does("GET tasks/{task}, idle→finding");
    }
}

#[test]
fn changed_ids_end_a_find_and_its_archiving() {
    for target in elsewhere() {
        for scenario in [idle().finds(TASK), idle().archives(TASK)] {
            let scenario = scenario.gets(Msg::Retarget(target.clone()));
            let scenario = scenario.does("abort, finding→idle, behind: resolve idle");
            scenario.answers("get-200-one-off").does("").is("idle");
        }
    }
}

#[test]
fn changed_ids_cancel_the_approval() {
    for target in elsewhere() {
        let scenario = found().confirms().gets(Msg::Retarget(target));
        let scenario = scenario.does("review→idle, behind: resolve idle");
        scenario.approved().does("").is("idle");
    }
}

#[test]
fn the_same_ids_leave_the_review_as_it_is() {
    let scenario = found().retargets(TASK).does("").is("review");
    scenario
        .confirms()
        .retargets(TASK)
        .does("")
        .approved()
        .does("DELETE tasks/{task}, review→archiving");
}

#[test]
fn another_task_is_reviewed_before_it_is_archived() {
    let found_other = || {
        let other = found().finds(OTHER).does(&format!("GET tasks/{OTHER}, review→finding"));
        other.answers_with(200, &format!(r#"{{"id":"{OTHER}"}}"#)).is("review")
    };
    let other = found_other().confirms().approved();
    other.does(&format!("DELETE tasks/{OTHER}, review→archiving"));
    assert!(!deletes(&found_other()));
}

#[test]
fn a_task_set_by_the_page_is_found_and_archived_without_a_review() {
    let scenario = idle().archives(TASK).does("GET tasks/{task}, idle→finding");
    let scenario = scenario
        .answers("get-200-one-off")
        .does("finding→review, request approval")
        .is("review: approval pending");
    scenario.approved().does("DELETE tasks/{task}, review→archiving");
    found()
        .archives(TASK)
        .does("request approval")
        .is("review: approval pending");
    let other = found()
        .archives(OTHER)
        .does(&format!("GET tasks/{OTHER}, review→finding"));
    other.confirms().does("").approved().does("");
}

#[test]
fn a_response_about_another_task_shows_none() {
    let other = found().finds(OTHER).answers("get-200-one-off");
    other.is("refused: find unreadable").confirms().does("");
}

#[test]
fn trying_again_after_a_refusal_finds_it_again() {
    for ending in ["forbidden-403", "401", "conflict-409-nested"] {
        let refused = archiving().answers(ending).answers("get-200-one-off");
        refused
            .clone()
            .confirms()
            .does("")
            .approved()
            .does("")
            .restores()
            .does("");
        let again = refused
            .after(5_000.0)
            .finds(TASK)
            .does("GET tasks/{task}, refused→finding");
        again.answers("get-200-one-off").does("finding→review, resolve review");
    }
}

#[test]
fn invalid_input_is_refused_and_ends_the_review() {
    for operation in [Operation::Find, Operation::Archive] {
        let name = format!("refused: {} bad-input", operation.as_str());
        idle().rejects(operation).does("idle→refused, Refused!").is(&name);
        let scenario = found().rejects(operation).does("review→refused, Refused!").is(&name);
        assert!(scenario.machine.item().is_none() && scenario.machine.target().is_none());
        scenario.confirms().does("").approved().does("");
    }
    for scenario in [idle().finds(TASK), archiving()] {
        let state = scenario.state();
        scenario.rejects(Operation::Find).does("").is(&state);
    }
}

#[test]
fn invalid_input_stays_refused_until_the_next_operation() {
    let refused = || idle().rejects(Operation::Find);
    for msg in [Msg::Wake, Msg::Confirm, Msg::Restore, Msg::Check, Msg::Cancel] {
        refused().gets(msg).does("").is("refused: find bad-input");
    }
    refused().finds(TASK).does("GET tasks/{task}, refused→finding");
    refused().resets().does("refused→idle");
    assert_eq!(refused().retargets(TASK).is("idle").machine.target(), None);
    assert_ne!(ORG, OTHER);
}
