//! The imitated service, below `/api`.

mod access;
mod answers;
mod cross_origin;
mod deletion;
mod inject;
mod lists;
mod pagination;
mod record;
mod runs;
mod tasks;

use std::sync::Arc;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{any, get, put};

use crate::shared::Shared;

pub(crate) use deletion::refuse as refuse_deletion;
pub(crate) use record::record;

pub(crate) fn api(shared: &Arc<Shared>) -> Router<Arc<Shared>> {
    Router::new()
        .route("/api/organizations/{org}/tasks", get(lists::tasks))
        .route(
            "/api/organizations/{org}/tasks/{id}",
            get(tasks::read).delete(tasks::archive),
        )
        .route("/api/organizations/{org}/tasks/{id}/restore", put(tasks::restore))
        .route("/api/organizations/{org}/me/tasks", get(lists::tasks))
        .route("/api/organizations/{org}/users/{user}/tasks", get(lists::tasks_of_user))
        .route("/api/organizations/{org}/runs", get(lists::runs))
        .route(
            "/api/organizations/{org}/runs/{id}",
            get(runs::read).delete(runs::archive),
        )
        .route("/api/organizations/{org}/runs/{id}/activate", put(runs::activate))
        .route("/api/organizations/{org}/runs/{id}/tasks", get(lists::tasks_of_run))
        .route(
            "/api/organizations/{org}/runs/{id}/tasks/{task}",
            get(tasks::read_in_run),
        )
        .method_not_allowed_fallback(answers::no_endpoint)
        .route_layer(from_fn_with_state(Arc::clone(shared), inject::inject))
        .route_layer(from_fn(access::check))
        .route("/api", any(answers::no_endpoint))
        .route("/api/", any(answers::no_endpoint))
        .route("/api/{*rest}", any(answers::no_endpoint))
        .layer(from_fn(answers::as_accepted))
        .layer(from_fn_with_state(Arc::clone(shared), cross_origin::mark))
}
