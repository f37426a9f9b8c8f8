//! Events and promises: which job they are of, and when they are dispatched and resolved.

use super::scenario::Scenario;
use super::start::{OTHER, archived, archiving, found, idle, restoring, unknown};
use crate::archive::{Command, Event, Operation, State};
use crate::core_tests::TASK;
use crate::tallyfy::{Problem, ProblemKind};

/// The events, without changes of state.
fn announced(scenario: &Scenario) -> Vec<(Option<u32>, Event)> {
    let events = scenario.commands.iter().filter_map(|command| match command {
        Command::Announce(_, Event::State { .. }) => None,
        Command::Announce(job, event) => Some((*job, event.clone())),
        _ => None,
    });
    events.collect()
}

fn resolved(scenario: &Scenario) -> Vec<(u32, State)> {
    let resolved = scenario.commands.iter().filter_map(|command| match command {
        Command::Resolve(job, state) => Some((*job, *state)),
        _ => None,
    });
    resolved.collect()
}

fn job(scenario: &Scenario) -> u32 {
    scenario.machine.current().expect("a job")
}

#[test]
fn archived_has_its_evidence() {
    for (scenario, status, already) in [
        (archived(), Some(204), Some(false)),
        (archiving().answers("archive-200-data"), Some(200), Some(false)),
        (
            archiving().answers("500").answers("get-200-archived"),
            None,
            Some(false),
        ),
        (archiving().answers("403").answers("get-200-archived"), None, None),
        (idle().finds(TASK).answers("get-200-archived"), None, Some(true)),
    ] {
        let event = Event::Archived { status, already };
        assert_eq!(announced(&scenario), [(Some(job(&scenario)), event)]);
        assert_eq!(resolved(&scenario), [(job(&scenario), State::Archived)]);
    }
}

#[test]
fn restored_has_its_evidence() {
    for (scenario, status) in [
        (restoring().answers("204"), Some(204)),
        (restoring().answers("get-200-one-off"), Some(200)),
        (restoring().answers("500").answers("get-200-one-off"), None),
    ] {
        assert_eq!(
            announced(&scenario),
            [(Some(job(&scenario)), Event::Restored { status })]
        );
        assert_eq!(resolved(&scenario), [(job(&scenario), State::Restored)]);
    }
}

#[test]
fn refused_has_the_operation_and_the_reason() {
    for (scenario, operation, kind) in [
        (
            idle().finds(TASK).loses(ProblemKind::Timeout),
            Operation::Find,
            ProblemKind::Timeout,
        ),
        (
            found().confirms().approved().cancels(),
            Operation::Archive,
            ProblemKind::Cancelled,
        ),
        (
            restoring().was_not_sent(ProblemKind::Offline),
            Operation::Restore,
            ProblemKind::Offline,
        ),
    ] {
        let problem = Problem::new(kind);
        assert_eq!(
            announced(&scenario),
            [(Some(job(&scenario)), Event::Refused { operation, problem })]
        );
        assert_eq!(resolved(&scenario), [(job(&scenario), State::Refused)]);
    }
    let rejected = idle().rejects(Operation::Archive);
    let event = Event::Refused {
        operation: Operation::Archive,
        problem: Problem::new(ProblemKind::BadInput),
    };
    assert_eq!(announced(&rejected), [(None, event)]);
}

#[test]
fn unknown_has_whether_it_is_checked_and_resolves_when_the_checks_end() {
    let event = |checking| Event::Unknown {
        operation: Operation::Archive,
        problem: Problem::new(ProblemKind::Timeout),
        checking,
    };
    let scenario = unknown();
    let id = job(&scenario);
    assert_eq!(
        (announced(&scenario), resolved(&scenario)),
        (vec![(Some(id), event(true))], vec![])
    );
    let scenario = scenario.elapses().answers("500");
    assert_eq!((announced(&scenario), resolved(&scenario)), (vec![], vec![]));
    let scenario = scenario.after(30_000.0).elapses().answers("500");
    assert_eq!(announced(&scenario), [(Some(id), event(false))]);
    assert_eq!(resolved(&scenario), [(id, State::Unknown)]);
    let scenario = scenario.wakes().answers("500");
    assert_eq!((announced(&scenario), resolved(&scenario)), (vec![], vec![]));
}

#[test]
fn a_settled_outcome_is_announced_once() {
    let scenario = archived();
    for scenario in [
        scenario.clone().wakes(),
        scenario.clone().cancels(),
        scenario.clone().checks(),
        scenario.retargets(TASK),
    ] {
        assert_eq!((announced(&scenario), resolved(&scenario)), (vec![], vec![]));
    }
}

#[test]
fn the_state_event_comes_before_the_outcome_and_after_the_send() {
    let scenario = idle().finds(TASK);
    assert!(matches!(
        scenario.commands[..],
        [
            Command::Send { .. },
            Command::Announce(
                Some(_),
                Event::State {
                    previous: State::Idle,
                    state: State::Finding
                }
            )
        ]
    ));
    let scenario = archived();
    assert!(matches!(
        scenario.commands[..],
        [
            Command::Announce(
                Some(_),
                Event::State {
                    previous: State::Archiving,
                    state: State::Archived
                }
            ),
            Command::Announce(_, Event::Archived { .. }),
            Command::Resolve(..)
        ]
    ));
}

#[test]
fn a_job_in_the_background_announces_under_its_own_id() {
    let scenario = archiving();
    let (first, ticket) = (job(&scenario), scenario.ticket);
    let scenario = scenario.finds(OTHER);
    let second = job(&scenario);
    assert_ne!(first, second);
    let scenario = scenario.back_to(ticket).answers("204");
    let event = Event::Archived {
        status: Some(204),
        already: Some(false),
    };
    assert_eq!(announced(&scenario), [(Some(first), event)]);
    assert_eq!(resolved(&scenario), [(first, State::Archived)]);
    assert_eq!(job(&scenario), second);
    let seen = scenario.machine.job(first).expect("the job behind");
    assert_eq!(seen.target.task.as_str(), TASK);
    assert_eq!(seen.item.and_then(|item| item.title.as_deref()), Some("Plan meeting"));
    assert_eq!(scenario.machine.state_of(first), Some(State::Archived));
    assert_eq!(scenario.machine.state_of(second), Some(State::Finding));
    assert_eq!(scenario.machine.job(u32::MAX), None);
}

#[test]
fn the_job_id_stays_from_find_to_restore_and_after_bring_back() {
    let scenario = found();
    let id = job(&scenario);
    let scenario = scenario.confirms().approved().sent().retargets(OTHER);
    assert_eq!(scenario.machine.current(), None);
    let scenario = scenario.retargets(TASK).answers("204").restores().sent().answers("204");
    assert_eq!(job(&scenario), id);
    assert_ne!(job(&scenario.after(6_000.0).finds(TASK)), id);
}

#[test]
fn a_dropped_operation_resolves_as_idle() {
    for scenario in [
        idle().finds(TASK),
        idle().finds(TASK).answers("429"),
        found().confirms(),
    ] {
        let id = job(&scenario);
        assert_eq!(resolved(&scenario.clone().resets()), [(id, State::Idle)]);
        assert_eq!(resolved(&scenario.finds(OTHER)), [(id, State::Idle)]);
    }
    for scenario in [found(), archived(), archiving(), unknown()] {
        assert_eq!(resolved(&scenario.resets()), []);
    }
}

#[test]
fn an_operation_that_stops_in_review_resolves() {
    let scenario = found();
    assert_eq!(resolved(&scenario), [(job(&scenario), State::Review)]);
    let named = idle().archives(TASK).answers("get-200-one-off");
    assert_eq!(resolved(&named), []);
    let id = job(&named);
    assert_eq!(resolved(&named.clone().vetoed()), [(id, State::Review)]);
    assert_eq!(resolved(&named.cancels()), [(id, State::Review)]);
}
