//! All routes of a sandbox.

use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::middleware::from_fn_with_state;
use axum::response::Response;
use tower::{ServiceExt, service_fn};

use crate::address;
use crate::app_state::AppState;
use crate::error::StartError;
use crate::{control, page, routes};

/// The control routes are not logged: reading the state must not change it. Neither is the real service, whose responses
/// are forwarded unchanged.
pub(crate) fn build(app: &Arc<AppState>) -> Result<Router, StartError> {
    let refuse_deletion = from_fn_with_state(Arc::clone(app), routes::refuse_deletion);
    let page = Router::new().fallback(page::file);
    let routes = if let Some(base) = &app.config.upstream {
        upstream(base)?.merge(page).layer(refuse_deletion)
    } else {
        let log_request = from_fn_with_state(Arc::clone(app), routes::log_request);
        let service = api_or_page(
            routes::api(app).with_state(Arc::clone(app)),
            page.with_state(Arc::clone(app)),
        );
        control::routes().merge(service.layer(refuse_deletion).layer(log_request))
    };
    Ok(routes.with_state(Arc::clone(app)))
}

fn api_or_page(api: Router, page: Router) -> Router<Arc<AppState>> {
    Router::new().fallback_service(service_fn(move |request: Request| {
        let (api, page) = (api.clone(), page.clone());
        async move {
            let answer: Result<Response, Infallible> = if address::below_base(request.uri().path()).is_some() {
                api.oneshot(address::strip_base(request)).await
            } else {
                page.oneshot(request).await
            };
            answer
        }
    }))
}

#[cfg(feature = "proxy")]
fn upstream(base: &str) -> Result<Router<Arc<AppState>>, StartError> {
    crate::upstream::routes(base)
}

#[cfg(not(feature = "proxy"))]
fn upstream(base: &str) -> Result<Router<Arc<AppState>>, StartError> {
    Err(StartError::Upstream(format!(
        "{base} cannot be reached: this program was built without the proxy feature"
    )))
}
