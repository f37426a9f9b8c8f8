//! One task, process or template: read, archive, restore.

use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;

use super::answers::{self, data};
use super::ids::Ids;
use super::includes;
use super::record::Entry;
use crate::query::Query;
use crate::shared::Shared;
use crate::state::{Change, Kind, Task};

pub(crate) async fn read(
    State(shared): State<Arc<Shared>>,
    Extension(kind): Extension<Kind>,
    Ids((org, id)): Ids<(String, String)>,
    uri: Uri,
) -> Response {
    show(&shared, kind, &org, &id, &Query::of(&uri))
}

/// A task through its process.
pub(crate) async fn read_in_run(
    State(shared): State<Arc<Shared>>,
    Ids((org, run, id)): Ids<(String, String, String)>,
    uri: Uri,
) -> Response {
    let world = shared.world();
    let of_run = |task: &Task| task.id == id && task.run_id.as_ref() == Some(&run);
    if !world.tasks.iter().any(of_run) {
        return answers::not_found(world.reads.not_found);
    }
    drop(world);
    show(&shared, Kind::Task, &org, &id, &Query::of(&uri))
}

fn show(shared: &Shared, kind: Kind, org: &str, id: &str, query: &Query) -> Response {
    let world = shared.world();
    match world.readable(kind, org, id) {
        Some(shown) => data(&includes::added(&world, kind, org, shown.to_json(), query)),
        None => answers::not_found(world.reads.not_found),
    }
}

pub(crate) async fn archive(
    State(shared): State<Arc<Shared>>,
    Extension(kind): Extension<Kind>,
    Extension(entry): Extension<Entry>,
    Ids((org, id)): Ids<(String, String)>,
) -> Response {
    change(&shared, kind, entry, org, id, true)
}

/// Restoring what is not archived is answered like a second archiving, 404, unless the item says otherwise: the harder
/// case for a client that re-sends after a lost answer. What the service does is not published.
pub(crate) async fn restore(
    State(shared): State<Arc<Shared>>,
    Extension(kind): Extension<Kind>,
    Extension(entry): Extension<Entry>,
    Ids((org, id)): Ids<(String, String)>,
) -> Response {
    change(&shared, kind, entry, org, id, false)
}

fn change(shared: &Shared, kind: Kind, entry: Entry, org: String, task: String, archived: bool) -> Response {
    let request = entry.number();
    let change = Change {
        request,
        org,
        kind,
        task,
        archived,
    };
    let answer = shared.world().change(&change);
    answers::send(&answer)
}
