//! Who is asking.

use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;

use super::answers::data;
use super::lists::Page;
use crate::accounts;
use crate::address::Sent;
use crate::query::Query;
use crate::shared::Shared;
use crate::state::ArchivedList;

pub(crate) async fn read(headers: HeaderMap) -> Response {
    data(&accounts::person(accounts::standing(&headers)))
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
