//! All routes of a stand-in.

use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;

use crate::error::StartError;
use crate::shared::Shared;
use crate::{control, page, routes};

/// The control routes are outside the log: a look at the state must not change it. So is the real service, whose
/// answers are passed on as they are.
pub(crate) fn build(shared: &Arc<Shared>) -> Result<Router, StartError> {
    let refuse_deletion = from_fn_with_state(Arc::clone(shared), routes::refuse_deletion);
    let routes = if let Some(base) = &shared.config.upstream {
        upstream(base)?.fallback(page::file).layer(refuse_deletion)
    } else {
        let record = from_fn_with_state(Arc::clone(shared), routes::record);
        let api = routes::api(shared).fallback(page::file);
        control::routes().merge(api.layer(refuse_deletion).layer(record))
    };
    Ok(routes.with_state(Arc::clone(shared)))
}

#[cfg(feature = "proxy")]
fn upstream(base: &str) -> Result<Router<Arc<Shared>>, StartError> {
    crate::upstream::routes(base)
}

#[cfg(not(feature = "proxy"))]
fn upstream(base: &str) -> Result<Router<Arc<Shared>>, StartError> {
    Err(StartError::Upstream(format!(
        "{base} cannot be reached: this program was built without the proxy feature"
    )))
}
