//! What holds in every story: random people, servers and networks against a model that knows what truly happened.

mod network;
mod server;
mod watch;
mod world;

use proptest::prelude::*;
use tallyfy_archive::archive::Operation;
use tallyfy_archive::tallyfy::Kind;
use world::{Action, STATUSES, TARGETS, World};

/// The most inputs until an operation settles, where answers keep coming: a change and three more after waits, a read,
/// five pages of the list, and three more after waits.
const MOST_INPUTS: usize = 4 + 3 + 1 + 5 + 3 + 3;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn the_laws_hold(hides in any::<bool>(), pages in 1..=2u32, start in start(), phrases in prop::collection::vec(phrase(), 0..25)) {
        let mut world = World::new(hides, pages);
        for action in start.iter().chain(phrases.iter().flatten()) {
            world.act(action);
        }
    }

    #[test]
    fn every_operation_settles(start in start(), phrases in prop::collection::vec(phrase(), 0..8), ends in prop::collection::vec(end(), 1..9)) {
        let mut world = World::new(true, 2);
        for action in start.iter().chain(phrases.iter().flatten()) {
            world.act(action);
        }
        for action in ends.iter().cycle().take(MOST_INPUTS) {
            world.act(&Action::Elapse);
            world.act(action);
        }
        prop_assert!(!world.is_busy());
    }
}

/// How most stories begin: with a DELETE or a PUT on its way.
fn start() -> impl Strategy<Value = Vec<Action>> {
    let archive = vec![Action::Archive(0), Action::Answer, Action::Permit(true), Action::Sent];
    let restore = [archive.clone(), vec![Action::Answer, Action::Restore, Action::Sent]].concat();
    prop_oneof![Just(vec![]), Just(archive), Just(restore)]
}

/// The ways in which a request comes to an end.
fn end() -> impl Strategy<Value = Action> {
    let kinds = [
        Kind::Offline,
        Kind::Unreachable,
        Kind::Blocked,
        Kind::Timeout,
        Kind::Cancelled,
    ];
    prop_oneof![
        4 => Just(Action::Answer),
        3 => (prop::sample::select(STATUSES), prop::option::of(0.0..130_000.0)).prop_map(|(status, wait)| Action::Status(status, wait)),
        1 => prop::sample::select(vec![429, 503]).prop_map(|status| Action::Status(status, None)),
        1 => Just(Action::Cut),
        3 => prop::sample::select(kinds.to_vec()).prop_map(Action::Lose),
    ]
}

/// One action, or some that often come together: a change that is given up, a slow read that something overtakes.
fn phrase() -> impl Strategy<Value = Vec<Action>> {
    let give_up = prop_oneof![Just(Action::Cancel), Just(Action::Leave), end()];
    let meanwhile = prop_oneof![Just(Action::Late(0)), Just(Action::Pass(1.0)), action()];
    prop_oneof![
        4 => action().prop_map(|action| vec![action]),
        1 => (0..TARGETS, end()).prop_map(|(index, end)| vec![Action::Archive(index), end, Action::Permit(true), Action::Sent]),
        1 => give_up.prop_map(|end| vec![Action::Sent, end]),
        1 => (meanwhile, pass()).prop_map(|(meanwhile, pass)| {
            vec![Action::Check, Action::Sent, Action::Work, meanwhile, pass, Action::Answer]
        }),
    ]
}

fn pass() -> impl Strategy<Value = Action> {
    prop::sample::select(vec![1.0, 10_000.0, 29_999.0, 30_000.0, 60_000.0]).prop_map(Action::Pass)
}

fn action() -> impl Strategy<Value = Action> {
    let operations = [Operation::Find, Operation::Archive, Operation::Restore];
    prop_oneof![
        1 => (0..TARGETS).prop_map(Action::Find),
        3 => prop_oneof![Just(0), 0..TARGETS].prop_map(Action::Archive),
        3 => prop::bool::weighted(0.9).prop_map(Action::Permit),
        2 => Just(Action::Restore),
        3 => Just(Action::Check),
        1 => Just(Action::Cancel),
        1 => prop::sample::select(vec![Action::Leave, Action::Reset]),
        1 => prop::sample::select(operations.to_vec()).prop_map(Action::Refuse),
        6 => Just(Action::Sent),
        4 => Just(Action::Work),
        1 => Just(Action::NotSent),
        9 => end(),
        4 => Just(Action::Elapse),
        3 => pass(),
        4 => (0..4usize).prop_map(Action::Late),
        1 => (0..TARGETS).prop_map(Action::Meddle),
        2 => (any::<u32>(), 0..3u8).prop_map(|(age, what)| Action::Stale(age, what)),
    ]
}
