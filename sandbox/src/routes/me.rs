//! The caller and their organizations.

use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;

use super::answers::{data, not_found};
use super::ids::Ids;
use super::lists::Page;
use crate::accounts;
use crate::address::RequestUrl;
use crate::app_state::AppState;
use crate::query::Query;
use crate::state::{ArchivedList, NotFound};

pub(crate) async fn read(headers: HeaderMap) -> Response {
    data(&accounts::user(accounts::token_status(&headers)))
}

/// One of the caller's organizations.
pub(crate) async fn organization(Ids(org): Ids<String>, headers: HeaderMap) -> Response {
    let all = accounts::organizations(accounts::token_status(&headers));
    match all.iter().find(|one| one["id"] == org) {
        Some(one) => data(one),
        None => not_found(NotFound::Resource),
    }
}

pub(crate) async fn organizations(
    State(app): State<Arc<AppState>>,
    Extension(url): Extension<RequestUrl>,
    headers: HeaderMap,
    uri: Uri,
) -> Response {
    let items = accounts::organizations(accounts::token_status(&headers));
    match Page::read(&Query::of(&uri)) {
        Ok(page) => page.answer(ArchivedList::Usual, app.store().reads.links, &items, &url, &uri),
        Err(invalid) => invalid.response(),
    }
}
