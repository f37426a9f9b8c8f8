//! Cancelling: a change that was sent is verified.

use super::scenario::Scenario;
use super::start::{archived, archiving, found, idle, restoring, unknown};
use crate::core_tests::TASK;
use crate::tallyfy::ProblemKind;

/// Every step before a change is sent, and its operation.
fn unsent() -> [(Scenario, &'static str); 10] {
    [
        (idle().finds(TASK), "find"),
        (idle().finds(TASK).sent(), "find"),
        (idle().archives(TASK), "find"),
        (idle().finds(TASK).answers("404"), "find"),
        (idle().finds(TASK).answers("429"), "find"),
        (archived().finds(TASK), "find"),
        (found().confirms().approved(), "archive"),
        (found().confirms().approved().held(1_000.0), "archive"),
        (found().confirms().offline().approved().sent(), "archive"),
        (idle().finds(TASK).answers("get-200-archived").restores(), "restore"),
    ]
}

/// Every step after a change was sent, the commands of cancelling, and the state after it.
fn sent() -> [(Scenario, &'static str, &'static str); 11] {
    let reads = "abort, GET tasks/{task}";
    let becomes_unknown = "abort, archiving→unknown, Unknown, checking!, wait 2000";
    let retried = || archiving().answers("503").elapses().answers("get-200-one-off");
    [
        (archiving(), reads, "archiving"),
        (restoring(), reads, "restoring"),
        (archiving().answers("429"), reads, "archiving"),
        (archiving().answers("429").elapses(), reads, "archiving"),
        (archiving().answers("503"), reads, "archiving"),
        (retried(), reads, "archiving"),
        (retried().sent(), reads, "archiving"),
        (
            archiving().answers("503").elapses(),
            becomes_unknown,
            "unknown: archive server-error, checked later",
        ),
        (
            archiving().answers("500"),
            becomes_unknown,
            "unknown: archive server-error, checked later",
        ),
        (
            archiving().answers_all(&["404", "404"]),
            becomes_unknown,
            "unknown: archive not-found, checked later",
        ),
        (
            archiving().cancels(),
            becomes_unknown,
            "unknown: archive cancelled, checked later",
        ),
    ]
}

/// Every state in which there is nothing to cancel.
fn settled() -> [Scenario; 9] {
    [
        idle(),
        idle().rejects(crate::archive::Operation::Find),
        found(),
        archived(),
        archived().after(6_000.0).restores().sent().answers("204"),
        archiving().answers("403").answers("get-200-one-off"),
        archiving().answers("403").answers("500"),
        unknown(),
        unknown().elapses(),
    ]
}

#[test]
fn before_a_change_was_sent_it_is_refused_without_a_read() {
    for (scenario, operation) in unsent() {
        let state = scenario.machine.state().as_str();
        let commands = format!("abort, {state}→refused, Refused!, resolve refused");
        let scenario = scenario.cancels().does(&commands);
        scenario.is(&format!("refused: {operation} cancelled"));
    }
}

#[test]
fn a_sent_change_is_verified_and_cancelling_that_leaves_it_unknown() {
    for (scenario, commands, state) in sent() {
        scenario.cancels().does(commands).is(state);
    }
}

#[test]
fn a_change_that_was_cancelled_may_still_be_executed() {
    let cancelled = archiving().cancels();
    cancelled.clone().answers("get-200-archived").is("archived");
    let doubt = cancelled.answers("get-200-one-off");
    doubt.elapses().answers("get-200-archived").is("archived");
    restoring().cancels().answers("get-200-one-off").is("restored");
    let doubt = restoring().cancels().answers("get-200-archived");
    doubt.is("unknown: restore cancelled, checked later");
}

#[test]
fn cancelling_before_a_retry_ends_like_the_last_send() {
    let limited = archiving().answers("429").cancels();
    limited.answers("get-200-one-off").is("refused: archive rate-limited");
    let unsent = archiving()
        .answers("429")
        .elapses()
        .was_not_sent(ProblemKind::Unauthenticated);
    unsent.answers("get-200-one-off").is("refused: archive rate-limited");
    let retried = archiving().answers("503").elapses().answers("get-200-one-off");
    let failed = retried
        .was_not_sent(ProblemKind::Unauthenticated)
        .does("GET tasks/{task}");
    failed
        .answers("get-200-one-off")
        .is("unknown: archive server-error, checked later");
}

#[test]
fn cancelling_before_the_token_is_refreshed_ends_as_refused() {
    let again = archiving().with_fresh_token().answers("401").answers("get-200-one-off");
    let cancelled = again
        .does("DELETE tasks/{task}")
        .cancels()
        .does("abort, GET tasks/{task}");
    cancelled
        .answers("get-200-one-off")
        .is("refused: archive unauthenticated");
}

#[test]
fn a_cancelled_operation_is_not_restored() {
    let sent = sent().map(|(scenario, ..)| scenario);
    for scenario in unsent().map(|(scenario, _)| scenario).into_iter().chain(sent) {
        let ticket = scenario.ticket;
        let state = scenario.clone().cancels().state();
        let scenario = scenario.cancels().back_to(ticket);
        let scenario = scenario
            .answers("archive-204")
            .does("")
            .answers("get-200-archived")
            .does("");
        scenario.elapses().does("").is(&state);
    }
}

#[test]
fn without_anything_in_flight_there_is_nothing_to_cancel() {
    for scenario in settled() {
        let state = scenario.state();
        scenario.cancels().does("").is(&state);
    }
}

#[test]
fn starting_over_drops_an_unsent_change() {
    for (scenario, operation) in unsent() {
        let state = scenario.machine.state().as_str();
        let reset = scenario.resets().is("idle");
        if operation == "find" {
            let reset = reset.does(&format!("abort, {state}→idle, behind: resolve idle"));
            assert!(reset.machine.item().is_none() && reset.machine.target().is_none());
            reset
                .answers("get-200-one-off")
                .does("")
                .elapses()
                .does("")
                .has_behind(&[]);
        }
    }
}
