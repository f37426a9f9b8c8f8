//! Who is asking, and where they belong.

use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;

use super::answers::{data, not_found};
use super::ids::Ids;
use super::lists::Page;
use crate::accounts;
use crate::address::Sent;
use crate::query::Query;
use crate::shared::Shared;
use crate::state::{ArchivedList, NotFound};

pub(crate) async fn read(headers: HeaderMap) -> Response {
    data(&accounts::person(accounts::standing(&headers)))
}

/// One of the caller's organizations.
pub(crate) async fn organization(Ids(org): Ids<String>, headers: HeaderMap) -> Response {
    let all = accounts::organizations(accounts::standing(&headers));
    match all.iter().find(|one| one["id"] == org) {
        Some(one) => data(one),
        None => not_found(NotFound::Resource),
    }
}

pub(crate) async fn organizations(
    State(shared): State<Arc<Shared>>,
    Extension(sent): Extension<Sent>,
    headers: HeaderMap,
    uri: Uri,
) -> Response {
    let items = accounts::organizations(accounts::standing(&headers));
    match Page::read(&Query::of(&uri)) {
        Ok(page) => page.answer(ArchivedList::Usual, shared.world().reads.links, &items, &sent, &uri),
        Err(invalid) => invalid.response(),
    }
}
