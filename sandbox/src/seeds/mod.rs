//! The seeds: a task, process or template for every case of interest, a hundred plain tasks to archive at once, and some
//! items to fill the lists.

mod answers;
mod content;
mod failures;
mod late;
mod processes;
mod refusals;
mod runs;
mod seed;
mod templates;

use crate::accounts;
use crate::ids;
use crate::state::{NewTask, Store};
use seed::Seed;

pub use runs::{active_run, archived_run};
pub use seed::Case;

/// All cases, in the order of the list.
pub fn cases() -> Vec<Case> {
    seeds().map(Seed::case).collect()
}

/// The case with this name.
///
/// # Panics
/// If there is none.
pub fn case(name: &str) -> Case {
    cases()
        .into_iter()
        .find(|case| case.name == name)
        .unwrap_or_else(|| panic!("there is no case {name}"))
}

fn seeds() -> impl Iterator<Item = Seed> {
    seeds_of_tasks().chain(seeds_of_others())
}

fn seeds_of_tasks() -> impl Iterator<Item = Seed> {
    in_groups(vec![
        ("Archived", answers::seeds()),
        ("Refused", refusals::seeds()),
        ("Gone wrong", failures::seeds()),
        ("Done later, or not at all", late::seeds()),
        ("Unusual content", content::seeds()),
    ])
}

fn seeds_of_others() -> impl Iterator<Item = Seed> {
    in_groups(vec![
        ("Processes", processes::seeds()),
        ("Templates", templates::seeds()),
    ])
}

fn in_groups(groups: Vec<(&'static str, Vec<Seed>)>) -> impl Iterator<Item = Seed> {
    groups
        .into_iter()
        .flat_map(|(group, seeds)| seeds.into_iter().map(move |seed| seed.in_group(group)))
}

/// The IDs of a hundred plain tasks, to archive many at once.
pub fn plain_tasks() -> Vec<String> {
    (1..=100).map(|number| ids::from_name(&box_title(number))).collect()
}

fn box_title(number: u32) -> String {
    format!("Unpack box {number} of 100")
}

/// Fills an empty store.
pub(crate) fn insert_all(store: &mut Store) {
    runs::insert(store);
    for seed in seeds_of_tasks() {
        seed.insert_into(store);
    }
    for week in 1..=14 {
        store.add(NewTask::titled(format!("Water the plants, week {week}")));
    }
    store.add(NewTask {
        archived: true,
        ..NewTask::titled("Water the plants, week 0")
    });
    store.add(NewTask {
        org: Some(accounts::OTHER_ORG.to_owned()),
        ..NewTask::titled("Renew the lease")
    });
    for number in 1..=100 {
        let title = box_title(number);
        store.add(NewTask {
            id: Some(ids::from_name(&title)),
            ..NewTask::titled(title)
        });
    }
    for seed in seeds_of_others() {
        seed.insert_into(store);
    }
}

/// Resets one case, and cancels its late changes. Returns whether there is such a case.
pub(crate) fn reset_case(store: &mut Store, name: &str) -> bool {
    let seed = seeds().find(|seed| seed.is_named(name));
    seed.map(|seed| seed.insert_into(store)).is_some()
}
