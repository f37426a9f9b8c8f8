//! The control routes below `/_sandbox`, for the list of cases on the page and for tests in other languages.

mod commands;
mod origin;
mod views;

use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn;
use axum::routing::{delete, get, post};

use crate::app_state::AppState;

pub(crate) fn routes() -> Router<Arc<AppState>> {
    Router::new()
        .route("/_sandbox/state", get(views::state))
        .route("/_sandbox/requests", get(views::requests))
        .route("/_sandbox/cases", get(views::cases))
        .route("/_sandbox/cases.js", get(views::script))
        .route("/_sandbox/cases.css", get(views::styles))
        .route("/_sandbox/cases/{name}", post(commands::reset_case))
        .route("/_sandbox/reset", post(commands::reset))
        .route("/_sandbox/tasks", post(commands::add_task))
        .route("/_sandbox/runs", post(commands::add_run))
        .route("/_sandbox/templates", post(commands::add_template))
        .route("/_sandbox/tasks/plain", get(views::plain_tasks))
        .route("/_sandbox/faults", post(commands::arm).delete(commands::disarm))
        .route("/_sandbox/combinations", get(views::combinations))
        .route("/_sandbox/late", delete(commands::cancel_late))
        .route("/_sandbox/reads", post(commands::set_reads))
        .route("/_sandbox/cors", post(commands::set_cors))
        .layer(from_fn(origin::check))
}
