//! One process: read, archive, bring back.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;

use super::answers::{self, data, recorded};
use super::record::Entry;
use crate::shared::Shared;
use crate::state::Change;

pub(crate) async fn read(State(shared): State<Arc<Shared>>, Path((org, id)): Path<(String, String)>) -> Response {
    let world = shared.world();
    match world.shown_runs().find(|run| run.org == org && run.id == id) {
        Some(run) => data(&run.to_json()),
        None => answers::not_found(world.reads.not_found),
    }
}

pub(crate) async fn archive(
    State(shared): State<Arc<Shared>>,
    Extension(entry): Extension<Entry>,
    Path((org, id)): Path<(String, String)>,
) -> Response {
    change(&shared, entry, org, id, true)
}

pub(crate) async fn activate(
    State(shared): State<Arc<Shared>>,
    Extension(entry): Extension<Entry>,
    Path((org, id)): Path<(String, String)>,
) -> Response {
    change(&shared, entry, org, id, false)
}

fn change(shared: &Shared, entry: Entry, org: String, task: String, archived: bool) -> Response {
    let request = entry.number();
    let change = Change {
        request,
        org,
        task,
        archived,
    };
    match shared.world().change_run(&change) {
        Ok(run) => data(&run.to_json()),
        Err(refusal) => recorded(&refusal),
    }
}
