//! One task: read, archive, restore.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;

use super::answers::{data, recorded, success};
use super::record::Entry;
use crate::shared::Shared;
use crate::state::{Task, World};

pub(crate) async fn read(State(shared): State<Arc<Shared>>, Path((org, id)): Path<(String, String)>) -> Response {
    match shared.world().task(&org, &id) {
        Some(task) if is_readable(task) => data(&task.to_json()),
        _ => recorded("not-found-404"),
    }
}

pub(crate) async fn read_in_run(
    State(shared): State<Arc<Shared>>,
    Path((org, run, id)): Path<(String, String, String)>,
) -> Response {
    match shared.world().task(&org, &id) {
        Some(task) if is_readable(task) && task.run_id.as_ref() == Some(&run) => data(&task.to_json()),
        _ => recorded("not-found-404"),
    }
}

/// The one that cannot be taken back, `DELETE …/tasks/{id}/delete`, is not imitated on purpose.
pub(crate) async fn archive(
    State(shared): State<Arc<Shared>>,
    Extension(entry): Extension<Entry>,
    Path((org, id)): Path<(String, String)>,
) -> Response {
    let mut world = shared.world();
    match world.task(&org, &id) {
        Some(task) if task.run_id.is_some() => recorded(&task.refusal),
        Some(task) if !task.is_archived() => change(&mut world, entry, (&org, &id), true),
        _ => recorded("not-found-404"),
    }
}

/// Restoring what is not archived is answered like a second archiving, 404: the harder case for a client that
/// re-sends after a lost answer. What the service does is not published.
pub(crate) async fn restore(
    State(shared): State<Arc<Shared>>,
    Extension(entry): Extension<Entry>,
    Path((org, id)): Path<(String, String)>,
) -> Response {
    let mut world = shared.world();
    match world.task(&org, &id) {
        Some(task) if task.is_archived() => change(&mut world, entry, (&org, &id), false),
        _ => recorded("not-found-404"),
    }
}

fn is_readable(task: &Task) -> bool {
    !task.is_archived() || task.readable_when_archived
}

fn change(world: &mut World, entry: Entry, (org, id): (&str, &str), archived: bool) -> Response {
    let Some(task) = world.set_archived(org, id, archived) else {
        return recorded("not-found-404");
    };
    if let Some(entry) = world.log.entry(entry.number()) {
        entry.changed = true;
    }
    success(
        if archived {
            task.archive_answer
        } else {
            task.restore_answer
        },
        &task,
    )
}
