//! Jobs whose change is in flight or unknown settle in the background.

use super::scenario::Scenario;
use super::start::{OTHER, WINDOW, archived, archiving, found, idle, restoring, unknown};
use crate::archive::{Msg, Operation};
use crate::core_tests::TASK;
use crate::core_tests::target;
use crate::tallyfy::ProblemKind;

/// Every way to move a job to the background, and the state in front then.
fn ways() -> [(Msg, &'static str); 5] {
    [
        (Msg::Retarget(None), "idle"),
        (Msg::Retarget(Some(target(OTHER))), "idle"),
        (Msg::Find(target(OTHER)), "finding"),
        (Msg::Archive(target(OTHER)), "finding"),
        (Msg::Reset, "idle"),
    ]
}

fn other() -> String {
    format!(r#"{{"id":"{OTHER}"}}"#)
}

#[test]
fn a_change_in_flight_is_not_aborted() {
    for scenario in [
        archiving(),
        restoring(),
        archiving().answers("500"),
        archiving().answers("429"),
    ] {
        let state = scenario.state();
        for (way, front) in ways() {
            let left = scenario.clone().gets(way);
            assert!(!left.done().contains("abort") && !left.done().contains("resolve"));
            let left = left.is(front).has_behind(&[&state]);
            assert!(left.machine.has_change_in_flight());
        }
    }
}

#[test]
fn an_unsent_change_continues_as_well() {
    let scenario = found().confirms().approved();
    let ticket = scenario.ticket;
    let left = scenario.resets().does("archiving→idle").has_behind(&["archiving"]);
    let left = left.back_to(ticket).sent().answers("archive-204");
    left.does("behind: Archived!, behind: resolve archived");
}

#[test]
fn it_is_verified_in_the_background_and_announces_its_outcome() {
    for (way, front) in ways() {
        let scenario = archiving();
        let ticket = scenario.ticket;
        let left = scenario
            .gets(way)
            .back_to(ticket)
            .answers("500")
            .does("GET tasks/{task}")
            .is(front);
        let left = left
            .answers("get-200-one-off")
            .does("behind: Unknown, checking!, wait 2000");
        let left = left.has_behind(&["unknown: archive server-error, checked later"]);
        let left = left.elapses().does("GET tasks/{task}").answers("get-200-archived");
        let left = left.does("behind: Archived!, behind: resolve archived").is(front);
        left.has_behind(&["archived"]);
    }
}

#[test]
fn an_unknown_outcome_is_still_checked_in_the_background() {
    let left = unknown().retargets(OTHER).does("unknown→idle");
    let woken = left.clone().wakes().does("abort, GET tasks/{task}");
    woken
        .answers("get-200-archived")
        .does("behind: Archived!, behind: resolve archived");
    let last = left.after(WINDOW).elapses().does("GET tasks/{task}");
    let refused = last.clone().answers("get-200-one-off");
    refused
        .does("behind: Refused!, behind: resolve refused")
        .has_behind(&["refused: archive timeout"]);
    last.answers("500").does("behind: Unknown!, behind: resolve unknown");
}

#[test]
fn actions_on_the_front_do_not_affect_the_background() {
    let left = || archiving().retargets(OTHER);
    for msg in [Msg::Cancel, Msg::Confirm, Msg::Check, Msg::Restore] {
        left().gets(msg).does("").has_behind(&["archiving"]);
    }
    let other = left().finds(OTHER).cancels().is("refused: find cancelled");
    other.has_behind(&["archiving"]);
    let refused = archiving().retargets(OTHER).rejects(Operation::Find);
    refused.is("refused: find bad-input").has_behind(&["archiving"]);
}

#[test]
fn both_jobs_continue_under_their_own_tickets() {
    let first = archiving();
    let ticket = first.ticket;
    let second = first
        .finds(OTHER)
        .answers_with(200, &other())
        .confirms()
        .approved()
        .sent();
    let second = second.is("archiving").has_behind(&["archiving"]);
    let other_ticket = second.ticket;
    let one = second
        .back_to(ticket)
        .answers("204")
        .does("behind: Archived!, behind: resolve archived");
    let both = one.is("archiving").back_to(other_ticket).answers("204");
    both.does("archiving→archived, Archived!, resolve archived")
        .has_behind(&["archived: 204"]);
}

#[test]
fn changing_the_ids_back_shows_it_again() {
    let back = archiving().retargets(OTHER).retargets(TASK).does("idle→archiving");
    back.has_behind(&[])
        .answers("204")
        .does("archiving→archived, Archived!, resolve archived");
    let back = unknown().retargets(OTHER).retargets(TASK).does("idle→unknown");
    back.is("unknown: archive timeout, checked later")
        .elapses()
        .does("GET tasks/{task}");
    let settled = archiving().retargets(OTHER).answers("204").retargets(TASK);
    settled
        .does("idle→archived")
        .is("archived: 204")
        .restores()
        .does("PUT tasks/{task}/restore, archived→restoring");
}

#[test]
fn returning_to_a_task_sends_no_second_delete() {
    let deletes = |scenario: &Scenario| scenario.done().contains("DELETE");
    for scenario in [
        archiving(),
        archiving().answers("500"),
        archiving().answers("429"),
        unknown(),
    ] {
        let front = scenario.machine.state().as_str();
        for (way, _) in ways() {
            for comes_back in [Msg::Find(target(TASK)), Msg::Archive(target(TASK))] {
                let back = scenario.clone().gets(way.clone()).gets(comes_back);
                assert!(!deletes(&back), "{}", back.done());
                assert_eq!(back.machine.state().as_str(), front);
                let back = back.confirms().approved();
                assert!(!deletes(&back) && back.machine.state().as_str() == front);
                let behind = back.machine.background().filter(|job| *job.target == target(TASK));
                assert_eq!(behind.count(), 0);
            }
        }
    }
}

#[test]
fn finding_an_unknown_task_in_the_background_checks_it() {
    let back = unknown().retargets(OTHER).finds(TASK);
    let back = back.does("abort, GET tasks/{task}, idle→unknown").answers("500");
    back.does("wait 2000, checked unknown");
}

#[test]
fn a_settled_job_in_the_background_is_shown_until_the_next_start() {
    let settled = || {
        archiving()
            .retargets(OTHER)
            .answers("204")
            .has_behind(&["archived: 204"])
    };
    settled().resets().has_behind(&[]);
    settled()
        .after(6_000.0)
        .finds(TASK)
        .does("GET tasks/{task}, idle→finding")
        .has_behind(&[]);
    settled().finds(OTHER).has_behind(&["archived: 204"]);
}

#[test]
fn at_most_five_settled_jobs_are_kept() {
    let mut scenario = archiving();
    for number in 1..=7 {
        let id = format!("other{number}");
        let ticket = scenario.ticket;
        scenario = scenario.retargets(&id).back_to(ticket).answers("204");
        scenario = scenario
            .finds(&id)
            .answers_with(200, &format!(r#"{{"id":"{id}"}}"#))
            .confirms()
            .approved()
            .sent();
        let behind: Vec<_> = scenario
            .machine
            .background()
            .map(|job| job.target.task.as_str())
            .collect();
        assert_eq!(behind.len(), number.min(5), "{behind:?}");
    }
    let behind: Vec<_> = scenario
        .machine
        .background()
        .map(|job| job.target.task.as_str())
        .collect();
    assert_eq!(behind, ["other2", "other3", "other4", "other5", "other6"]);
}

#[test]
fn an_unsent_operation_is_not_kept() {
    for scenario in [idle().finds(TASK), found(), found().confirms()] {
        scenario.retargets(OTHER).has_behind(&[]);
    }
    let refused = archiving().answers("403").answers("get-200-one-off");
    refused.retargets(OTHER).has_behind(&[]);
    assert!(!found().machine.has_change_in_flight() && !unknown().machine.has_change_in_flight());
    assert!(!archived().machine.has_change_in_flight());
}

#[test]
fn a_requested_check_is_resolved_from_the_background() {
    let left = unknown().checks().retargets(OTHER).does("unknown→idle");
    left.loses(ProblemKind::Timeout)
        .does("wait 2000, behind: checked unknown");
}
