//! In front of the real service: what the page asks is passed on, and nothing of the browser but what the API needs.

mod base;
mod forward;

use std::sync::Arc;

use axum::Router;
use axum::routing::any;

use crate::app_state::AppState;
use crate::error::StartError;
use base::Base;
use forward::{Service, forward_request};

/// Routes that answer with what the service at `base` answers.
pub(crate) fn routes(base: &str) -> Result<Router<Arc<AppState>>, StartError> {
    let service = Arc::new(Service::at(Base::read(base).map_err(StartError::Upstream)?));
    Ok(Router::new().route("/api/{*rest}", any(forward_request).with_state(service)))
}
