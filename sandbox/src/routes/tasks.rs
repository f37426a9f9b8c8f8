//! One task: read, archive, restore.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;

use super::answers::{self, data};
use super::record::Entry;
use crate::shared::Shared;
use crate::state::{Change, Task, World};

pub(crate) async fn read(State(shared): State<Arc<Shared>>, Path((org, id)): Path<(String, String)>) -> Response {
    show(&shared.world(), |task| task.org == org && task.id == id)
}

pub(crate) async fn read_in_run(
    State(shared): State<Arc<Shared>>,
    Path((org, run, id)): Path<(String, String, String)>,
) -> Response {
    show(&shared.world(), |task| {
        task.org == org && task.id == id && task.run_id.as_ref() == Some(&run)
    })
}

fn show(world: &World, wanted: impl Fn(&Task) -> bool) -> Response {
    let readable = |task: &Task| {
        let when_archived = task.readable_when_archived.unwrap_or(world.reads.archived_readable);
        !task.is_archived() || when_archived
    };
    match world.shown_tasks().find(wanted).filter(readable) {
        Some(task) => data(&task.to_json()),
        None => answers::not_found(world.reads.not_found),
    }
}

pub(crate) async fn archive(
    State(shared): State<Arc<Shared>>,
    Extension(entry): Extension<Entry>,
    Path((org, task)): Path<(String, String)>,
) -> Response {
    change(&shared, entry, org, task, true)
}

/// Restoring what is not archived is answered like a second archiving, 404: the harder case for a client that
/// re-sends after a lost answer. What the service does is not published.
pub(crate) async fn restore(
    State(shared): State<Arc<Shared>>,
    Extension(entry): Extension<Entry>,
    Path((org, task)): Path<(String, String)>,
) -> Response {
    change(&shared, entry, org, task, false)
}

fn change(shared: &Shared, entry: Entry, org: String, task: String, archived: bool) -> Response {
    let request = entry.number();
    let change = Change {
        request,
        org,
        task,
        archived,
    };
    answers::change(archived, shared.world().change(&change))
}
