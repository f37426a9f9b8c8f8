//! One task, process or template: read, archive, restore.

use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;

use super::answers::{self, data};
use super::extensions::RequestNumber;
use super::ids::Ids;
use super::includes;
use crate::app_state::AppState;
use crate::kind::Kind;
use crate::query::Query;
use crate::state::{Change, Task};

pub(crate) async fn read(
    State(app): State<Arc<AppState>>,
    Extension(kind): Extension<Kind>,
    Ids((org, id)): Ids<(String, String)>,
    uri: Uri,
) -> Response {
    show(&app, kind, &org, &id, &Query::of(&uri))
}

/// A task by way of its process.
pub(crate) async fn read_in_run(
    State(app): State<Arc<AppState>>,
    Ids((org, run, id)): Ids<(String, String, String)>,
    uri: Uri,
) -> Response {
    let store = app.store();
    let of_run = |task: &Task| task.id == id && task.run_id.as_ref() == Some(&run);
    if !store.tasks.iter().any(of_run) {
        return answers::not_found(store.reads.not_found);
    }
    drop(store);
    show(&app, Kind::Task, &org, &id, &Query::of(&uri))
}

fn show(app: &AppState, kind: Kind, org: &str, id: &str, query: &Query) -> Response {
    let store = app.store();
    match store.readable(kind, org, id) {
        Some(shown) => data(&includes::added(&store, kind, org, shown.to_json(), query)),
        None => answers::not_found(store.reads.not_found),
    }
}

pub(crate) async fn archive(
    State(app): State<Arc<AppState>>,
    Extension(kind): Extension<Kind>,
    Extension(number): Extension<RequestNumber>,
    Ids((org, id)): Ids<(String, String)>,
) -> Response {
    change(&app, kind, number, org, id, true)
}

/// Restoring an active item is a 404 like archiving twice, unless the item overrides it: the harder case for a client
/// that retries after a lost response. What the service does is not documented.
pub(crate) async fn restore(
    State(app): State<Arc<AppState>>,
    Extension(kind): Extension<Kind>,
    Extension(number): Extension<RequestNumber>,
    Ids((org, id)): Ids<(String, String)>,
) -> Response {
    change(&app, kind, number, org, id, false)
}

fn change(
    app: &AppState,
    kind: Kind,
    RequestNumber(request): RequestNumber,
    org: String,
    task: String,
    archived: bool,
) -> Response {
    let change = Change {
        request,
        org,
        kind,
        task,
        archived,
    };
    let answer = app.store().change(&change);
    answers::send(&answer)
}
