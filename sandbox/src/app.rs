//! All routes of a stand-in.

use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;

use crate::shared::Shared;
use crate::{control, page, routes};

/// The control routes stand outside the log: looking must not change what is seen.
pub(crate) fn build(shared: &Arc<Shared>) -> Router {
    let seen = routes::api(shared)
        .fallback(page::file)
        .layer(from_fn_with_state(Arc::clone(shared), routes::record));
    control::routes().merge(seen).with_state(Arc::clone(shared))
}
