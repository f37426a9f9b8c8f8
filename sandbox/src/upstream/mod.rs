//! The proxy to the real service: it forwards the page's API calls with only the headers that the API needs.

mod base;
mod forward;

use std::sync::Arc;

use axum::Router;
use axum::routing::any;

use crate::app_state::AppState;
use crate::error::StartError;
use base::Base;
use forward::{Service, forward_request};

/// Routes that forward to the service at `base`.
pub(crate) fn routes(base: &str) -> Result<Router<Arc<AppState>>, StartError> {
    let service = Arc::new(Service::at(Base::read(base).map_err(StartError::Upstream)?));
    Ok(Router::new().route("/api/{*rest}", any(forward_request).with_state(service)))
}
