//! The fake API, relative to its base.

mod access;
mod answers;
mod cross_origin;
mod deletion;
mod extensions;
mod ids;
mod includes;
mod inject;
mod items;
mod lists;
mod me;
mod request_log;

use std::sync::Arc;

use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, put};
use axum::{Extension, Router};

use crate::app_state::AppState;
use crate::kind::Kind;

pub(crate) use deletion::refuse as refuse_deletion;
pub(crate) use request_log::log_request;

/// All endpoints. Unknown ones pass the same layers, since a request is authorized before it is routed.
pub(crate) fn api(app: &Arc<AppState>) -> Router<Arc<AppState>> {
    let kinds = Kind::ALL.into_iter().map(of_kind);
    kinds
        .fold(Router::new(), |all, one| all.merge(one))
        .route("/organizations/{org}/me/tasks", get(lists::tasks_of_caller))
        .route("/organizations/{org}/users/{user}/tasks", get(lists::tasks_of_user))
        .route("/organizations/{org}/runs/{id}/tasks", get(lists::tasks_of_run))
        .route("/organizations/{org}/runs/{id}/tasks/{task}", get(items::read_in_run))
        .route("/organizations/{org}", get(me::organization))
        .route("/organizations/{org}/me", get(me::read))
        .route("/me", get(me::read))
        .route("/me/organizations", get(me::organizations))
        .route_layer(from_fn_with_state(Arc::clone(app), inject::inject))
        .fallback(answers::no_endpoint)
        .method_not_allowed_fallback(answers::no_endpoint)
        .layer(from_fn(access::check))
        .layer(from_fn(answers::as_accepted))
        .layer(from_fn_with_state(Arc::clone(app), cross_origin::add_headers))
}

/// The routes that exist for every kind.
fn of_kind(kind: Kind) -> Router<Arc<AppState>> {
    let items = format!("/organizations/{{org}}/{}", kind.collection());
    let item = format!("{items}/{{id}}");
    Router::new()
        .route(&items, get(lists::all))
        .route(&item, get(items::read).delete(items::archive))
        .route(&format!("{item}/{}", kind.restore_verb()), put(items::restore))
        .route_layer(Extension(kind))
}
