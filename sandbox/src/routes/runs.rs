//! One process: read, archive, bring back.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;

use super::answers::{data, recorded};
use super::record::Entry;
use crate::shared::Shared;

pub(crate) async fn read(State(shared): State<Arc<Shared>>, Path((org, id)): Path<(String, String)>) -> Response {
    match shared.world().run(&org, &id) {
        Some(run) => data(&run.to_json()),
        None => recorded("not-found-404"),
    }
}

pub(crate) async fn archive(
    State(shared): State<Arc<Shared>>,
    Extension(entry): Extension<Entry>,
    Path((org, id)): Path<(String, String)>,
) -> Response {
    change(&shared, entry, (&org, &id), true)
}

pub(crate) async fn activate(
    State(shared): State<Arc<Shared>>,
    Extension(entry): Extension<Entry>,
    Path((org, id)): Path<(String, String)>,
) -> Response {
    change(&shared, entry, (&org, &id), false)
}

fn change(shared: &Shared, entry: Entry, (org, id): (&str, &str), archived: bool) -> Response {
    let mut world = shared.world();
    let changes = world
        .run(org, id)
        .is_some_and(|run| run.archived_at.is_some() != archived);
    let run = if changes {
        world.set_run_archived(org, id, archived)
    } else {
        None
    };
    let Some(run) = run else {
        return recorded("not-found-404");
    };
    if let Some(entry) = world.log.entry(entry.number()) {
        entry.changed = true;
    }
    data(&run.to_json())
}
