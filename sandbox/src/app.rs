//! All routes of a stand-in.

use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::middleware::from_fn_with_state;
use axum::response::Response;
use tower::{ServiceExt, service_fn};

use crate::address;
use crate::error::StartError;
use crate::shared::Shared;
use crate::{control, page, routes};

/// The control routes are outside the log: a look at the state must not change it. So is the real service, whose
/// answers are passed on as they are.
pub(crate) fn build(shared: &Arc<Shared>) -> Result<Router, StartError> {
    let refuse_deletion = from_fn_with_state(Arc::clone(shared), routes::refuse_deletion);
    let page = Router::new().fallback(page::file);
    let routes = if let Some(base) = &shared.config.upstream {
        upstream(base)?.merge(page).layer(refuse_deletion)
    } else {
        let record = from_fn_with_state(Arc::clone(shared), routes::record);
        let service = api_or_page(
            routes::api(shared).with_state(Arc::clone(shared)),
            page.with_state(Arc::clone(shared)),
        );
        control::routes().merge(service.layer(refuse_deletion).layer(record))
    };
    Ok(routes.with_state(Arc::clone(shared)))
}

fn api_or_page(api: Router, page: Router) -> Router<Arc<Shared>> {
    Router::new().fallback_service(service_fn(move |request: Request| {
        let (api, page) = (api.clone(), page.clone());
        async move {
            let answer: Result<Response, Infallible> = if address::below_base(request.uri().path()).is_some() {
                api.oneshot(address::localize(request)).await
            } else {
                page.oneshot(request).await
            };
            answer
        }
    }))
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
