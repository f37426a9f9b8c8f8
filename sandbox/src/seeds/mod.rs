//! What the sandbox holds at its start: one task for every case worth seeing, a hundred plain ones to archive at
//! once, and some to fill the lists.

mod answers;
mod content;
mod failures;
mod late;
mod refusals;
mod seed;

use serde::Serialize;

use crate::accounts;
use crate::ids;
use crate::state::{NewTask, Run, World};
use seed::Seed;

/// A case worth seeing: fill in these ids and this token, and see what the description says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Case {
    /// What tests call it.
    pub name: &'static str,
    /// What people call it.
    pub label: &'static str,
    /// What should be seen.
    pub description: &'static str,
    /// The heading it is listed under.
    pub group: &'static str,
    /// The organization to fill in.
    pub org_id: &'static str,
    /// The task to fill in.
    pub task_id: String,
    /// The token to fill in.
    pub token: &'static str,
}

const RUN: &str = "Onboarding of Dana Reyes";
const ARCHIVED_RUN: &str = "Onboarding of Lee Park";

/// The id of the seeded process that is active.
pub fn active_run() -> String {
    ids::from_name(RUN)
}

/// The id of the seeded process that is archived.
pub fn archived_run() -> String {
    ids::from_name(ARCHIVED_RUN)
}

/// All cases, in the order in which they are listed.
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
        .unwrap_or_else(|| panic!("no case is called {name}"))
}

fn seeds() -> impl Iterator<Item = Seed> {
    let groups = [
        ("Archived", answers::seeds()),
        ("Refused", refusals::seeds()),
        ("Gone wrong", failures::seeds()),
        ("Done later, or not at all", late::seeds()),
        ("Unusual content", content::seeds()),
    ];
    groups
        .into_iter()
        .flat_map(|(group, seeds)| seeds.into_iter().map(move |seed| seed.in_group(group)))
}

/// The ids of a hundred plain tasks that are alike, to archive many at once.
pub fn plain_tasks() -> Vec<String> {
    (1..=100).map(|number| ids::from_name(&box_title(number))).collect()
}

fn box_title(number: u32) -> String {
    format!("Unpack box {number} of 100")
}

/// Puts the seeds into an empty world.
pub(crate) fn plant(world: &mut World) {
    world.runs = runs();
    seeds().for_each(|seed| seed.plant(world));
    for week in 1..=14 {
        world.add(NewTask::titled(format!("Water the plants, week {week}")));
    }
    world.add(NewTask {
        archived: true,
        ..NewTask::titled("Water the plants, week 0")
    });
    world.add(NewTask {
        org: Some(accounts::OTHER_ORG.to_owned()),
        ..NewTask::titled("Renew the lease")
    });
    for number in 1..=100 {
        let title = box_title(number);
        world.add(NewTask {
            id: Some(ids::from_name(&title)),
            ..NewTask::titled(title)
        });
    }
}

/// Restores one case to how it was at the start, and cancels its late changes. Returns whether there is such a case.
pub(crate) fn replant(world: &mut World, name: &str) -> bool {
    let seed = seeds().find(|seed| seed.is_called(name));
    seed.map(|seed| seed.plant(world)).is_some()
}

fn runs() -> Vec<Run> {
    let run = |name: &str, increment_id, archived_at: Option<&str>| Run {
        id: ids::from_name(name),
        org: accounts::ORG.to_owned(),
        increment_id,
        name: name.to_owned(),
        created_at: format!("2026-10-{:02}T08:00:00Z", increment_id % 28 + 1),
        archived_at: archived_at.map(str::to_owned),
    };
    vec![
        run(RUN, 311, None),
        run("Quarterly access review", 312, None),
        run(ARCHIVED_RUN, 298, Some("2026-11-20T16:45:00Z")),
    ]
}
