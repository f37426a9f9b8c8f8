//! What the page is told, about which job, and when its promises resolve.

use super::start::{OTHER, archived, archiving, found, idle, restoring, unknown};
use super::story::Story;
use crate::archive::{Command, Event, Operation, State};
use crate::core_tests::TASK;
use crate::tallyfy::{Problem, ProblemKind};

/// What was announced, without changes of the state.
fn announced(story: &Story) -> Vec<(Option<u32>, Event)> {
    let events = story.commands.iter().filter_map(|command| match command {
        Command::Announce(_, Event::State { .. }) => None,
        Command::Announce(job, event) => Some((*job, event.clone())),
        _ => None,
    });
    events.collect()
}

fn resolved(story: &Story) -> Vec<(u32, State)> {
    let resolved = story.commands.iter().filter_map(|command| match command {
        Command::Resolve(job, state) => Some((*job, *state)),
        _ => None,
    });
    resolved.collect()
}

fn job(story: &Story) -> u32 {
    story.machine.current().expect("a job")
}

#[test]
fn archived_says_how_that_is_known() {
    for (story, status, already) in [
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
        assert_eq!(announced(&story), [(Some(job(&story)), event)]);
        assert_eq!(resolved(&story), [(job(&story), State::Archived)]);
    }
}

#[test]
fn restored_says_how_that_is_known() {
    for (story, status) in [
        (restoring().answers("204"), Some(204)),
        (restoring().answers("get-200-one-off"), Some(200)),
        (restoring().answers("500").answers("get-200-one-off"), None),
    ] {
        assert_eq!(announced(&story), [(Some(job(&story)), Event::Restored { status })]);
        assert_eq!(resolved(&story), [(job(&story), State::Restored)]);
    }
}

#[test]
fn refused_says_what_and_why() {
    for (story, operation, kind) in [
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
            announced(&story),
            [(Some(job(&story)), Event::Refused { operation, problem })]
        );
        assert_eq!(resolved(&story), [(job(&story), State::Refused)]);
    }
    let rejected = idle().rejects(Operation::Archive);
    let event = Event::Refused {
        operation: Operation::Archive,
        problem: Problem::new(ProblemKind::BadInput),
    };
    assert_eq!(announced(&rejected), [(None, event)]);
}

#[test]
fn unknown_says_whether_it_is_checked_and_resolves_when_the_checks_have_ended() {
    let event = |checking| Event::Unknown {
        operation: Operation::Archive,
        problem: Problem::new(ProblemKind::Timeout),
        checking,
    };
    let story = unknown();
    let id = job(&story);
    assert_eq!(
        (announced(&story), resolved(&story)),
        (vec![(Some(id), event(true))], vec![])
    );
    let story = story.elapses().answers("500");
    assert_eq!((announced(&story), resolved(&story)), (vec![], vec![]));
    let story = story.after(30_000.0).elapses().answers("500");
    assert_eq!(announced(&story), [(Some(id), event(false))]);
    assert_eq!(resolved(&story), [(id, State::Unknown)]);
    let story = story.wakes().answers("500");
    assert_eq!((announced(&story), resolved(&story)), (vec![], vec![]));
}

#[test]
fn a_settled_outcome_is_told_once() {
    let story = archived();
    for story in [
        story.clone().wakes(),
        story.clone().cancels(),
        story.clone().checks(),
        story.retargets(TASK),
    ] {
        assert_eq!((announced(&story), resolved(&story)), (vec![], vec![]));
    }
}

#[test]
fn the_change_of_state_is_told_before_what_it_means_and_after_what_is_sent() {
    let story = idle().finds(TASK);
    assert!(matches!(
        story.commands[..],
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
    let story = archived();
    assert!(matches!(
        story.commands[..],
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
fn a_job_in_the_background_tells_under_its_own_number() {
    let story = archiving();
    let (first, ticket) = (job(&story), story.ticket);
    let story = story.finds(OTHER);
    let second = job(&story);
    assert_ne!(first, second);
    let story = story.back_to(ticket).answers("204");
    let event = Event::Archived {
        status: Some(204),
        already: Some(false),
    };
    assert_eq!(announced(&story), [(Some(first), event)]);
    assert_eq!(resolved(&story), [(first, State::Archived)]);
    assert_eq!(job(&story), second);
    let seen = story.machine.job(first).expect("the job behind");
    assert_eq!(seen.target.task.as_str(), TASK);
    assert_eq!(seen.item.and_then(|item| item.title.as_deref()), Some("Plan meeting"));
    assert_eq!(story.machine.state_of(first), Some(State::Archived));
    assert_eq!(story.machine.state_of(second), Some(State::Finding));
    assert_eq!(story.machine.job(u32::MAX), None);
}

#[test]
fn the_number_stays_from_find_to_restore_and_when_the_job_comes_back() {
    let story = found();
    let id = job(&story);
    let story = story.confirms().approved().sent().retargets(OTHER);
    assert_eq!(story.machine.current(), None);
    let story = story.retargets(TASK).answers("204").restores().sent().answers("204");
    assert_eq!(job(&story), id);
    assert_ne!(job(&story.after(6_000.0).finds(TASK)), id);
}

#[test]
fn what_is_dropped_resolves_as_idle() {
    for story in [
        idle().finds(TASK),
        idle().finds(TASK).answers("429"),
        found().confirms(),
    ] {
        let id = job(&story);
        assert_eq!(resolved(&story.clone().resets()), [(id, State::Idle)]);
        assert_eq!(resolved(&story.finds(OTHER)), [(id, State::Idle)]);
    }
    for story in [found(), archived(), archiving(), unknown()] {
        assert_eq!(resolved(&story.resets()), []);
    }
}

#[test]
fn an_operation_resolves_in_review_where_it_goes_no_further() {
    let story = found();
    assert_eq!(resolved(&story), [(job(&story), State::Review)]);
    let named = idle().archives(TASK).answers("get-200-one-off");
    assert_eq!(resolved(&named), []);
    let id = job(&named);
    assert_eq!(resolved(&named.clone().vetoed()), [(id, State::Review)]);
    assert_eq!(resolved(&named.cancels()), [(id, State::Review)]);
}
